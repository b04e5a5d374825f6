import Alignment
import CaseStore
import Catalogue
import Places
import Provenance
import Quantities
import Rasters
import Stacks
import Statistics

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

  /// By how much the typical picture seems coarser than the grid, 1 where it is not clearly so: told beside the limits of
  /// size, not multiplied with them. The measure finds four enlargements in five and takes some soft pictures for enlarged
  /// ones: of a simulated plant of 10 m, never enlarged, six of eleven.
  var coarseness: Double {
    let sizes = rows.compactMap { row in
      row.exclusion == nil ? (row.effectiveGSD ?? row.scene?.gsd)?.magnitude : nil
    }
    let typical = (Quantiles.median(sizes) ?? gsd.magnitude) / gsd.magnitude
    return typical > SceneState.worthAWord ? typical : 1
  }

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
  /// As `SceneState.coarserGSD`.
  var coarserGSD: Metres? {
    guard let scene, let effectiveGSD, effectiveGSD.magnitude > SceneState.worthAWord * scene.gsd.magnitude
    else { return nil }
    return effectiveGSD
  }
}
