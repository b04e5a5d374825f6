import Foundation
import Rasters
import Statistics

/// The transform that most tie points agree on, and whether so many would agree by chance.
/// - Source: [Moisan2004] for the expected number of false alarms, [Fischler1981] for the draws.
struct Consensus: Sendable {
  let transform: PictureTransform
  let agreeing: [TiePoint]
  let tried: Int
  /// log₁₀ of the number of agreements as good as this one that chance would give.
  let falseAlarms: Double

  /// Pixels within which a tie point agrees.
  static let tolerance = 1.0
  /// Draws of three tie points, from which the linear part is taken.
  private static let draws = 400
  /// Largest change of the displacement for each pixel that is believed, against the prior.
  private static let mostLinear = 0.06

  /// Accepted below so many false alarms, log₁₀. Windows overlap and share streets and shores, so that chance is kinder
  /// than the formula knows.
  static let fewestFalseAlarms = -8.0

  var isAccepted: Bool { falseAlarms <= Self.fewestFalseAlarms }

  /// - Parameters:
  ///   - prior: what the tie points were looked for around.
  ///   - lattice: where they were looked for, and how far to each side.
  init?(_ ties: [TiePoint], prior: PictureTransform, lattice: TiePointLattice) {
    guard ties.count >= 3 else { return nil }
    let share = min(1, .pi * Self.tolerance * Self.tolerance / (4 * lattice.reach * lattice.reach))
    var best: (transform: PictureTransform, agreeing: [Int], falseAlarms: Double)?
    for candidate in [Self.translation(ties, prior), Self.affine(ties, prior)] {
      guard let candidate else { continue }
      let agreeing = Self.agreeing(ties, candidate.transform)
      let falseAlarms = Self.falseAlarms(
        Double(agreeing.count) * lattice.independent, of: Double(ties.count) * lattice.independent,
        fixedBy: Double(candidate.sample), share: share)
      if falseAlarms < best?.falseAlarms ?? .infinity { best = (candidate.transform, agreeing, falseAlarms) }
    }
    guard let best else { return nil }
    transform = best.transform
    agreeing = best.agreeing.map { ties[$0] }
    tried = ties.count
    falseAlarms = best.falseAlarms
  }

  /// The step by which most of the agreeing tie points could as well be moved, and how many; `nil` where they name none
  /// in common.
  var repeating: (step: PictureShift, count: Int)? {
    let steps = agreeing.compactMap(\.rival)
    var best: (step: PictureShift, count: Int)?
    for step in steps {
      // One step back is as good as one ahead.
      let count = steps.count {
        max(abs($0.rows - step.rows), abs($0.columns - step.columns)) <= Self.sameStep
          || max(abs($0.rows + step.rows), abs($0.columns + step.columns)) <= Self.sameStep
      }
      if count > best?.count ?? 0 { best = (step, count) }
    }
    guard let best, Double(best.count) > Self.mostRepeating * Double(agreeing.count) else { return nil }
    return best
  }
  private static let sameStep = 1.5
  private static let mostRepeating = 0.5

  private static func agreeing(_ ties: [TiePoint], _ transform: PictureTransform) -> [Int] {
    ties.indices.filter { ties[$0].distance(from: transform) <= tolerance }
  }

  /// log₁₀ of: as many hypotheses as there are samples of tie points, as many choices of those that agree, and the chance
  /// that all the others do. Counts are of independent tie points, and need not be whole.
  static func falseAlarms(_ agreeing: Double, of count: Double, fixedBy sample: Double, share: Double) -> Double {
    guard agreeing > sample else { return .infinity }
    func choices(_ n: Double, _ k: Double) -> Double {
      (lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)) / M_LN10
    }
    return log10(max(count - sample, 1)) + choices(count, agreeing) + choices(agreeing, sample)
      + (agreeing - sample) * log10(share)
  }

  /// About the prior with its linear part: the shift that most agree on, then the mean of those.
  private static func translation(
    _ ties: [TiePoint], _ prior: PictureTransform
  ) -> (transform: PictureTransform, sample: Int)? {
    var best: (transform: PictureTransform, count: Int)?
    for tie in ties {
      let hypothesis = prior.shifted(by: tie.residual(from: prior))
      let count = agreeing(ties, hypothesis).count
      if count > best?.count ?? 0 { best = (hypothesis, count) }
    }
    guard var transform = best?.transform else { return nil }
    for _ in 0..<2 {
      let residuals = agreeing(ties, transform).map { ties[$0].residual(from: transform) }
      guard !residuals.isEmpty else { break }
      transform = transform.shifted(
        by: PictureShift(
          rows: residuals.reduce(0) { $0 + $1.rows } / Double(residuals.count),
          columns: residuals.reduce(0) { $0 + $1.columns } / Double(residuals.count)))
    }
    return (transform, 1)
  }

  private static func affine(
    _ ties: [TiePoint], _ prior: PictureTransform
  ) -> (transform: PictureTransform, sample: Int)? {
    guard ties.count >= 6 else { return nil }
    var generator = SeededGenerator(seed: 3)
    var best: (agreeing: [Int], transform: PictureTransform)?
    for _ in 0..<draws {
      let drawn = (0..<3).map { _ in generator.integer(0...ties.count - 1) }
      guard Set(drawn).count == 3,
        let fit = LinearFit(ties, indices: drawn, model: .affine, prior: prior), fit.differs(from: prior) <= mostLinear
      else { continue }
      let agreeing = Self.agreeing(ties, fit.transform)
      if agreeing.count > best?.agreeing.count ?? 3 { best = (agreeing, fit.transform) }
    }
    guard var best else { return nil }
    for _ in 0..<3 {
      guard let fit = LinearFit(ties, indices: best.agreeing, model: .affine, prior: prior),
        fit.differs(from: prior) <= mostLinear
      else { break }
      let agreeing = Self.agreeing(ties, fit.transform)
      guard agreeing.count >= best.agreeing.count else { break }
      best = (agreeing, fit.transform)
    }
    return (best.transform, 3)
  }
}
