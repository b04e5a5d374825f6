import Kernels
import Statistics

/// What differs between two pictures that lie on one grid, in units of what differs between them everywhere.
package struct PairDifference: Sendable {
  /// Pixels over which a difference is averaged on either side: single pixels differ by noise and rest of
  /// misregistration.
  static let smoothingRadius = 1
  /// Share of a band's range below which a difference is none, however little the rest differs.
  static let leastDifference = 1e-3
  /// Fewer pixels in common say nothing of the rest.
  static let fewestPixels = 200

  let columns: Int
  let rows: Int
  /// Band by band, row by row.
  let before: [Float]
  let after: [Float]
  let valid: [Bool]
  let displacement: Float

  /// - Parameters:
  ///   - before: band by band, row by row; `after` likewise.
  ///   - valid: of each pixel, whether both pictures show it.
  ///   - displacement: deviation along one axis, in pixels, of how the pictures lie on each other; 0 where they lie
  ///     exactly or nothing is known of it.
  package init(columns: Int, rows: Int, before: [Float], after: [Float], valid: [Bool], displacement: Float) {
    precondition(
      valid.count == columns * rows && before.count == after.count && before.count % max(valid.count, 1) == 0,
      "\(before.count) and \(after.count) values, \(valid.count) flags for \(columns) × \(rows) pixels")
    self.columns = columns
    self.rows = rows
    self.before = before
    self.after = after
    self.valid = valid
    self.displacement = displacement
  }

  /// Mean over the bands of the squared, smoothed difference over its own scatter, less what the error of alignment
  /// explains of it where the ground is steep; −1 where not valid. `nil` where too little is, or where no line brings
  /// the second picture to the level of the first.
  package func statistic() -> [Float]? {
    let places = valid.indices.filter { valid[$0] }
    guard places.count >= Self.fewestPixels else { return nil }
    let step = max(1, places.count / 20_000)
    let sample = stride(from: 0, to: places.count, by: step).map { places[$0] }
    let bandCount = before.count / valid.count
    var sum = [Float](repeating: 0, count: valid.count)
    var grounds = [DisplacedGround](repeating: DisplacedGround(), count: displacement > 0 ? valid.count : 0)
    for band in 0..<bandCount {
      guard let (first, second, range) = levelled(band, sample) else { return nil }
      let smooth = smoothed(zip(second, first).map { $0 - $1 })
      let scatter = Float(
        max(Quantiles.robustDeviation(sample.map { Double(smooth[$0]) }) ?? 0, Self.leastDifference * range))
      let centre = Float(Quantiles.median(sample.map { Double(smooth[$0]) }) ?? 0)
      guard scatter > 0 else { continue }
      let departures = smooth.map { ($0 - centre) / scatter }
      for pixel in places { sum[pixel] += departures[pixel] * departures[pixel] }
      guard !grounds.isEmpty else { continue }
      // The ground that both show: an edge that is new counts by half.
      add(departures, smoothed(zip(second, first).map { ($0 + $1) / 2 / scatter }), to: &grounds)
    }
    return valid.indices.map { pixel in
      guard valid[pixel] else { return -1 }
      let explained = grounds.isEmpty ? 0 : grounds[pixel].explained(variance: displacement * displacement)
      return max(0, sum[pixel] - explained) / Float(bandCount)
    }
  }

  /// One band of both pictures at the level of the first, 0 where not valid, and the range of 90 % of the first.
  private func levelled(_ band: Int, _ sample: [Int]) -> (first: [Float], second: [Float], range: Double)? {
    let start = band * valid.count
    let x = sample.map { Double(after[start + $0]) }
    let y = sample.map { Double(before[start + $0]) }
    let sorted = y.sorted()
    let range = (Quantiles.quantile(0.95, ofSorted: sorted) ?? 0) - (Quantiles.quantile(0.05, ofSorted: sorted) ?? 0)
    guard let line = RobustLine.fit(x, y, tolerance: max(0.15 * range, 1e-6), seed: 5) else { return nil }
    return (
      valid.indices.map { valid[$0] ? before[start + $0] : 0 },
      valid.indices.map { valid[$0] ? Float(line(Double(after[start + $0]))) : 0 }, range
    )
  }

  private func smoothed(_ plane: [Float]) -> [Float] {
    Convolution.boxMean(
      plane, weights: valid.map { $0 ? 1 : 0 }, columns: columns, rows: rows, radius: Self.smoothingRadius)
  }

  /// Adds one band: departures and ground in units of the scatter. A pixel at the border, or beside one that is not
  /// valid, counts as level.
  private func add(_ departures: [Float], _ ground: [Float], to grounds: inout [DisplacedGround]) {
    guard columns > 2, rows > 2 else { return }
    for row in 1..<rows - 1 {
      for pixel in row * columns + 1..<(row + 1) * columns - 1
      where valid[pixel - 1] && valid[pixel + 1] && valid[pixel - columns] && valid[pixel + columns] {
        grounds[pixel].add(
          BandVector(repeating: departures[pixel]), variance: BandVector(repeating: 1),
          slopes: (
            BandVector(repeating: (ground[pixel + 1] - ground[pixel - 1]) / 2),
            BandVector(repeating: (ground[pixel + columns] - ground[pixel - columns]) / 2)
          ), ofFirst: 1)
      }
    }
  }
}
