/// How one scene's numbers become comparable with the others': a rising curve and a smooth field per band.
///
/// value = curve(number) − field(column, row). The curve is piecewise linear (sensors and providers clip and stretch),
/// the field a second-order polynomial over the grid (haze has gradients, construction has not).
package struct SceneTransfer: Sendable, Hashable {
  /// Per band: the curve's corners, in rising order of `from`.
  package let curves: [[Corner]]
  /// Per band: coefficients of 1, u, v, u², uv, v² with u, v from −1 to 1 over the grid.
  package let fields: [[Double]]
  /// Per band: 1.4826 × median absolute residual against the stack's median, in units of the reference.
  package let deviations: [Double]
  /// Share of the sampled pixels that follow the curve; the rest is cloud, change, other seasons.
  package let invariantShare: Double
  /// Per band: what is left between scene and level on invariant pixels that nothing was fitted to.
  package var errors: [NormalisationError] = []
  /// Whether clouds hide so much of the scene that only windows in full light were fitted.
  var isHidden = false

  package struct Corner: Sendable, Hashable {
    package let from: Double
    package let to: Double
  }

  func with(deviations: [Double]) -> SceneTransfer {
    SceneTransfer(
      curves: curves, fields: fields, deviations: deviations, invariantShare: invariantShare,
      errors: errors, isHidden: isHidden)
  }

  /// Value of the curve, extended along its end pieces.
  package static func evaluate(_ curve: [Corner], _ number: Double) -> Double {
    guard curve.count >= 2 else { return number }
    var upper = 1
    while upper < curve.count - 1, number > curve[upper].from { upper += 1 }
    let a = curve[upper - 1]
    let b = curve[upper]
    return a.to + (number - a.from) * (b.to - a.to) / (b.from - a.from)
  }

  static func fieldTerms(column: Double, row: Double, columns: Int, rows: Int) -> [Double] {
    let u = 2 * column / Double(columns) - 1
    let v = 2 * row / Double(rows) - 1
    return [1, u, v, u * u, u * v, v * v]
  }
}
