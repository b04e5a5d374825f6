import Foundation
import Kernels
import Statistics

/// Where something was built between two pictures: the answer of `--kind built`.
///
/// Ground changes in many ways that are not building: fields, water, moisture, haze. What that does to the pictures is
/// part of the null here, and buildings take up less than a tenth of any picture that is worth asking about; so nulls
/// run through the median and the upper tenth of all pixels.
///
/// *Where a building is a few pixels*, colours are what there is: the MAD variates and the plain differences of the
/// bands, each smoothed over a building's size. Season moves the second and hardly the first, sensors the first where
/// bands are alike; ground that is built on departs in both.
///
/// *Where buildings show their shape*, the strongest departures are bare ground and water, not roofs. There no cue counts
/// for more than one in ten, and what alarms is that cues meet: each MAD variate, edges at right angles that were not
/// there before, and, where the bands are red, green and blue, a surface that is not green.
package struct BuiltChange: Sendable {
  package enum Form: String, Sendable {
    case colour, shape
  }

  package let form: Form
  /// Deviations of the bells, in pixels.
  package let smoothing: Double
  package let neighbourhood: Double
  /// What the score adds up.
  package let cues: [String]
  /// −log₁₀ of the calibrated tail probability; −1 where not tested.
  package let scores: [Float]

  /// Pixels up to this size show a building's shape, in metres.
  package static let finest = 2.0
  /// Of a picture that does not say how large its pixels are: aerial pictures and screenshots of globes.
  package static let assumedPixel = 0.5
  /// Deviations of the bells on the ground, in metres: parts of a roof; a house and its neighbours.
  static let roof = 2.0
  static let block = 8.0
  /// In pixels: where a building is a few of them; and the least of each.
  static let few = 2.0
  static let leastBlock = 5.0

  /// Of what has a shape, in square metres: less is no building.
  static let leastArea = 10.0

  /// Pixels of the grid below which a region is no building: none where a pixel shows no shape.
  package static func leastPixels(pixel: Double?, factor: Double) -> Double {
    let size = pixel ?? assumedPixel * factor
    return size > finest ? 0 : leastArea * factor * factor / (size * size)
  }

  /// - Parameters:
  ///   - pixel: size of the pixels that the pictures really show, in metres; `nil` where it is not known.
  ///   - factor: pixels of the grid a pixel that the pictures really show.
  ///   - isRedGreenBlue: whether the first three bands are red, green and blue.
  /// - Returns: `nil` where nothing can be told apart: the pictures are equal, or no band can be compared.
  package init?(
    _ pair: PicturePair, alteration: Alteration, pixel: Double?, factor: Double, isRedGreenBlue: Bool, threads: Int
  ) {
    let places = pair.places()
    (form, smoothing, neighbourhood) = Self.bells(pixel: pixel, factor: factor)
    if form == .colour {
      cues = ["MAD variates", "band differences"]
      guard let scores = Self.byColour(pair, alteration, places, deviation: smoothing, threads: threads) else {
        return nil
      }
      self.scores = scores
    } else {
      var planes = Self.smoothed(alteration, pair, deviation: smoothing, threads: threads).map { $0.map { $0 * $0 } }
      planes.append(Self.newRightAngles(pair, deviation: neighbourhood, threads: threads))
      var cues = alteration.correlations.indices.map { "MAD variate \($0 + 1)" } + ["right angles"]
      if isRedGreenBlue, pair.bandCount >= 3 {
        planes.append(Self.notGreen(pair, deviation: smoothing))
        cues.append("not green")
      }
      self.cues = cues
      scores = Self.coincidences(planes, pair, places, threads: threads)
    }
  }

  /// What pixels of a size call for, and the deviations of its bells in pixels.
  private static func bells(
    pixel: Double?, factor: Double
  ) -> (form: Form, smoothing: Double, neighbourhood: Double) {
    let size = pixel ?? assumedPixel * factor
    if size > finest { return (.colour, few * factor, 0) }
    return (.shape, max(few, roof / size) * factor, max(leastBlock, block / size) * factor)
  }

  /// Pixels from one that is judged to the farthest that bears on it through bells.
  static func reach(pixel: Double?, factor: Double) -> Int {
    let bells = bells(pixel: pixel, factor: factor)
    return Int(3 * max(bells.smoothing, bells.neighbourhood) + 3 * RightAngles.edgeDeviation) + 5
  }

  // MARK: - Colour

  private static func byColour(
    _ pair: PicturePair, _ alteration: Alteration, _ places: [Int], deviation: Double, threads: Int
  ) -> [Float]? {
    guard let plain = LevelDifference.statistic(pair, deviation: deviation) else { return nil }
    let smooth = smoothed(alteration, pair, deviation: deviation, threads: threads)
    var mixed = [Float](repeating: 0, count: pair.count)
    for plane in smooth { for pixel in places { mixed[pixel] += plane[pixel] * plane[pixel] } }
    guard let first = null(mixed, places), let second = null(plain, places) else { return nil }
    var evidence = [Float](repeating: 0, count: pair.count)
    for pixel in places {
      evidence[pixel] = Float(
        EmpiricalNull.score(deviations: first.deviations(mixed[pixel]))
          + EmpiricalNull.score(deviations: second.deviations(plain[pixel])))
    }
    guard let both = GammaNull(sorted: places.map { Double(evidence[$0]) }.sorted()) else { return nil }
    var scores = [Float](repeating: -1, count: pair.count)
    for pixel in places { scores[pixel] = Float(both.score(Double(evidence[pixel]))) }
    return scores
  }

  private static func null(_ statistic: [Float], _ places: [Int]) -> EmpiricalNull? {
    EmpiricalNull(statistics: places.map { statistic[$0] }, lower: 0.5, upper: 0.9)
  }

  private static func smoothed(
    _ alteration: Alteration, _ pair: PicturePair, deviation: Double, threads: Int
  ) -> [[Float]] {
    let weights = pair.weights()
    return Parallel.map(alteration.variates.count, threads: threads) {
      Smoothing.mean(
        alteration.variates[$0], weights: weights, columns: pair.columns, rows: pair.rows, deviation: deviation)
    }
  }

  // MARK: - Shape

  /// By how much more the edges of the later picture meet at right angles.
  private static func newRightAngles(_ pair: PicturePair, deviation: Double, threads: Int) -> [Float] {
    let weights = pair.weights()
    let measures = Parallel.map(2, threads: threads) { index in
      RightAngles.measure(
        brightness(index == 0 ? pair.before : pair.after, pair), weights: weights, columns: pair.columns,
        rows: pair.rows, deviation: deviation)
    }
    return zip(measures[1], measures[0]).map { $0 - $1 }
  }

  /// The mean of the bands, raised above 0 by half of what its darkest fiftieth shows: the logarithm of what is
  /// nearly black is all noise.
  private static func brightness(_ samples: [Float], _ pair: PicturePair) -> [Float] {
    let count = pair.count
    var plane = [Float](repeating: 0, count: count)
    for band in 0..<pair.bandCount { for pixel in 0..<count { plane[pixel] += samples[band * count + pixel] } }
    let sample = LevelDifference.sample(pair.places()).map { Double(plane[$0]) }.sorted()
    let dark = Quantiles.quantile(0.02, ofSorted: sample) ?? 0
    let range = (Quantiles.quantile(0.98, ofSorted: sample) ?? 0) - dark
    let added = Float(max(dark / 2, 0.01 * range, 1e-6) - min(0, sample.first ?? 0))
    return plane.map { $0 + added }
  }

  /// Less of green against red and blue in the later picture, brought to the level of the first: what stands there is no
  /// plant.
  private static func notGreen(_ pair: PicturePair, deviation: Double) -> [Float] {
    let count = pair.count
    var index = [Float](repeating: 0, count: count)
    for pixel in 0..<count where pair.valid[pixel] {
      let (red, green, blue) = (pair.after[pixel], pair.after[count + pixel], pair.after[2 * count + pixel])
      let sum = red + green + blue
      index[pixel] = sum > 0 ? (red + blue - 2 * green) / sum : 0
    }
    return Smoothing.mean(
      index, weights: pair.weights(), columns: pair.columns, rows: pair.rows, deviation: deviation)
  }

  private static func coincidences(
    _ planes: [[Float]], _ pair: PicturePair, _ places: [Int], threads: Int
  ) -> [Float] {
    let steps = Parallel.map(planes.count, threads: threads) { index -> [Int32] in
      let plane = planes[index]
      let order = places.sorted { plane[$0] < plane[$1] }
      var result = [Int32](repeating: 0, count: plane.count)
      var start = 0
      for (rank, pixel) in order.enumerated() {
        // Of pixels that are alike each has all of them beside it.
        if plane[pixel] > plane[order[start]] { start = rank }
        result[pixel] = Int32(
          CoincidenceNull.steps(share: min(1, (Double(order.count - start) - 0.5) / Double(order.count))))
      }
      return result
    }
    let null = CoincidenceNull(cues: planes.count)
    var scores = [Float](repeating: -1, count: pair.count)
    for pixel in places {
      scores[pixel] = Float(null.score(steps: steps.reduce(0) { $0 + Int($1[pixel]) }))
    }
    return scores
  }
}
