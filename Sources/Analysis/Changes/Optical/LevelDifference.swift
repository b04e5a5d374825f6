import Kernels
import Statistics

/// What differs between two pictures, band by band, once a line per band brings the second to the level of the first.
struct LevelDifference {
  /// Share of a band's range below which a difference is none, however little the rest differs.
  static let leastDifference = 1e-3

  /// Of a band: second less first, in the first's units, 0 where not shown; and the range of 90 % of the first.
  struct Band {
    let plane: [Float]
    let range: Double
  }

  /// `nil` for a band that no line brings to the level of the other.
  static func of(_ pair: PicturePair, band: Int, places: [Int]) -> Band? {
    let sample = sample(places)
    let start = band * pair.count
    let x = sample.map { Double(pair.after[start + $0]) }
    let y = sample.map { Double(pair.before[start + $0]) }
    let sorted = y.sorted()
    let range = (Quantiles.quantile(0.95, ofSorted: sorted) ?? 0) - (Quantiles.quantile(0.05, ofSorted: sorted) ?? 0)
    guard range > 0, let line = RobustLine.fit(x, y, tolerance: max(0.15 * range, 1e-6), seed: 5) else { return nil }
    var plane = [Float](repeating: 0, count: pair.count)
    for pixel in places {
      plane[pixel] = Float(line(Double(pair.after[start + pixel]))) - pair.before[start + pixel]
    }
    return Band(plane: plane, range: range)
  }

  /// Up to 20 000 of `places`, evenly.
  static func sample(_ places: [Int]) -> [Int] {
    let step = max(1, places.count / 20_000)
    return stride(from: 0, to: places.count, by: step).map { places[$0] }
  }

  /// The sum over the bands of squared differences, each smoothed, less its median, over its own scatter; `nil` where no
  /// band can be compared.
  static func statistic(_ pair: PicturePair, deviation: Double) -> [Float]? {
    let places = pair.places()
    let sample = sample(places)
    let weights = pair.weights()
    var sum = [Float](repeating: 0, count: pair.count)
    var bands = 0
    for band in 0..<pair.bandCount {
      guard let difference = of(pair, band: band, places: places) else { continue }
      let smooth = Smoothing.mean(
        difference.plane, weights: weights, columns: pair.columns, rows: pair.rows, deviation: deviation)
      let values = sample.map { Double(smooth[$0]) }
      let centre = Float(Quantiles.median(values) ?? 0)
      let scatter = Float(max(Quantiles.robustDeviation(values) ?? 0, leastDifference * difference.range))
      for pixel in places {
        let departure = (smooth[pixel] - centre) / scatter
        sum[pixel] += departure * departure
      }
      bands += 1
    }
    return bands > 0 ? sum : nil
  }
}

extension PicturePair {
  /// By how much the second picture is brighter than the first once it is at its level: the mean over the bands of the
  /// difference over the band's range; `nil` where no band can be compared.
  package func rise() -> [Float]? {
    let places = places()
    var sum = [Float](repeating: 0, count: count)
    var bands = 0
    for band in 0..<bandCount {
      guard let difference = LevelDifference.of(self, band: band, places: places) else { continue }
      for pixel in places { sum[pixel] += difference.plane[pixel] / Float(difference.range) }
      bands += 1
    }
    return bands > 0 ? sum : nil
  }
}
