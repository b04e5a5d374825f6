import Foundation
import Kernels
import Statistics

/// Iteratively re-weighted multivariate alteration detection of two pictures [Nielsen2007].
///
/// Canonical correlation pairs combinations of the first picture's bands with combinations of the second's. Their
/// differences, the MAD variates, each over its deviation √(2(1 − ρ)), give the sum of squares Z of a pixel, which
/// follows χ² on ground that did not change. The probability that χ² exceeds Z is the pixel's weight in the next round,
/// until the correlations stay. No brightness, offset or linear mixture of bands matters.
///
/// Pixels of much weight lie near the middle, so the weighted deviations are too small, the next weights smaller still:
/// on normal noise that changed nowhere Z settles at 3.5 times χ² with four bands, and with one band the rounds narrow to
/// nothing. `Settings.isConsistent` takes out what the weights alone do.
///
/// Even so Z is no probability: real ground is not normal, and with alike bands the weights gather on the smoothest of
/// it. A null fitted to the pictures tells what Z means.
package struct IRMAD: Sendable, Hashable {
  package enum Failure: Error, Hashable {
    /// Fewer pixels that both pictures show than can tell the bands apart.
    case tooFewPixels(Int)
    /// A band that is constant, or that the bands before it give: its place, bands of the first picture first.
    case singular(band: Int)
  }

  package struct Settings: Sendable, Hashable {
    /// The rounds end when no correlation moves by this much, as the paper has it, or
    package var tolerance = 1e-3
    /// where deviations are consistent, when none of what correlations lack of 1 moves by this share: a thousandth is a
    /// tenth of the noise where pictures correlate by 0.99.
    package var share = 1e-2
    package var mostRounds = 100
    /// Share of each band's variance that is added to it: 0 for none.
    package var regularisation = 0.0
    /// Whether deviations are widened by what weights take from them where nothing changed. The paper does not.
    package var isConsistent = true
    /// Rounds begin on every so many-th block, until they stay there, and go on over all.
    package var startingStride = 8

    package init() {}
  }

  /// Pixels for each band that the least sum of weights must come to.
  package static let fewestPixelsPerBand = 10

  package let firstBands: Int
  package let bands: Int
  /// Of the last round.
  package let canonical: CanonicalCorrelation
  /// Weighted means, bands of the first picture first.
  package let means: [Double]
  /// Rounds over all pixels.
  package private(set) var rounds: Int
  package private(set) var isSettled: Bool
  /// Sum of the last weights over the number of pixels: about one half where nothing changed.
  package let meanWeight: Double
  package let pixels: Int
  /// By what the variance of the MAD variates is divided.
  package let consistency: Double

  /// - Parameters:
  ///   - firstBands: of the first picture; `bands` of both.
  ///   - block: pixels that both pictures show, band by band, bands of the first picture first. All are numbers. Called
  ///     for 0 ..< blocks in every round, from several threads.
  package static func fit(
    firstBands: Int, bands: Int, blocks: Int, settings: Settings = Settings(), threads: Int,
    block: @escaping @Sendable (Int) -> [Float]
  ) throws(Failure) -> IRMAD {
    precondition(firstBands > 0 && firstBands < bands, "\(firstBands) of \(bands) bands")
    let all = Array(0..<blocks)
    let some = all.filter { $0 % settings.startingStride == settings.startingStride / 2 }
    let pass = Pass(firstBands: firstBands, bands: bands, settings: settings, threads: threads, block: block)
    let tolerance = settings.isConsistent ? settings.share : settings.tolerance
    // A start on some blocks is a help only: where they do not carry one, the rounds begin on all.
    var start: IRMAD?
    if settings.startingStride > 1, some.count >= 8 {
      start = try? pass.settle(some, from: nil, tolerance: tolerance / 10)
    }
    return try pass.settle(all, from: start, tolerance: tolerance)
  }

  /// What turns differences from `means` into Z.
  package var variates: [Double] {
    canonical.correlations.indices.flatMap { pair in
      let variance = 2 * max(1 - canonical.correlations[pair], Self.leastUncorrelated)
      let deviation = (variance / consistency).squareRoot()
      return canonical.first[pair].map { $0 / deviation } + canonical.second[pair].map { -$0 / deviation }
    }
  }

  /// Pictures that are equal but for what changed correlate to the last digit: a difference counts in units of this.
  private static let leastUncorrelated = 1e-10

  /// Z of every pixel of a block.
  package func sumsOfSquares(_ block: [Float]) -> [Float] {
    WeightedProducts.sumsOfSquares(block, centre: means, variates: variates, rows: canonical.correlations.count)
  }

  /// The MAD variates of one pixel, not over their deviations: those of the weakest correlation first, as they show the
  /// most change.
  package func variates(of pixel: [Double]) -> [Double] {
    canonical.correlations.indices.reversed().map { pair in
      var result = 0.0
      for band in 0..<firstBands { result += canonical.first[pair][band] * (pixel[band] - means[band]) }
      for band in firstBands..<bands {
        result -= canonical.second[pair][band - firstBands] * (pixel[band] - means[band])
      }
      return result
    }
  }

  /// The probability that χ² of `degrees` exceeds z, where z counts by its square root in steps of 1/32: value and slope.
  static func weights(degrees: Int) -> [Double] {
    var table: [Double] = []
    var index = 0
    while index < 2 || table[table.count - 2] > 1e-14 {
      let root = Double(index) * WeightedProducts.Weighting.step
      table += [
        ChiSquare.survival(root * root, degreesOfFreedom: degrees),
        ChiSquare.slope(root, degrees: degrees) * WeightedProducts.Weighting.step,
      ]
      index += 1
    }
    return table
  }

  /// The share of a variate's variance that is left when pixels weigh the tail of their Z: E[Q(Z) Z] / (E[Q(Z)] p) for Z
  /// that is χ² of p degrees, where E[Q(Z)] is one half.
  static func consistency(degrees: Int) -> Double {
    // By parts: ∫ Q z f(z) dz, over the square root of z by Simpson's rule.
    let (steps, end) = (2_000, Double(degrees).squareRoot() + 10)
    let step = end / Double(steps)
    func value(_ index: Int) -> Double {
      let root = Double(index) * step
      return ChiSquare.survival(root * root, degreesOfFreedom: degrees) * root * root
        * -ChiSquare.slope(root, degrees: degrees)
    }
    let sum = (1..<steps).reduce(0.0) { $0 + value($1) * ($1 % 2 == 1 ? 4 : 2) } + value(0) + value(steps)
    return 2 * sum * step / 3 / Double(degrees)
  }

  private struct Pass {
    let firstBands: Int
    let bands: Int
    let settings: Settings
    let threads: Int
    let block: @Sendable (Int) -> [Float]

    private var consistency: Double {
      settings.isConsistent ? IRMAD.consistency(degrees: min(firstBands, bands - firstBands)) : 1
    }

    /// - Parameter start: of other blocks; by how much their correlations differ from these tells nothing.
    func settle(_ blocks: [Int], from start: IRMAD?, tolerance: Double) throws(Failure) -> IRMAD {
      let table = IRMAD.weights(degrees: min(firstBands, bands - firstBands))
      guard var last = try next(blocks, after: start, table: table)?.fit else {
        // Not even the start's weights leave enough: all pixels alike, and if that is too few, too few there are.
        if start != nil { return try settle(blocks, from: nil, tolerance: tolerance) }
        throw Failure.tooFewPixels(blocks.reduce(0) { $0 + block($1).count / bands })
      }
      for round in 2...max(2, settings.mostRounds) {
        // Where so few pixels weigh anything that there is nowhere to go, what was reached stands.
        guard let (fit, change) = try next(blocks, after: last, table: table) else { break }
        last = fit
        last.rounds = round
        last.isSettled = change < tolerance
        if last.isSettled { break }
      }
      return last
    }

    /// `nil` where too few pixels weigh anything.
    private func next(
      _ blocks: [Int], after last: IRMAD?, table: [Double]
    ) throws(Failure) -> (fit: IRMAD, change: Double)? {
      let centre = last?.means ?? middle(blocks)
      let weighting = last.map {
        WeightedProducts.Weighting(
          variates: $0.variates, rows: $0.canonical.correlations.count, table: table)
      }
      let parts = Parallel.map(blocks.count, threads: threads) { index -> (WeightedProducts, Int) in
        var sums = WeightedProducts(centre: centre)
        let values = block(blocks[index])
        sums.add(values, weighting: weighting)
        return (sums, values.count / bands)
      }
      var sums = WeightedProducts(centre: centre)
      for part in parts { sums.add(part.0) }
      let pixels = parts.reduce(0) { $0 + $1.1 }
      guard sums.weight >= Double(IRMAD.fewestPixelsPerBand * bands) else { return nil }
      do {
        let canonical = try CanonicalCorrelation(
          covariance: sums.covariance, first: firstBands, regularisation: settings.regularisation)
        let change = last.map { moved(from: $0.canonical.correlations, to: canonical.correlations) } ?? .infinity
        return (
          IRMAD(
            firstBands: firstBands, bands: bands, canonical: canonical, means: sums.means, rounds: 1,
            isSettled: false, meanWeight: sums.weight / Double(pixels), pixels: pixels,
            consistency: consistency), change
        )
      } catch {
        throw Failure.singular(band: error.variable)
      }
    }

    private func moved(from old: [Double], to new: [Double]) -> Double {
      zip(old, new).reduce(0) { largest, pair in
        let whole = settings.isConsistent ? max(1 - pair.1, IRMAD.leastUncorrelated) : 1
        return max(largest, abs(pair.0 - pair.1) / whole)
      }
    }

    /// Means of one block that has pixels: differences from there are small.
    private func middle(_ blocks: [Int]) -> [Double] {
      for index in blocks {
        let values = block(index)
        let count = values.count / bands
        guard count > 0 else { continue }
        return (0..<bands).map { band in
          values[band * count..<(band + 1) * count].reduce(0.0) { $0 + Double($1) } / Double(count)
        }
      }
      return [Double](repeating: 0, count: bands)
    }
  }

  private init(
    firstBands: Int, bands: Int, canonical: CanonicalCorrelation, means: [Double], rounds: Int, isSettled: Bool,
    meanWeight: Double, pixels: Int, consistency: Double
  ) {
    self.firstBands = firstBands
    self.bands = bands
    self.canonical = canonical
    self.means = means
    self.rounds = rounds
    self.isSettled = isSettled
    self.meanWeight = meanWeight
    self.pixels = pixels
    self.consistency = consistency
  }
}

extension ChiSquare {
  /// The slope of the survival at the square of `root`, by the root.
  fileprivate static func slope(_ root: Double, degrees: Int) -> Double {
    -2 * pow(root, Double(degrees - 1))
      * exp(-root * root / 2 - Double(degrees) / 2 * M_LN2 - lgamma(Double(degrees) / 2))
  }
}
