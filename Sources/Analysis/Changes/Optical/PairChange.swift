import Foundation

/// What changed between two pictures, pixel by pixel, against what their unchanged ground does.
package struct PairChange: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Whatever differs.
    case any
    /// What was built.
    case built
  }

  /// −log₁₀ of the calibrated tail probability; −1 where a picture shows nothing.
  package let scores: [Float]
  package let alteration: Alteration
  /// `nil` for `any`, and where the pictures are equal but for a part.
  package let built: BuiltChange?
  /// Whether unchanged ground differs enough to be measured; else differences count in units of the least that counts.
  package let hasNoise: Bool

  /// - Parameters:
  ///   - pixel: size of the pixels that the pictures really show, in metres; `nil` where it is not known.
  ///   - factor: pixels of the grid a pixel that the pictures really show.
  ///   - isRedGreenBlue: whether the first three bands are red, green and blue.
  /// - Throws: `Alteration.Failure` where the pictures cannot be compared.
  package init(
    _ pair: PicturePair, kind: Kind, pixel: Double?, factor: Double, isRedGreenBlue: Bool, threads: Int
  ) throws(Alteration.Failure) {
    let alteration = try Alteration(pair, threads: threads)
    self.alteration = alteration
    let statistic = alteration.statistic(pair)
    let null = EmpiricalNull(unchangedOf: statistic.filter { $0 >= 0 })
      .flatMap { $0.centre > Self.leastCentre ? $0 : nil }
    hasNoise = null != nil
    if kind == .built, null != nil,
      let built = BuiltChange(
        pair, alteration: alteration, pixel: pixel, factor: factor, isRedGreenBlue: isRedGreenBlue, threads: threads)
    {
      self.built = built
      scores = built.scores
      return
    }
    built = nil
    scores = statistic.map { value in
      if value < 0 { return -1 }
      guard value > 0 || null != nil else { return 0 }
      return Float(EmpiricalNull.score(deviations: null?.deviations(value) ?? Double(value.squareRoot())))
    }
  }

  /// Pixels around a part of the pictures that bear on what is found in it, its own null apart.
  package static func margin(_ kind: Kind, pixel: Double?, factor: Double) -> Int {
    kind == .built ? BuiltChange.reach(pixel: pixel, factor: factor) : 2
  }

  /// Cube root of the statistic of unchanged ground below which it is rounding, not noise.
  private static let leastCentre = 0.05
}
