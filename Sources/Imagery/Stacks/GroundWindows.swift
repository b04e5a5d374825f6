import Kernels
import Rasters
import Statistics

/// Which small windows of a scene show the ground in full light, told by their own contrast.
///
/// Over clear ground a scene follows the stack's level from place to place; over cloud it does not. In a cloud's shadow
/// and under haze it does, but with a part of the contrast: the windows of most contrast are those that are lit. Brightness
/// is not asked, so that a scene with more shadow and cloud than clear ground still finds the ground's own line.
struct GroundWindows {
  /// Places of a window, a side.
  static let side = 6
  /// Fewer common numbers of a window say nothing.
  static let fewest = 24
  /// Correlation of a scene with the level: of a window that shows the ground on most dates, and the share of that which
  /// the scene must reach.
  static let leastTypical = 0.4
  static let shownShare = 0.75
  /// Contrast of a lit window over that of the scene's best ones, its 85th percentile: the light in a shadow is under
  /// 0.6 of full light.
  static let litShare = 0.7
  static let best = 0.85
  /// A scene that is lit in this share of the windows is left as it is; one in fewer windows than the least has no say.
  static let clearShare = 0.85
  static let fewestWindows = 12

  /// Per window, indices of places.
  private let windows: [[Int]]
  private let windowOfPlace: [Int]

  /// - Parameter places: pixels of a regular lattice, in order; some may be missing.
  init(_ places: [Int], grid: Grid) {
    let step = max(1, zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 1)
    let size = step * Self.side
    let across = (grid.columns + size - 1) / size
    var windows = [[Int]](repeating: [], count: across * ((grid.rows + size - 1) / size))
    windowOfPlace = places.map { $0 / grid.columns / size * across + $0 % grid.columns / size }
    for (index, window) in windowOfPlace.enumerated() { windows[window].append(index) }
    self.windows = windows
  }

  private struct Likeness {
    let correlation: Double
    /// Of the scene over that of the level.
    let contrast: Double
  }

  /// Per scene whether each place lies in a window that is lit; `nil` where that cannot be told, or nearly all are.
  /// - Parameters:
  ///   - samples: per scene, band and place; NaN where nothing was measured.
  ///   - level: per band and place.
  func lit(_ samples: [[[Double]]], level: [[Double]], threads: Int) -> [[Bool]?] {
    guard samples.count >= GroundStructure.fewestScenes else { return samples.map { _ in nil } }
    let found = Parallel.map(samples.count, threads: threads) { scene in
      self.windows.map { Self.likeness(samples[scene], level, $0) }
    }
    let typical = windows.indices.map { window in
      Quantiles.median(found.compactMap { $0[window]?.correlation }) ?? 0
    }
    return found.map { lit($0, typical: typical) }
  }

  private func lit(_ found: [Likeness?], typical: [Double]) -> [Bool]? {
    let judged = windows.indices.filter { typical[$0] >= Self.leastTypical && found[$0] != nil }
    let shown = judged.filter { (found[$0]?.correlation ?? 0) >= Self.shownShare * typical[$0] }
    let contrasts = shown.compactMap { found[$0]?.contrast }.sorted()
    guard shown.count >= Self.fewestWindows, let best = Quantiles.quantile(Self.best, ofSorted: contrasts)
    else { return nil }
    let lit = shown.filter { (found[$0]?.contrast ?? 0) >= Self.litShare * best }
    guard lit.count >= Self.fewestWindows, Double(lit.count) < Self.clearShare * Double(judged.count) else { return nil }
    var isLit = [Bool](repeating: false, count: windows.count)
    for window in lit { isLit[window] = true }
    return windowOfPlace.map { isLit[$0] }
  }

  /// Of all bands at once, each about its own mean.
  private static func likeness(_ scene: [[Double]], _ level: [[Double]], _ places: [Int]) -> Likeness? {
    var (squareX, squareY, product, numbers) = (0.0, 0.0, 0.0, 0)
    for band in scene.indices {
      var (sumX, sumY, sumXX, sumYY, sumXY, count) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
      for place in places {
        let (x, y) = (scene[band][place], level[band][place])
        guard x.isFinite, y.isFinite else { continue }
        sumX += x
        sumY += y
        sumXX += x * x
        sumYY += y * y
        sumXY += x * y
        count += 1
      }
      guard count > 1 else { continue }
      squareX += sumXX - sumX * sumX / count
      squareY += sumYY - sumY * sumY / count
      product += sumXY - sumX * sumY / count
      numbers += Int(count)
    }
    guard numbers >= fewest * scene.count, squareX > 0, squareY > 0 else { return nil }
    return Likeness(
      correlation: product / (squareX * squareY).squareRoot(), contrast: (squareX / squareY).squareRoot())
  }
}
