import Foundation
import Kernels
import Mensuration
import Rasters
import Stacks

/// Looks for things that stood and are gone, by their shadows.
///
/// The shadow of something `h` metres high lies `h` times `ShadowShift` away from it. Moved back by that much, the shadows
/// of one thing of all dates lie on one another, at its foot, dark until it is gone; the shade of anything else, and of
/// anything of another height, is smeared. A shadow is far easier to see than a gantry that is hardly brighter than its
/// ground, and tells its height. [IrvinMcKeown1989]
package struct StandingSearch {
  let series: StackSeries
  let gsd: Double
  var limits = SizeLimits()
  let shifts: [ShadowShift?]
  let threads: Int

  /// A place, a height and a date that explain the shadows together.
  struct Find: Sendable {
    /// Foot, index in the grid.
    let pixel: Int
    /// Metres.
    let height: Double
    /// First scene without the shadow.
    let firstNew: Int
    let score: Double
    /// Whether deep shadows were the unit: such a place is the better known.
    let isScaled: Bool
  }

  /// Heights that are tried, metres.
  package static let heights = 5.0...50.0
  /// Between two of them, pixels by which the spread of the shadows differs. The first look takes every second one.
  static let heightStep = 0.4
  /// A first look that says less is not followed.
  static let firstScore = 6.0
  /// A second one that says less, before place and height are settled.
  static let secondScore = 5.0
  /// A find with a lower score is the weather's. This and the limits of `ShadowSeries` were set on simulated plants of
  /// seeds 1201 to 1270 and quiet twins 2101 to 2160, never on those that are scored.
  package static let leastScore = 10.0
  /// Of twice as many scenes every second one is looked at, of three times as many every third, …: a shadow that is there
  /// on all dates of a state needs no more, and the dates are all looked at once it is found.
  static let enoughScenes = 20

  /// Best known first, strongest among equals.
  func finds(within site: Window, inSite: [Bool]) -> [Find] {
    let paths = paths()
    guard !paths.isEmpty else { return [] }
    let tiles = tiles(site)
    let found = Parallel.map(tiles.count, threads: threads) { self.finds(tiles[$0], inSite: inSite, paths) }
    return found.flatMap { $0 }.sorted {
      $0.isScaled != $1.isScaled ? $0.isScaled : ($0.score, $1.pixel) > ($1.score, $0.pixel)
    }
  }

  private func paths() -> [ShadowPath] {
    let lengths = shifts.compactMap { $0.map { hypot($0.columns, $0.rows) } }.sorted()
    guard let shortest = lengths.first, let longest = lengths.last else { return [] }
    let step = Self.heightStep / max(longest - shortest, longest / 3)
    return stride(from: Self.heights.lowerBound, through: Self.heights.upperBound, by: max(step, 0.5))
      .filter { $0 * longest >= 2 * ShadowPath.shortest && $0 * shortest <= ShadowPath.longest }
      .map { ShadowPath(height: $0, shifts: shifts) }
  }

  private static let tileSide = 160

  /// Rectangles of one size that cover the site.
  private func tiles(_ site: Window) -> [Window] {
    func side(_ length: Int) -> Int {
      let pieces = max(1, (length + Self.tileSide - 1) / Self.tileSide)
      return max(1, (length + pieces - 1) / pieces)
    }
    return site.tiles(columns: side(site.columns), rows: side(site.rows))
  }

  /// A place of the first look, with the path whose shadows it shows best.
  private struct Hit {
    var row: Int
    var column: Int
    var path: Int
    var firstNew: Int
    var score: Double
  }

  private func finds(_ tile: Window, inSite: [Bool], _ paths: [ShadowPath]) -> [Find] {
    let reach = Int(ShadowPath.longest) + 1
    let wide = Window(
      column: tile.column - reach, row: tile.row - reach, columns: tile.columns + 2 * reach,
      rows: tile.rows + 2 * reach
    ).intersection(Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows))
    let planes = ShadowPlanes(series, window: wide, every: max(1, series.count / Self.enoughScenes))
    var shadows = ShadowSeries(count: series.count)
    let hits = hits(tile, inSite: inSite, planes, paths, &shadows)
    return hits.compactMap {
      settled($0, planes, paths, &shadows, isScaled: true) ?? settled($0, planes, paths, &shadows, isScaled: false)
    }
  }

  private func hits(
    _ tile: Window, inSite: [Bool], _ planes: ShadowPlanes, _ paths: [ShadowPath], _ shadows: inout ShadowSeries
  ) -> [Hit] {
    var hits: [Hit] = []
    for row in stride(from: tile.row, to: tile.row + tile.rows, by: 2) {
      for column in stride(from: tile.column, to: tile.column + tile.columns, by: 2)
      where inSite[row * series.grid.columns + column] {
        var best: Hit?
        for path in stride(from: 0, to: paths.count, by: 2) {
          guard let split = shadows.usual(planes, paths[path], row: row, column: column),
            split.score >= max(Self.firstScore, best?.score ?? 0)
          else { continue }
          best = Hit(row: row, column: column, path: path, firstNew: split.firstNew, score: split.score)
        }
        if let best { hits.append(best) }
      }
    }
    return hits
  }

  /// The place and height near a hit that explain its shadows best, where they do.
  private func settled(
    _ hit: Hit, _ planes: ShadowPlanes, _ paths: [ShadowPath], _ shadows: inout ShadowSeries, isScaled: Bool
  ) -> Find? {
    var best = hit
    best.score = 0
    for round in 0..<5 {
      let centre = best
      // The first round tries the place itself alone.
      let reach = round == 0 ? 0 : 1
      for path in max(0, centre.path - 2)...min(paths.count - 1, centre.path + 2) {
        for row in centre.row - reach...centre.row + reach {
          for column in centre.column - reach...centre.column + reach {
            guard
              let split = shadows.wandering(
                planes, paths[path], row: row, column: column, moment: centre.firstNew, isScaled: isScaled),
              split.score > best.score
            else { continue }
            best = Hit(row: row, column: column, path: path, firstNew: split.firstNew, score: split.score)
          }
        }
      }
      guard best.score >= Self.secondScore else { return nil }
      if round > 0, best.row == centre.row, best.column == centre.column, best.path == centre.path { break }
    }
    guard
      let split = shadows.wandering(
        planes, paths[best.path], row: best.row, column: best.column, moment: best.firstNew,
        isScaled: isScaled),
      split.score >= Self.leastScore, shadows.bearsOut(split.firstNew)
    else { return nil }
    return Find(
      pixel: best.row * series.grid.columns + best.column, height: paths[best.path].height, firstNew: split.firstNew,
      score: split.score, isScaled: isScaled)
  }
}
