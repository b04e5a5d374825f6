import Kernels
import Rasters
import Stacks
import Statistics

/// How bright every scene shows each place of a window beside the ground around it: a shadow that falls there on some
/// dates stands out.
struct ShadowPlanes {
  let window: Window
  /// Scenes.
  let count: Int
  /// `contrasts[pixel * count + scene]`: brightness less that of the ground around, means over 3 × 3 pixels; NaN where it
  /// was not seen.
  let contrasts: [Float]
  /// The same less what the place shows when it is lit, in deviations.
  let departures: [Float]
  /// Per scene the usual distance of `contrasts` from what the places show when they are lit.
  let scatters: [Float]

  /// Clear dates that a place needs.
  static let fewestDates = 8
  /// Of a place's dates in order of brightness: the one that shows it lit, though most may lie in shadow, and one that
  /// tells the scatter with it; and how many deviations of a normal scatter lie between the two.
  static let litShare = 0.7
  static let brightShare = 0.9
  static let span: Float = 0.757

  /// - Parameter every: of so many scenes one is looked at.
  init(_ series: StackSeries, window: Window, every: Int) {
    self.window = window
    count = series.count
    let block = series.localContrastBlock(window, inside: window, every: every)
    let weights = Self.vectors(Self.weights(series))
    let values = block.values.span
    var contrasts = [Float](repeating: .nan, count: window.pixelCount * series.count)
    var lit = [Float](repeating: .nan, count: window.pixelCount)
    var deviations = lit
    var seen: [Float] = []
    for pixel in 0..<window.pixelCount {
      let start = pixel * series.count
      seen.removeAll(keepingCapacity: true)
      for scene in stride(from: 0, to: series.count, by: every) where block.seen[start + scene] {
        var value: Float = 0
        for group in weights.indices {
          value += (weights[group] * values[(start + scene) * weights.count + group]).sum()
        }
        contrasts[start + scene] = value
        seen.append(value)
      }
      guard seen.count >= Self.fewestDates,
        let level = Quantiles.element(Int(Self.litShare * Double(seen.count - 1)), of: &seen),
        let bright = Quantiles.element(Int(Self.brightShare * Double(seen.count - 1)), of: &seen)
      else { continue }
      lit[pixel] = level
      deviations[pixel] = (bright - level) / Self.span
    }
    self.contrasts = contrasts
    (departures, scatters) = Self.standardised(contrasts, lit: lit, deviations, count: series.count)
  }

  /// Bands add up by their noise.
  static func weights(_ series: StackSeries) -> [Float] {
    (0..<series.bandCount).map { band in
      1 / Float(max((0..<series.count).reduce(0.0) { $0 + series.deviations(of: $1)[band] }, 1e-9))
    }
  }

  /// Four bands to a vector, nothing beyond the last.
  private static func vectors(_ weights: [Float]) -> [BandVector] {
    (0..<BandVector.groups(of: weights.count)).map { group in
      var vector = BandVector.zero
      for band in 4 * group..<min(4 * group + 4, weights.count) { vector[band - 4 * group] = weights[band] }
      return vector
    }
  }

  /// Where the series of a place begins; `nil` outside the window.
  @inline(__always)
  func place(row: Int, column: Int) -> Int? {
    let r = row - window.row
    let c = column - window.column
    guard r >= 0, c >= 0, r < window.rows, c < window.columns else { return nil }
    return (r * window.columns + c) * count
  }

  /// Departures over the scene's deviation over the window, or the place's over the dates where that is larger.
  private static func standardised(
    _ contrasts: [Float], lit: [Float], _ deviations: [Float], count: Int
  ) -> (departures: [Float], scatters: [Float]) {
    let pixels = lit.count
    let step = max(1, pixels / 4_000)
    let scatters = (0..<count).map { scene -> Float in
      var distances = stride(from: 0, to: pixels, by: step).compactMap { pixel -> Float? in
        let distance = abs(contrasts[pixel * count + scene] - lit[pixel])
        return distance.isNaN ? nil : distance
      }
      return Quantiles.upperMedian(&distances).map { max(1.4826 * $0, 1e-9) } ?? .nan
    }
    var departures = contrasts
    for pixel in 0..<pixels {
      for scene in 0..<count {
        let index = pixel * count + scene
        departures[index] = (contrasts[index] - lit[pixel]) / max(scatters[scene], deviations[pixel])
      }
    }
    return (departures, scatters)
  }
}
