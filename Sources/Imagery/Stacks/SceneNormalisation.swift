import Foundation
import Statistics

/// Relative radiometric normalisation: every scene is brought to the level of the stack's median on pixels that do not
/// change, found by the data themselves.
///
/// - Source: [Canty2008] for the idea of invariant pixels and orthogonal checks; here by consensus instead of IR-MAD
///   weights, and with a curve instead of a line, since pictures made for viewing are clipped and stretched.
package enum SceneNormalisation {
  /// A scene on which fewer of the sampled pixels follow any common line is kept out.
  package static let minimumInvariantShare = 0.2
  /// Fewer common pixels fix no curve.
  package static let minimumPixels = 400

  /// Corresponding samples of one scene and of the level it is brought to, at scattered places.
  struct Samples {
    /// Band by band, then place by place.
    var scene: [[Double]]
    var level: [[Double]]
    var columns: [Double]
    var rows: [Double]
    /// What is known of the gain beforehand.
    var gains: ClosedRange<Double>?
  }

  /// First, linear match of a scene to another: what the first median is built from.
  static func line(_ samples: Samples, band: Int, seed: UInt64) -> RobustLine? {
    line(samples.scene[band], samples.level[band], gains: samples.gains, seed: seed)
  }

  private static func line(
    _ scene: [Double], _ level: [Double], gains: ClosedRange<Double>?, seed: UInt64
  ) -> RobustLine? {
    guard level.count >= minimumPixels else { return nil }
    var scratch = level
    guard let low = Quantiles.quantile(0.05, of: &scratch), let high = Quantiles.quantile(0.95, of: &scratch)
    else { return nil }
    // A tenth of the ground's own range of brightness: wide enough for season and noise, too narrow for cloud.
    return RobustLine.fit(scene, level, tolerance: max(0.1 * (high - low), 1e-6), gains: gains, seed: seed)
  }

  /// The full transfer of a scene to the stack's median. `nil` where too little of it is invariant.
  static func transfer(_ samples: Samples, columns: Int, rows: Int, seed: UInt64) -> SceneTransfer? {
    var curves: [[SceneTransfer.Corner]] = []
    var fields: [[Double]] = []
    var deviations: [Double] = []
    var errors: [NormalisationError] = []
    var share = 1.0
    let terms = FieldTerms(samples, columns: columns, rows: rows)
    for band in samples.scene.indices {
      guard let line = line(samples, band: band, seed: seed &+ UInt64(band)), line.inlierShare >= minimumInvariantShare
      else { return nil }
      share = min(share, line.inlierShare)
      let scene = samples.scene[band]
      let level = samples.level[band]
      guard var matched = match(scene, level, line: line, terms) else { return nil }
      if matched.fieldDeviation > matched.deviation {
        // A curve fitted across a strong field bends with it: once more, with the field taken off.
        let target = terms.subtract(matched.field.map { -$0 }, from: level)
        if let again = Self.line(scene, target, gains: samples.gains, seed: seed &+ UInt64(band)),
          let settled = match(scene, level, line: again, terms, curveOnto: target)
        {
          matched = settled
        }
      }
      curves.append(matched.curve)
      fields.append(matched.field)
      deviations.append(matched.deviation)
      errors.append(matched.error)
    }
    return SceneTransfer(
      curves: curves, fields: fields, deviations: deviations, invariantShare: share, errors: errors)
  }

  private struct Match {
    let curve: [SceneTransfer.Corner]
    let field: [Double]
    let deviation: Double
    /// Of the field over the places.
    let fieldDeviation: Double
    let error: NormalisationError
  }

  /// The curve from a scene to `target` (`level` if not given) and the field that it leaves of `level`; `nil` where too
  /// few places lie near the line.
  private static func match(
    _ scene: [Double], _ level: [Double], line: RobustLine, _ terms: FieldTerms, curveOnto target: [Double]? = nil
  ) -> Match? {
    let target = target ?? level
    let bound = max(3 * line.deviation, 1e-9)
    let invariant = scene.indices.filter { !isHeldOut($0) && abs(line(scene[$0]) - target[$0]) < bound }
    guard invariant.count >= minimumPixels / 2 else { return nil }
    let curve = curve(scene, target, invariant, line: line)
    let residuals = scene.indices.map { SceneTransfer.evaluate(curve, scene[$0]) - level[$0] }
    let field = field(residuals, terms, start: line.deviation)
    let rest = terms.subtract(field, from: residuals)
    let deviation = max(coreDeviation(rest, start: line.deviation), 1e-6)
    return Match(
      curve: curve, field: field, deviation: deviation,
      fieldDeviation: Quantiles.robustDeviation(zip(residuals, rest).map { $0 - $1 }) ?? 0,
      error: error(rest, deviation: deviation))
  }

  /// Every fifth place takes no part in curve and field: how well these fit is measured there.
  private static func isHeldOut(_ place: Int) -> Bool { place % 5 == 2 }

  private static func error(_ rest: [Double], deviation: Double) -> NormalisationError {
    let held = rest.indices.filter { isHeldOut($0) && abs(rest[$0]) < coreBound * deviation }.map { rest[$0] }
    let bias = Quantiles.median(held) ?? 0
    return NormalisationError(
      bias: bias, deviation: 1.4826 * (Quantiles.median(held.map { abs($0 - bias) }) ?? 0), pixels: held.count)
  }

  /// Medians of scene and level in classes of equal width of their common brightness.
  ///
  /// Classes of the scene's number alone would pull the level towards its mean wherever the scene is noisy (regression
  /// dilution): the few bright roofs would lose half of their contrast to the many pixels of bare soil. Classes of the
  /// mean of both favour neither. Their width is equal, not their count, so that what is rare and far out has its say.
  private static func curve(
    _ scene: [Double], _ level: [Double], _ invariant: [Int], line: RobustLine
  ) -> [SceneTransfer.Corner] {
    let common = invariant.map { (line(scene[$0]) + level[$0]) / 2 }
    var scratch = common
    guard let low = Quantiles.quantile(0.002, of: &scratch), let high = Quantiles.quantile(0.998, of: &scratch),
      high > low
    else { return straight(scene, invariant, line: line) }
    var members = [[Int]](repeating: [], count: classes)
    for (position, index) in invariant.enumerated() {
      let place = Int((common[position] - low) / (high - low) * Double(classes))
      members[min(max(place, 0), classes - 1)].append(index)
    }
    var corners: [SceneTransfer.Corner] = []
    for group in members where group.count >= fewestInClass {
      guard let from = Quantiles.median(group.map { scene[$0] }), let to = Quantiles.median(group.map { level[$0] })
      else { continue }
      // Only a corner that rises in both directions is kept: the curve must have one value each way.
      if let last = corners.last, from <= last.from + 1e-9 || to <= last.to { continue }
      corners.append(.init(from: from, to: to))
    }
    guard corners.count >= 3, let first = corners.first, let last = corners.last else {
      return straight(scene, invariant, line: line)
    }
    // Beyond the outer classes the slope over all of them holds: the two last alone would fling extremes about.
    let reach = last.from - first.from
    let slope = (last.to - first.to) / reach
    return [.init(from: first.from - reach, to: first.to - slope * reach)] + corners
      + [.init(from: last.from + reach, to: last.to + slope * reach)]
  }

  private static let classes = 12
  private static let fewestInClass = 25

  private static func straight(_ scene: [Double], _ invariant: [Int], line: RobustLine) -> [SceneTransfer.Corner] {
    let numbers = invariant.map { scene[$0] }
    let low = numbers.min() ?? 0
    let high = max(numbers.max() ?? 1, low + 1e-6)
    return [.init(from: low, to: line(low)), .init(from: high, to: line(high))]
  }

  /// The field through the residuals of what is invariant; weather, over half of a scene perhaps, has no say.
  private static func field(_ residuals: [Double], _ terms: FieldTerms, start: Double) -> [Double] {
    var field = [Double](repeating: 0, count: FieldTerms.count)
    var remaining = residuals
    var deviation = start
    for _ in 0..<4 {
      let bound = 2.5 * max(deviation, 1e-9)
      guard let solution = terms.fit(residuals, where: { !isHeldOut($0) && abs(remaining[$0]) < bound })
      else { break }
      field = solution
      remaining = terms.subtract(field, from: residuals)
      deviation = coreDeviation(remaining, start: deviation)
    }
    return field
  }

  /// 1.4826 × the median absolute residual of those below `coreBound` of it: the noise of what follows the curve, however
  /// much of the scene does not.
  private static func coreDeviation(_ residuals: [Double], start: Double) -> Double {
    var deviation = start
    let sizes = residuals.map(abs)
    for _ in 0..<4 {
      let bound = coreBound * deviation
      guard let middle = Quantiles.median(sizes.filter { $0 < bound }) else { break }
      deviation = 1.4826 * middle
    }
    return deviation
  }

  private static let coreBound = 4.0

  /// The terms of the field's polynomial at each place, made once for all bands.
  private struct FieldTerms {
    static let count = 6
    /// Fewer places fix no field.
    static let fewest = 60
    /// Places that say beforehand that there is no slope and no bend.
    static let flatness = 100.0
    private var values: [Double] = []

    init(_ samples: Samples, columns: Int, rows: Int) {
      values.reserveCapacity(samples.columns.count * Self.count)
      for index in samples.columns.indices {
        values += SceneTransfer.fieldTerms(
          column: samples.columns[index], row: samples.rows[index], columns: columns, rows: rows)
      }
    }

    /// Coefficients that fit `residuals` at the places that `isKept`; `nil` where these are too few.
    func fit(_ residuals: [Double], where isKept: (Int) -> Bool) -> [Double]? {
      var equations = LeastSquares.NormalEquations(width: Self.count)
      var kept = 0
      let span = values.span
      for index in residuals.indices where isKept(index) {
        kept += 1
        equations.add(
          span.extracting(index * Self.count..<(index + 1) * Self.count), value: residuals[index])
      }
      guard kept >= Self.fewest else { return nil }
      // Few places in one corner would fling the field about in the others.
      for term in 1..<Self.count {
        var row = [Double](repeating: 0, count: Self.count)
        row[term] = Self.flatness.squareRoot()
        equations.add(row.span, value: 0)
      }
      return equations.solution
    }

    func subtract(_ field: [Double], from residuals: [Double]) -> [Double] {
      var rest = residuals
      for index in rest.indices {
        var sum = 0.0
        for term in 0..<Self.count { sum += values[index * Self.count + term] * field[term] }
        rest[index] -= sum
      }
      return rest
    }
  }
}
