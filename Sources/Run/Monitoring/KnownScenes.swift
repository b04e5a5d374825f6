import CaseStore
import Catalogue
import Provenance

/// Scenes that a case knows already, also those that were joined to others, by what they were made from.
struct KnownScenes: Sendable {
  private var byContent: [ContentHash: SceneRow] = [:]
  private var byInputs: [ContentHash: SceneRow] = [:]

  init(_ rows: [SceneRow]) {
    for row in rows {
      guard let scene = row.scene else { continue }
      // A part of a joined scene has no alignment of its own.
      let entries = scene.product.parts.isEmpty ? [row] : scene.product.parts.map { SceneRow($0) }
      for entry in entries {
        guard let hash = entry.contentHash, let scene = entry.scene else { continue }
        if byContent[hash] == nil { byContent[hash] = entry }
        if let inputs = scene.product.inputs, byInputs[inputs] == nil { byInputs[inputs] = entry }
      }
    }
  }

  /// The scene of that file's content, whatever lay beside it.
  func alone(_ hash: ContentHash?) -> SceneRow? { hash.flatMap { byContent[$0] } }

  /// The row of the product, with its files where they lie now; `nil` where it must be looked at: it is not known, a
  /// person now says something of it, or other metadata or masks lie beside it than then.
  func row(
    _ files: ProductFiles, _ hashes: [String: ContentHash], inputs: ContentHash?, given: GivenPosition?
  ) -> SceneRow? {
    guard given == nil else { return nil }
    let paths = Dictionary(
      files.paths.compactMap { path in hashes[path].map { ($0, path) } }, uniquingKeysWith: { first, _ in first })
    var row = inputs.flatMap { byInputs[$0] }
    if row == nil, files.isSingleFile, let known = alone(hashes[files.mainPath]), let scene = known.scene {
      let isSettled = scene.product.isGiven || scene.dateSource == "given"
      if isSettled || scene.product.inputs == inputs { row = known }
    }
    guard var row, let scene = row.scene else { return nil }
    let moved = scene.moved(paths)
    row.scene = moved
    row.location = moved.path
    return row
  }
}
