import Foundation

/// Names of what lies in a case folder.
package struct CaseFolder: Sendable, Hashable {
  /// As the caller gave it, without a slash at the end.
  package let path: String

  init(_ path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  package var geoPackage: String { path + "/case.gpkg" }
  /// Scenes by content hash, or links to where they stay; never altered.
  package var imagery: String { path + "/imagery" }
  /// Absolute paths of the scenes by content hash; private, so that `case.gpkg` can be passed on.
  package var locations: String { imagery + "/locations.json" }
  /// Stacks and scores by input hash; may be deleted at any time.
  package var cache: String { path + "/cache" }
  /// Captured documents by content hash.
  package var sources: String { path + "/sources" }
  /// Sources that no export may name; not made before there is one.
  package var confidential: String { path + "/confidential" }
  package var reports: String { path + "/reports" }
  package var lock: String { path + "/.lock" }

  private var subfolders: [String] { [imagery, cache, sources, reports] }

  /// Whether a folder stands there, a file, or nothing.
  enum Kind { case folder, file, nothing }

  var kind: Kind {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return .nothing }
    return isFolder.boolValue ? .folder : .file
  }

  var hasGeoPackage: Bool { FileManager.default.fileExists(atPath: geoPackage) }

  /// A file that Telltale did not put there, the first by name; `nil` where the folder may become a case.
  /// What a process left that was killed while it made a case does not count.
  var foreignFile: String? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let own = Set(["imagery", "cache", "sources", "reports", "confidential", ".lock", ".DS_Store"])
    return names.sorted().first { !own.contains($0) && !($0.hasPrefix(".case.gpkg.")) }
  }

  /// Makes the folder and what belongs in it, where it is missing.
  func make() throws(CaseError) {
    do {
      for folder in [path] + subfolders {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
    } catch {
      throw .notWritable(at: path, cause: (error as? CocoaError).map { CaseError($0, at: path).cause ?? "" })
    }
  }
}
