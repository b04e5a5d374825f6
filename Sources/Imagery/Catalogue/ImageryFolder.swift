import Foundation
import Provenance

/// Files that may be pictures, below the paths that the user named.
package enum ImageryFolder {
  /// Absolute paths, sorted, none twice.
  ///
  /// Below a folder: every file whose ending is that of a picture (also of a format that is not supported, so that it
  /// is reported rather than passed over), and files without a known ending that begin like one of `PictureFormat` or have an ENVI
  /// header beside them. Hidden
  /// entries are skipped; linked folders are followed once. A file that was named itself is listed whatever it is; a
  /// STAC item stands for those of its assets that lie on this machine.
  /// - Throws: `unreadable` for a missing path or a folder that cannot be listed; `badItem`.
  package static func files(below paths: [String]) throws(CatalogueError) -> [String] {
    var found: Set<String> = []
    var visited: Set<String> = []
    for path in paths {
      let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
      var isFolder: ObjCBool = false
      guard unsafe FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder) else {
        throw CatalogueError(.unreadable, at: path, "There is no such file or folder.", mend: "Check the path.")
      }
      if isFolder.boolValue {
        try list(absolute, into: &found, visited: &visited, depth: 0)
      } else if PictureFile.isJSON(absolute) {
        found.formUnion(try ItemAssets.localPictures(ofItemAt: absolute))
      } else {
        found.insert(absolute)
      }
    }
    return found.sorted()
  }

  /// Deeper trees are a mistake or a trap.
  private static let greatestDepth = 64

  private static func list(
    _ folder: String, into found: inout Set<String>, visited: inout Set<String>, depth: Int
  ) throws(CatalogueError) {
    let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    guard depth <= greatestDepth, visited.insert(real).inserted else { return }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw CatalogueError(
        .unreadable, at: folder, "The folder cannot be listed.", mend: "Check its permissions.",
        cause: FileFault(error).words)
    }
    let headed = Set(names.filter { $0.lowercased().hasSuffix(".hdr") }.map { String($0.dropLast(4)).lowercased() })
    for name in names where !name.hasPrefix(".") {
      let path = folder == "/" ? "/" + name : folder + "/" + name
      var isFolder: ObjCBool = false
      guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        // A link to a picture that is gone: listed, so that it is reported.
        if PictureFile.hasPictureEnding(path) { found.insert(path) }
        continue
      }
      let hasHeader = !headed.isDisjoint(with: [name.lowercased(), PictureFile.stem(name).lowercased()])
      if isFolder.boolValue {
        try list(path, into: &found, visited: &visited, depth: depth + 1)
      } else if PictureFile.isCandidate(path, hasHeaderBeside: hasHeader) {
        found.insert(path)
      }
    }
  }
}
