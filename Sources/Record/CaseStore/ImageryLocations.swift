import Foundation
import Provenance

/// Where the case's files lie on this machine: scenes by content hash, other files by name and hash. Kept out of the
/// GeoPackage.
struct ImageryLocations {
  /// The key of a file that is no scene: of those many may have the same bytes, or none that could be read.
  static func key(fileName: String, _ hash: ContentHash?) -> String { "\(fileName)|\(hash?.hexadecimal ?? "-")" }

  private(set) var paths: [String: String]
  private let file: String

  /// - Throws: `damaged` where the file is there and cannot be read as what was written.
  init(in folder: CaseFolder) throws(CaseError) {
    file = folder.locations
    paths = [:]
    guard FileManager.default.fileExists(atPath: file) else { return }
    guard let data = FileManager.default.contents(atPath: file), let members = (try? JSONValue(parsing: data))?.members
    else {
      throw CaseError(
        .damaged, at: file, "The list of imagery files cannot be read.",
        mend: "Delete it and run again with the imagery; nothing else is lost.")
    }
    for member in members { paths[member.key] = member.value.stringValue }
  }

  /// Adds `new` and writes the list, whole or not at all.
  mutating func add(_ new: [String: String]) throws {
    let merged = paths.merging(new) { _, new in new }
    guard merged != paths else { return }
    paths = merged
    let members = merged.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
    do {
      try AtomicFile.write(Data(JSONValue.object(members).prettyText.utf8), to: file)
    } catch { throw CaseError(error, at: file) }
  }
}
