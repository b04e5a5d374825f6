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
  static let fewest = 2
  /// Deviations from the neighbours within which a scene keeps.
  static let bound = 3.0
  /// The least that is believed of the deviations: of the logarithm of the contrast, and of the brightness in the spread
  /// of the ground's windows.
  static let leastScatter = (contrast: 0.06, brightness: 0.3)
  /// Share of full light that a shadow leaves at most. What is nearer to it than to full light is dark; where clear
  /// scenes differ so much that the two are less than `leastShadow` deviations apart, nothing is told.
  static let shade = 0.6

  static let leastShadow = 2.5
  /// Share that the sky around leaves in the deepest shadow. What is darker is on another scale, as of 8 bits among 16, and
  /// tells nothing of light.
  static let darkest = 0.1
  /// What windows in full light differ by in brightness, in what a shadow takes at least.
  static let evenness = 0.3

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
    guard let near = Self.neighbours(of: scene, clear), near.count >= Self.fewest else { return .unknown }
    let found = Self.departures(of: views[scene], from: near.map { views[$0] })
    guard let shade = Quantiles.median(found.map(\.shade)) else { return .unknown }
    // Of contrast and brightness together, in deviations; the lightest shadow lies at `shadow`.
    func together(_ contrast: Double, _ brightness: Double) -> Double {
      (contrast / scatter.contrast + brightness / scatter.brightness) / 2.0.squareRoot()
    }
    let shadow = together(log(Self.shade), -shade)
    guard shadow <= -Self.leastShadow else { return .unknown }
    func isDark(_ window: Departure) -> Bool {
      window.contrast > log(Self.darkest) && together(window.contrast, window.brightness) < shadow / 2
    }
    var lit = found.filter {
      !isDark($0) && abs($0.contrast) <= Self.bound * scatter.contrast
        && abs($0.brightness) <= Self.bound * scatter.brightness
    }
    // Scenes differ as wholes; within one, full light is of one brightness, and half-shadows lie below it.
    if let full = Quantiles.quantile(GroundWindows.best, ofSorted: lit.map(\.brightness).sorted()) {
      lit = lit.filter { abs($0.brightness - full) <= Self.evenness * shade }
    }
    if lit.count >= GroundWindows.fewestWindows { return .windows(lit.map(\.window)) }
    let dark = found.count(where: isDark)
    return 2 * dark > found.count && dark >= GroundWindows.fewestWindows ? .none : .unknown
  }

  private static func neighbours(of scene: Int, _ clear: [Int]) -> [Int]? {
    let near = clear.filter { $0 != scene }.sorted { (abs($0 - scene), $0) < (abs($1 - scene), $1) }.prefix(most)
    return near.isEmpty ? nil : Array(near)
  }

  /// Of one shown window, against the medians of the neighbours.
  private struct Departure {
    let window: Int
    /// Of its logarithm.
    let contrast: Double
    /// In the spread of the windows, as are the next.
    let brightness: Double
    /// What a shadow takes at least.
    let shade: Double
  }

  private static func departures(
    of view: GroundWindows.View, from near: [GroundWindows.View]
  ) -> [Departure] {
    let found = view.shown.compactMap { window -> (window: Int, contrast: Double, brightness: Double, usual: Double)? in
      guard let own = view.found[window], own.slope > 0,
        let slope = Quantiles.median(near.compactMap { $0.found[window]?.slope }), slope > 0,
        let usual = Quantiles.median(near.compactMap { $0.found[window]?.brightness })
      else { return nil }
      return (window, log(own.slope / slope), own.brightness - usual, usual)
    }
    guard let spread = Quantiles.robustDeviation(found.map(\.usual)), spread > 0 else { return [] }
    return found.map {
      Departure(
        window: $0.window, contrast: $0.contrast, brightness: $0.brightness / spread,
        shade: (1 - shade) * $0.usual / spread)
    }
  }
}
