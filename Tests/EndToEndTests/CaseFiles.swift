import Foundation
import Provenance

/// What a run left in a case folder, looked at from outside.
struct CaseFiles {
  let path: String

  init(_ path: String) { self.path = path }

  var features: Data? { FileManager.default.contents(atPath: path + "/reports/latest/features.geojson") }
  var summary: Data? { FileManager.default.contents(atPath: path + "/reports/latest/summary.json") }
  var html: String {
    let bytes = FileManager.default.contents(atPath: path + "/reports/latest/report.html") ?? Data()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The features of the published collection.
  func featureList() throws -> [JSONValue] { try JSONValue(parsing: features ?? Data())["features"]?.arrayValue ?? [] }

  /// Every file below the case, relative to it.
  var files: [String] { (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted() }

  /// Files that were begun and not finished.
  var halfWritten: [String] {
    files.filter { $0.contains(".part") || $0.hasSuffix("-journal") || $0.hasSuffix("-wal") }
  }

  /// Prepared scenes by name, each with its number on the disk and its moment of change: a scene that is prepared anew
  /// gets another.
  var prepared: [String: [Int]] {
    var found: [String: [Int]] = [:]
    for name in files where name.hasPrefix("cache/") && name.hasSuffix(".warp") {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
      let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      found[name] = [attributes?[.systemFileNumber] as? Int ?? 0, Int(changed * 1_000_000)]
    }
    return found
  }

  /// A copy of the whole case at `other`.
  func copied(to other: String) throws -> CaseFiles {
    try FileManager.default.copyItem(atPath: path, toPath: other)
    return CaseFiles(other)
  }
}

extension JSONValue {
  /// Files that a run's summary lists as left out, with their codes.
  var exclusions: [String: String] {
    var found: [String: String] = [:]
    for item in self["scenes"]?["excluded"]?.arrayValue ?? [] {
      found[item["file"]?.stringValue ?? ""] = item["code"]?.stringValue
    }
    return found
  }

  var used: Int? { self["scenes"]?["used"]?.intValue }

  func reason(of file: String) -> String {
    self["scenes"]?["excluded"]?.arrayValue?.first { $0["file"]?.stringValue == file }?["reason"]?.stringValue ?? ""
  }

  var keys: [String] { (members ?? []).map(\.key).sorted() }
}
