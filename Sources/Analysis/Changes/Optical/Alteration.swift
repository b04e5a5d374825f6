import Kernels
import Statistics

/// What differs between two pictures once each is told by the other as well as mixtures of its bands allow: the MAD
/// variates of an IR-MAD fit, pixel by pixel, and the ground that both show in the same mixtures.
package struct Alteration: Sendable {
  /// A band of one of the pictures that could not take part.
  package struct LeftOut: Sendable, Hashable {
    package let isAfter: Bool
    /// From 1.
    package let band: Int

    package init(isAfter: Bool, band: Int) {
      self.isAfter = isAfter
      self.band = band
    }
  }

  package enum Failure: Error, Hashable {
    case tooFewPixels(Int)
    /// Nothing in the picture varies.
    case constant(isAfter: Bool)
  }

  package let correlations: [Double]
  package let rounds: Int
  package let isSettled: Bool
  package let leftOut: [LeftOut]
  /// Per variate, weakest correlation last: of variance 1 on unchanged ground; 0 where not shown.
  let variates: [[Float]]
  /// Mean of the two pictures in the units of the variate.
  let ground: [[Float]]

  /// A variate of which less than this differs, its own deviation in either picture being 1, is judged in units of
  /// this: pictures that are equal but for what changed have no noise to judge by.
  private static let leastDeviation = 4e-3
  /// Pixels of a block that is fitted at once.
  private static let blockPixels = 65_536

  package init(_ pair: PicturePair, threads: Int) throws(Failure) {
    let places = pair.places()
    guard places.count >= PicturePair.fewestPixels else { throw .tooFewPixels(places.count) }
    var bands = (before: Array(0..<pair.bandCount), after: Array(0..<pair.bandCount))
    var leftOut: [LeftOut] = []
    while true {
      guard !bands.before.isEmpty else { throw .constant(isAfter: false) }
      guard !bands.after.isEmpty else { throw .constant(isAfter: true) }
      do {
        let fit = try Self.fit(pair, places, bands, threads: threads)
        (correlations, rounds, isSettled) = (fit.canonical.correlations, fit.rounds, fit.isSettled)
        self.leftOut = leftOut
        (variates, ground) = Self.planes(pair, places, bands, fit, threads: threads)
        return
      } catch {
        guard case .singular(let place) = error else { throw .tooFewPixels(places.count) }
        // A band that is constant, or given by those before it, tells nothing that they do not.
        if place < bands.before.count {
          leftOut.append(LeftOut(isAfter: false, band: bands.before.remove(at: place) + 1))
        } else {
          leftOut.append(LeftOut(isAfter: true, band: bands.after.remove(at: place - bands.before.count) + 1))
        }
      }
    }
  }

  private typealias Bands = (before: [Int], after: [Int])

  private static func fit(
    _ pair: PicturePair, _ places: [Int], _ bands: Bands, threads: Int
  ) throws(IRMAD.Failure) -> IRMAD {
    let blocks = (places.count + blockPixels - 1) / blockPixels
    let count = pair.count
    return try IRMAD.fit(
      firstBands: bands.before.count, bands: bands.before.count + bands.after.count, blocks: blocks, threads: threads
    ) { block in
      let part = places[block * blockPixels..<min((block + 1) * blockPixels, places.count)]
      var values: [Float] = []
      values.reserveCapacity(part.count * (bands.before.count + bands.after.count))
      for band in bands.before { for pixel in part { values.append(pair.before[band * count + pixel]) } }
      for band in bands.after { for pixel in part { values.append(pair.after[band * count + pixel]) } }
      return values
    }
  }

  private static func planes(
    _ pair: PicturePair, _ places: [Int], _ bands: Bands, _ fit: IRMAD, threads: Int
  ) -> (variates: [[Float]], ground: [[Float]]) {
    let width = bands.before.count + bands.after.count
    let factors = fit.variates
    let planes = Parallel.map(fit.canonical.correlations.count, threads: threads) { row -> ([Float], [Float]) in
      var variate = [Float](repeating: 0, count: pair.count)
      var ground = variate
      let deviation = (2 * max(1 - fit.canonical.correlations[row], 0)).squareRoot()
      let least = min(1, max(deviation, 1e-6) / leastDeviation)
      let share = factors[row * width..<(row + 1) * width].map { $0 * least }
      for pixel in places {
        var (first, second) = (0.0, 0.0)
        for (index, band) in bands.before.enumerated() {
          first += share[index] * (Double(pair.before[band * pair.count + pixel]) - fit.means[index])
        }
        for (index, band) in bands.after.enumerated() {
          let place = bands.before.count + index
          second += share[place] * (Double(pair.after[band * pair.count + pixel]) - fit.means[place])
        }
        // The second picture's factors are negative already.
        variate[pixel] = Float(first + second)
        ground[pixel] = Float((first - second) / 2)
      }
      return (variate, ground)
    }
    return (planes.map(\.0), planes.map(\.1))
  }

  /// The sum over the variates of their squares, less what the error of alignment explains of it where the ground is
  /// steep; −1 where not shown.
  func statistic(_ pair: PicturePair) -> [Float] {
    var result = pair.valid.map { $0 ? Float(0) : -1 }
    for variate in variates {
      for pixel in result.indices where pair.valid[pixel] { result[pixel] += variate[pixel] * variate[pixel] }
    }
    guard pair.displacement > 0 else { return result }
    let inner = pair.inner()
    var grounds = [DisplacedGround](repeating: DisplacedGround(), count: inner.count)
    for (variate, ground) in zip(variates, ground) {
      let plane = ground.span
      for (place, pixel) in inner.enumerated() {
        let slope = pair.slope(of: plane, at: pixel)
        grounds[place].add(
          BandVector(repeating: variate[pixel]), variance: BandVector(repeating: 1),
          slopes: (BandVector(repeating: slope.across), BandVector(repeating: slope.down)), ofFirst: 1)
      }
    }
    for (place, pixel) in inner.enumerated() {
      result[pixel] = max(0, result[pixel] - grounds[place].explained(variance: pair.displacement * pair.displacement))
    }
    return result
  }
}
