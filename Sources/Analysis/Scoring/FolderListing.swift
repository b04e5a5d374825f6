import Foundation
import Provenance

/// GeoJSON files of a folder.
enum FolderListing {
  static let largestCount = 100_000

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Names of the GeoJSON files in `folder`, not below it, sorted; files that start with a dot are left out.
  /// - Parameter role: what the folder is for, in errors.
  /// - Throws: `unreadable`, `tooLarge`.
  static func geoJSON(in folder: String, role: String) throws(ScoringError) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      let isThere = FileManager.default.fileExists(atPath: folder)
      throw ScoringError(
        .unreadable, at: folder, isThere ? "The \(role) is no folder that can be read." : "There is no such folder.",
        mend: isThere ? "Name a folder, and check its permissions." : "Name the \(role).",
        cause: isThere ? FileFault(error).words : nil)
    }
    let files = names.filter { name in
      let lower = name.lowercased()
      return !name.hasPrefix(".") && (lower.hasSuffix(".geojson") || lower.hasSuffix(".json"))
    }
    guard files.count <= largestCount else {
      throw ScoringError(
        .tooLarge, at: folder, "The folder holds \(files.count) files; \(largestCount) is the limit.",
        mend: "Keep only the models of the region in it.")
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
