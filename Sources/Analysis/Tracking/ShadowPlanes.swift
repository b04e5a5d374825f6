import Kernels
import Rasters
import Stacks
import Statistics

/// How far every scene departs from the usual brightness of each place, over a window: what lies in shadow on some dates
/// stands out, what is always dark does not.
struct ShadowPlanes {
  let window: Window
  /// Scenes.
  let count: Int
  /// `departures[pixel * count + scene]`: brightness over that of the ground around, less its own median over all dates,
  /// in deviations; NaN where it was not seen. Means over 3 × 3 pixels.
  let departures: [Float]
  /// The same without the median taken off and undivided.
  let contrasts: [Float]
  /// Per scene the usual deviation of `contrasts`.
  let scatters: [Float]

  /// Clear dates that a place needs to have a usual brightness.
  static let fewestDates = 8
  /// Of a place's dates in order of brightness: the one that shows it lit, though most should lie in shadow, and one that
  /// tells the scatter with it; and how many deviations of a normal scatter lie between.
  private static let litShare: Float = 0.7
  private static let brightShare: Float = 0.9
  private static let span: Float = 0.757

  init(_ series: StackSeries, window: Window, inside: Window) {
    self.window = window
    count = series.count
    let block = series.localContrastBlock(window, inside: inside)
    let weights = (0..<series.bandCount).map { band in
      1 / Float(max((0..<series.count).reduce(0.0) { $0 + series.deviations(of: $1)[band] }, 1e-9))
    }
    var departures = [Float](repeating: .nan, count: window.pixelCount * series.count)
    var contrasts = departures
    var deviations = [Float](repeating: .nan, count: window.pixelCount)
    var seen: [Float] = []
    for pixel in 0..<window.pixelCount {
      let start = pixel * series.count
      seen.removeAll(keepingCapacity: true)
      for scene in 0..<series.count where block.seen[start + scene] {
        var value: Float = 0
        for band in weights.indices { value += weights[band] * block.value(pixel: pixel, band: band, scene: scene) }
        departures[start + scene] = value
        contrasts[start + scene] = value
        seen.append(value)
      }
      guard seen.count >= Self.fewestDates else {
        for scene in 0..<series.count { departures[start + scene] = .nan }
        continue
      }
      seen.sort()
      let lit = seen[Int(Self.litShare * Float(seen.count - 1))]
      for scene in 0..<series.count { departures[start + scene] -= lit }
      deviations[pixel] = (seen[Int(Self.brightShare * Float(seen.count - 1))] - lit) / Self.span
    }
    scatters = Self.standardise(&departures, deviations, count: series.count)
    self.departures = departures
    self.contrasts = contrasts
  }

  /// Divides by the scene's deviation over the window, or the place's over the dates where that is larger.
  private static func standardise(_ departures: inout [Float], _ deviations: [Float], count: Int) -> [Float] {
    let pixels = deviations.count
    return (0..<count).map { scene -> Float in
      var distances = stride(from: 0, to: pixels, by: max(1, pixels / 4_000)).compactMap { pixel -> Float? in
        let value = departures[pixel * count + scene]
        return value.isNaN ? nil : abs(value)
      }
      guard let middle = Quantiles.upperMedian(&distances) else { return 1 }
      let usual = max(1.4826 * middle, 1e-9)
      for pixel in 0..<pixels { departures[pixel * count + scene] /= max(usual, deviations[pixel]) }
      return usual
    }
  }
}
