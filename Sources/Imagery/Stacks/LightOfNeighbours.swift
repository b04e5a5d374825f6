import Foundation
import Statistics

/// Which windows of a scene are as bright and as rich in contrast as on the clear dates before and after.
///
/// A cloud's shadow takes half of the light: of brightness and of contrast alike. A scene that lies nearly all in
/// shadow has no lit windows to compare the others with; the same place on other dates tells, as far as scenes of one
/// sensor agree with each other. How far they do is measured on the clear ones among them.
struct LightOfNeighbours {
  /// Clear scenes that a scene is compared with, the nearest in time; fewer than the least tell nothing.
  static let most = 8
  static let fewest = 3
  /// Deviations from the neighbours within which a scene keeps.
  static let bound = 3.0
  /// The least that is believed of the deviations: of the logarithm of the contrast, and of the brightness in the spread
  /// of the ground's windows.
  static let leastScatter = (contrast: 0.06, brightness: 0.3)
  /// Full light is at least this much of the neighbours' contrast: where scenes agree so badly that it may be less,
  /// nothing is told.
  static let leastContrast = 0.65

  enum Verdict {
    case unknown
    /// Those in full light.
    case windows([Int])
    /// All that is shown is darker.
    case none
  }

  private let views: [GroundWindows.View]
  private let clear: [Int]
  private let scatter: (contrast: Double, brightness: Double)

  init(_ views: [GroundWindows.View]) {
    self.views = views
    clear = views.indices.filter { !views[$0].isHidden && views[$0].best != nil }
    let (views, clear) = (views, clear)
    let departures = clear.compactMap { scene in
      Self.neighbours(of: scene, clear).map { Self.departures(of: views[scene], from: $0.map { views[$0] }) }
    }
    func scatter(_ values: [Double]) -> Double { 1.4826 * (Quantiles.median(values.map(abs)) ?? .infinity) }
    self.scatter = (
      max(scatter(departures.compactMap { Quantiles.median($0.map(\.contrast)) }), Self.leastScatter.contrast),
      max(scatter(departures.compactMap { Quantiles.median($0.map(\.brightness)) }), Self.leastScatter.brightness)
    )
  }

  func light(of scene: Int) -> Verdict {
    guard exp(-Self.bound * scatter.contrast) >= Self.leastContrast,
      let near = Self.neighbours(of: scene, clear)
    else { return .unknown }
    let found = Self.departures(of: views[scene], from: near.map { views[$0] })
    let (contrast, brightness) = (Self.bound * scatter.contrast, Self.bound * scatter.brightness)
    let lit = found.filter { abs($0.contrast) <= contrast && abs($0.brightness) <= brightness }
    if lit.count >= GroundWindows.fewestWindows { return .windows(lit.map(\.window)) }
    let dark = found.count { $0.contrast < -contrast && $0.brightness < -brightness }
    return 2 * dark > found.count && dark >= GroundWindows.fewestWindows ? .none : .unknown
  }

  private static func neighbours(of scene: Int, _ clear: [Int]) -> [Int]? {
    let near = clear.filter { $0 != scene }.sorted { (abs($0 - scene), $0) < (abs($1 - scene), $1) }.prefix(most)
    return near.count >= fewest ? Array(near) : nil
  }

  /// Of the shown windows, by how much contrast (in logarithms) and brightness (in the spread of the windows) depart
  /// from the medians of the neighbours.
  private static func departures(
    of view: GroundWindows.View, from near: [GroundWindows.View]
  ) -> [(window: Int, contrast: Double, brightness: Double)] {
    let found = view.shown.compactMap { window -> (window: Int, contrast: Double, brightness: Double, usual: Double)? in
      guard let own = view.found[window], own.slope > 0,
        let slope = Quantiles.median(near.compactMap { $0.found[window]?.slope }), slope > 0,
        let usual = Quantiles.median(near.compactMap { $0.found[window]?.brightness })
      else { return nil }
      return (window, log(own.slope / slope), own.brightness - usual, usual)
    }
    guard let spread = Quantiles.robustDeviation(found.map(\.usual)), spread > 0 else { return [] }
    return found.map { ($0.window, $0.contrast, $0.brightness / spread) }
  }
}
