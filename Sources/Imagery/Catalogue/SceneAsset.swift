import Provenance
import Rasters

/// One band of a file: which, under which name, and how its numbers become values.
package struct BandUse: Sendable, Hashable {
  package let name: String
  /// Position in the file, from 0, alpha not counted.
  package let fileBand: Int
  package let conversion: BandConversion

  package init(name: String, fileBand: Int, conversion: BandConversion) {
    self.name = name
    self.fileBand = fileBand
    self.conversion = conversion
  }
}

/// A file of a scene.
package struct SceneAsset: Sendable, Hashable {
  package enum Role: Sendable, Hashable {
    /// Bands of the stack, on the scene's own grid.
    case bands([BandUse])
    /// Bands that are kept and not stacked: coarser ones, temperature.
    case apart([BandUse])
    /// A provider's mask, read by the rule of that id.
    case quality(rule: String)
  }

  /// Absolute. Never written to the ledger or to anything published.
  package let path: String
  package let contentHash: ContentHash
  package let grid: Grid
  package let role: Role

  package init(path: String, contentHash: ContentHash, grid: Grid, role: Role) {
    self.path = path
    self.contentHash = contentHash
    self.grid = grid
    self.role = role
  }

  func moved(_ paths: [ContentHash: String]) -> SceneAsset {
    SceneAsset(path: paths[contentHash] ?? path, contentHash: contentHash, grid: grid, role: role)
  }
}
