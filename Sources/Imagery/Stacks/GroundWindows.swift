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
  static let side = 4
  /// Fewer common numbers of a window say nothing.
  static let fewest = 12
  /// Correlation of a scene with the level: of a window that shows the ground on most dates, and the share of that which
  /// the scene must reach.
  static let leastTypical = 0.4
  static let shownShare = 0.85
  /// Contrast of a lit window over that of the scene's best ones, its 70th percentile: the light in a shadow is under
  /// 0.6 of full light.
  static let litShare = 0.7
  /// Windows of more contrast than this share hold the edge of a shadow or of a cloud.
  static let mixedShare = 1.5
  /// A scene's gain, from the contrast of its lit windows, is known to this factor.
  static let gainFactor = 1.5
  static let best = 0.7
  /// Where more than this share of a scene's windows is hidden, most of the rest may lie in shadow: full light then has at
  /// least this share of the contrast that it has in the middle scene of the stack.
  static let manyHidden = 0.1
  static let expectedShare = 0.85
  /// A scene that is lit in this share of the windows is left as it is; one in fewer windows than the least has no say.
  static let clearShare = 0.85
  static let fewestWindows = 8

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

  struct Likeness: Sendable {
    let correlation: Double
    /// Of the scene over that of the level.
    let contrast: Double
    /// Slope of the scene over the level: contrast without the scene's own noise.
    let slope: Double
    /// Mean of the scene's bands, in its own numbers.
    let brightness: Double
  }

  /// The part of a scene that shows the ground in full light.
  struct Lit: Sendable {
    /// Per place.
    let isLit: [Bool]
    /// Of a line from the scene to the level.
    let gains: ClosedRange<Double>
    /// Whether the neighbours in time say so: then the rest is in shadow, and no part of the scene's own line.
    let isSure: Bool
    /// Whether clouds hide more than a little of the scene.
    let isHidden: Bool
  }

  /// What a scene shows of the ground in full light.
  enum Light: Sendable {
    /// Nearly all of it, or it cannot be told.
    case whole
    case part(Lit)
    /// Nothing: all that clouds leave open lies in their shadow.
    case none

    var lit: Lit? {
      if case .part(let lit) = self { return lit }
      return nil
    }

    var isNone: Bool {
      if case .none = self { return true }
      return false
    }

    /// Whether neighbours in time tell light from shadow.
    var isSure: Bool { isNone || lit?.isSure == true }
  }

  /// Per scene what lies in full light.
  /// - Parameters:
  ///   - samples: per scene in order of time, band and place; NaN where nothing was measured.
  ///   - level: per band and place.
  func light(_ samples: [[[Double]]], level: [[Double]], threads: Int) -> [Light] {
    guard samples.count >= GroundStructure.fewestScenes else { return samples.map { _ in .whole } }
    let found = Parallel.map(samples.count, threads: threads) { scene in
      self.windows.map { Self.likeness(samples[scene], level, $0) }
    }
    let typical = windows.indices.map { window in
      Quantiles.median(found.compactMap { $0[window]?.correlation }) ?? 0
    }
    let views = found.map { View($0, typical: typical) }
    let neighbours = LightOfNeighbours(views)
    let expected = Self.expectedShare * (Quantiles.median(views.compactMap(\.best)) ?? 0)
    return views.indices.map { scene in
      let view = views[scene]
      guard let own = view.best else { return .whole }
      guard view.isHidden else { return light(view, view.windows(of: own)) }
      switch neighbours.light(of: scene) {
      case .windows(let windows): return light(view, windows, isSure: true)
      case .none: return .none
      case .unknown:
        let windows = view.windows(of: max(own, expected))
        return light(view, windows.count < Self.fewestWindows ? view.windows(of: own) : windows)
      }
    }
  }

  private func light(_ view: View, _ chosen: [Int], isSure: Bool = false) -> Light {
    guard chosen.count >= Self.fewestWindows, Double(chosen.count) < Self.clearShare * Double(view.judged),
      let contrast = Quantiles.median(chosen.compactMap { view.found[$0]?.contrast }), contrast > 0
    else { return .whole }
    var isLit = [Bool](repeating: false, count: windows.count)
    for window in chosen { isLit[window] = true }
    return .part(
      Lit(
        isLit: windowOfPlace.map { isLit[$0] },
        gains: 1 / (contrast * Self.gainFactor)...Self.gainFactor / contrast, isSure: isSure,
        isHidden: view.isHidden))
  }

  /// The windows of one scene.
  struct View: Sendable {
    let found: [Likeness?]
    /// Windows that show the ground, be it in a shadow.
    let shown: [Int]
    /// Number of windows that show it on most dates and were measured.
    let judged: Int
    /// Contrast of the best windows.
    let best: Double?

    init(_ found: [Likeness?], typical: [Double]) {
      self.found = found
      let told = found.indices.filter { typical[$0] >= leastTypical && found[$0] != nil }
      judged = told.count
      shown = told.filter { window in found[window].map { $0.correlation >= shownShare * typical[window] } ?? false }
      best = Quantiles.quantile(
        GroundWindows.best, ofSorted: shown.compactMap { found[$0]?.contrast }.sorted())
    }

    var isHidden: Bool { Double(judged - shown.count) > manyHidden * Double(judged) }

    /// Shown windows with about the contrast `best`.
    func windows(of best: Double) -> [Int] {
      shown.filter { (litShare * best...mixedShare * best).contains(found[$0]?.contrast ?? 0) }
    }
  }

  /// Of all bands at once, each about its own mean.
  private static func likeness(_ scene: [[Double]], _ level: [[Double]], _ places: [Int]) -> Likeness? {
    var (squareX, squareY, product, brightness, numbers) = (0.0, 0.0, 0.0, 0.0, 0)
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
      brightness += sumX / count / Double(scene.count)
      numbers += Int(count)
    }
    guard numbers >= fewest * scene.count, squareX > 0, squareY > 0 else { return nil }
    return Likeness(
      correlation: product / (squareX * squareY).squareRoot(), contrast: (squareX / squareY).squareRoot(),
      slope: product / squareY, brightness: brightness)
  }
}
