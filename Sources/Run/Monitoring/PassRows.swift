import CaseStore
import Catalogue
import Provenance

/// Rows of pictures of one pass joined into one, also with those that the case knows.
enum PassRows {
  /// `rows` in their order, the joined ones in the place of their first part. A joined row that the case knows keeps
  /// what was found out about it.
  static func joined(_ rows: [SceneRow], known: [SceneRow]) -> [SceneRow] {
    let fresh = rows.compactMap(\.scene)
    guard !fresh.isEmpty else { return rows }
    let joined = PassMosaic.joined(fresh + known.compactMap(\.scene)).filter { !$0.product.parts.isEmpty }
    let earlier = Dictionary(
      known.compactMap { row in row.contentHash.map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
    var ofPart: [ContentHash: Scene] = [:]
    for scene in joined {
      for part in scene.product.parts { ofPart[part.contentHash] = scene }
    }
    var done: Set<ContentHash> = []
    return rows.compactMap { row in
      guard let hash = row.contentHash, row.scene != nil, let scene = ofPart[hash] else { return row }
      guard done.insert(scene.contentHash).inserted else { return nil }
      guard var old = earlier[scene.contentHash] else { return SceneRow(scene) }
      old.scene = scene
      old.location = scene.path
      return old
    }
  }
}
