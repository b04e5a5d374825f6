import Bundles
import Foundation
import Provenance
import Reports

/// Fields that a redacted edition withholds, as its author shows them to whom he trusts, against the commitments in it.
struct Openings {
  private let fields: [WithheldField]

  /// - Throws: `MonitoringError.unknown` for a file that is none.
  init(_ path: String) throws {
    guard let data = FileManager.default.contents(atPath: path),
      let listed = try? JSONValue(parsing: data)["fields"]?.arrayValue
    else {
      throw MonitoringError(
        .unknown, at: path, "It is no file of openings.",
        mend: "Name a file of the case's folder redactions, as export --blur-km wrote it.")
    }
    fields = listed.compactMap(WithheldField.init(json:))
    guard fields.count == listed.count, !fields.isEmpty, Set(fields.map(\.place)).count == fields.count else {
      throw MonitoringError(
        .unknown, at: path, "Some of its \(listed.count) fields cannot be read or stand there twice, or it has none.",
        mend: "Get the file from its author again.")
    }
  }

  /// How many fields are what the edition in `folder` is committed to, and those that are not.
  func audit(in folder: String) -> (opened: Int, faults: [BundleAudit.Fault]) {
    let commitments = Self.commitments(in: folder)
    let wrong = fields.filter { commitments[$0.place] != $0.commitment.hexadecimal }
    return (
      fields.count - wrong.count,
      wrong.map {
        .init(
          $0.place,
          commitments[$0.place] == nil
            ? "The edition withholds no such field." : "It is not what the edition is committed to.")
      }
    )
  }

  /// By place.
  private static func commitments(in folder: String) -> [String: String] {
    var found: [String: String] = [:]
    for (file, list) in [("features.geojson", "features"), ("pictures.json", "pictures")] {
      guard let data = FileManager.default.contents(atPath: folder + "/" + file),
        let items = try? JSONValue(parsing: data)[list]?.arrayValue
      else { continue }
      for item in items {
        guard let id = item["id"]?.stringValue else { continue }
        for member in (item["properties"]?["withheld"] ?? item["withheld"])?.members ?? [] {
          found["\(list)/\(id)/\(member.key)"] = member.value.stringValue
        }
      }
    }
    return found
  }
}
