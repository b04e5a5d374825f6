import CaseStore
import Catalogue
import Foundation
import Kernels
import Provenance

/// The pictures of a bundle found again by their content, wherever they lie and whatever they are called now.
struct ReplayPictures {
  /// By content.
  let found: [ContentHash: String]
  /// Ids of used scenes of which a file is not here.
  let missing: Set<String>
  /// Files that bear a recorded name and hold other bytes.
  let differences: [Replay.Difference]

  init(_ rows: [SceneRow], among folders: [String], threads: Int) {
    let files = folders.flatMap { Self.files(below: $0) }
    let hashes = Parallel.map(files.count, threads: threads) { try? ContentHash(ofFileAt: files[$0]) }
    var found: [ContentHash: String] = [:]
    var names: [String: [ContentHash]] = [:]
    for (file, hash) in zip(files, hashes) {
      guard let hash else { continue }
      found[hash] = found[hash] ?? file
      names[URL(fileURLWithPath: file).lastPathComponent, default: []].append(hash)
    }
    var missing: Set<String> = []
    var differences: [Replay.Difference] = []
    for row in rows {
      guard let scene = row.scene else { continue }
      for file in scene.files {
        let name = scene.files.count == 1 ? row.fileName : URL(fileURLWithPath: file.path).lastPathComponent
        if let others = names[name], !others.contains(file.contentHash) {
          differences.append(
            Replay.Difference(
              place: "scene \(scene.id), file \(name)", recorded: file.contentHash.hexadecimal,
              computed: others[0].hexadecimal))
        }
        if found[file.contentHash] == nil { missing.insert(scene.id) }
      }
    }
    self.found = found
    self.missing = missing
    self.differences = differences
  }

  /// Ordinary files in a folder and below, or the file itself.
  private static func files(below path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else { return [path] }
    guard let names = FileManager.default.enumerator(atPath: path) else { return [] }
    return names.compactMap { $0 as? String }.sorted().map { path + "/" + $0 }
      .filter {
        (try? FileManager.default.attributesOfItem(atPath: $0))?[.type] as? FileAttributeType != .typeDirectory
      }
  }
}
