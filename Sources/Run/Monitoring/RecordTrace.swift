import Bundles
import Evidence
import Foundation
import Provenance
import Reports

/// Each number and date of a bundle's page, with where it stands in the record, the pictures that it rests on, and the
/// ledger's entries of the settings by which it was computed.
package struct RecordTrace {
  package struct Line: Sendable {
    package let number: PageNumber
    /// In the bundle's files; empty where the number has no ground in them.
    package let places: [String]
    /// Ids of scenes, with the hash of their content; of a redacted edition what it is committed to.
    package let scenes: [(id: String, hash: String)]

    package var json: JSONValue {
      [
        "number": .string(number.text), "context": .string(number.context),
        "places": .array(places.map { .string($0) }),
        "scenes": .array(scenes.map { ["id": .string($0.id), "sha256": .string($0.hash)] }),
      ]
    }
  }

  package let lines: [Line]
  /// Numbers of the ledger's entries that hold the settings of the numbers.
  package let settings: [Int]
  /// Where the bundle is not what was written: then what it holds proves nothing.
  package let faults: [BundleAudit.Fault]

  /// Numbers that have no ground, no picture behind them, or no settings.
  package var groundless: [Line] {
    settings.isEmpty ? lines : lines.filter { $0.places.isEmpty || $0.scenes.contains { $0.hash.isEmpty } }
  }

  private static let documents = ["report.json", "activity.json", "observability.json", "features.geojson"]
  private static let acts = ["normaliseAndMask", "change"]

  /// - Throws: `BundleError.notABundle`; `MonitoringError.unknown` for a bundle without page.
  package init(_ bundle: String) throws {
    let audit = try BundleAudit(bundle)
    faults = audit.faults
    guard let page = FileManager.default.contents(atPath: bundle + "/report.html") else {
      throw MonitoringError(
        .unknown, at: bundle, "It holds no report.html.", mend: "Name the folder that export --format bundle wrote.")
    }
    func document(_ name: String) -> JSONValue? {
      FileManager.default.contents(atPath: bundle + "/" + name).flatMap { try? JSONValue(parsing: $0) }
    }
    let numbers = PageNumbers.of(String(decoding: page, as: UTF8.self))
    let ground = RecordGround(
      Dictionary(
        Self.documents.compactMap { name in document(name).map { (name, $0) } }, uniquingKeysWith: { first, _ in first }
      ),
      for: numbers)
    let hashes = Self.hashes(document)
    let used = hashes.filter { $0.value.isUsed }.map { (id: $0.key, hash: $0.value.hash) }.sorted { $0.id < $1.id }
    lines = numbers.map { number in
      let places = ground.places(of: number)
      let named = Set(places.compactMap(ground.value).flatMap { Self.texts(of: $0) })
      let own = hashes.filter { named.contains($0.key) }.map { (id: $0.key, hash: $0.value.hash) }
        .sorted { $0.id < $1.id }
      // What names no picture, such as a count, rests on all that were used.
      return Line(number: number, places: places, scenes: own.isEmpty ? used : own)
    }
    settings = Self.acts.compactMap { act in audit.ledger?.entries.last { $0.act == act }?.sequence }
  }

  /// By the scene's id.
  private static func hashes(_ document: (String) -> JSONValue?) -> [String: (hash: String, isUsed: Bool)] {
    var found: [String: (hash: String, isUsed: Bool)] = [:]
    for scene in document("scenes.json")?["scenes"]?.arrayValue ?? [] {
      guard let id = scene["id"]?.stringValue else { continue }
      found[id] = (scene["files"]?.arrayValue?.first?["sha256"]?.stringValue ?? "", scene["excluded"] == .null)
    }
    for picture in document("pictures.json")?["pictures"]?.arrayValue ?? [] {
      guard let id = picture["id"]?.stringValue else { continue }
      found[id] = (picture["withheld"]?["id"]?.stringValue ?? "", picture["excluded"] == .null)
    }
    return found
  }

  private static func texts(of json: JSONValue) -> [String] {
    if let text = json.stringValue { return [text] }
    if let list = json.arrayValue { return list.flatMap(texts) }
    return (json.members ?? []).flatMap { texts(of: $0.value) }
  }
}
