import Alignment
import CaseStore
import Catalogue
import Mensuration
import Places
import Provenance
import Quantities
import Rasters
import SceneMeasures
import Stacks

/// Scenes of one class of GSD as a stack: grid and reference fixed once, every scene prepared, masked and normalised.
struct CaseStack {
  let series: StackSeries
  let grid: Grid
  let gsd: Metres
  let reference: Scene
  /// Rows of its scenes, with exclusions and alignments as they now stand; of a case with one stack all its rows.
  let rows: [SceneRow]
  let inSite: [Bool]
  let records: [StepRecord]
  /// Records of the scenes prepared in this run.
  let newRecords: [StepRecord]
  /// Scenes that were prepared in this run, not found in the cache.
  let newScenes: Int
  /// How each scene that could be aligned lies on the reference.
  let fits: [ContentHash: FittedTransform]
  /// What ties the reference to known coordinates; `nil` where it is taken at its word.
  let control: ControlTie?
  let placing: ScenePlacing
  let bands: StackBands
  /// How it lies on the main stack; `nil` for the main stack itself.
  let link: StackLink?

  /// The pixel that all limits of size count by: the grid's, or a coarser one that the scenes were enlarged from.
  var limiting: LimitingPixel {
    LimitingPixel(grid: gsd, pictures: rows.compactMap { $0.exclusion == nil ? $0.picture : nil })
  }

  /// Least sizes of what is found and measured on the grid.
  var sizeLimits: SizeLimits { SizeLimits(pixel: limiting.factor) }

  /// The smallest window of the grid that holds the site.
  var siteWindow: Window {
    var (left, top, right, bottom) = (grid.columns, grid.rows, -1, -1)
    for pixel in inSite.indices where inSite[pixel] {
      (left, right) = (min(left, pixel % grid.columns), max(right, pixel % grid.columns))
      (top, bottom) = (min(top, pixel / grid.columns), max(bottom, pixel / grid.columns))
    }
    guard right >= left else { return Window(column: 0, row: 0, columns: 0, rows: 0) }
    return Window(column: left, row: top, columns: right - left + 1, rows: bottom - top + 1)
  }

  /// Scenes coarser than the grid by more than this factor show its things no more.
  static let coarsest = 1.5
  /// Scenes are compared with each other; one alone shows no change.
  static let fewestScenes = 2
}

extension SceneRow {
  /// What its stack is told of how fine it is; `nil` where it is no scene.
  var picture: LimitingPixel.Picture? {
    scene.map { LimitingPixel.Picture(own: $0.gsd, effective: effectiveGSD) }
  }

  /// As `SceneState.coarserGSD`.
  var coarserGSD: Metres? {
    guard let scene, let effectiveGSD, effectiveGSD.magnitude > SceneState.worthAWord * scene.gsd.magnitude
    else { return nil }
    return effectiveGSD
  }
}
