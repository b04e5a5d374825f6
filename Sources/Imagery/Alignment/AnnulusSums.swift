/// What one annulus of frequencies says about the shift of all windows together.
struct AnnulusSums: Sendable {
  /// As in `WindowCross.Look`.
  var slope = (down: 0.0, across: 0.0)
  var curvature = (down: 0.0, both: 0.0, across: 0.0)
  var noise = (down: 0.0, both: 0.0, across: 0.0)

  mutating func add(_ value: Double, _ turned: Double, down u: Double, across v: Double) {
    slope.down += u * turned
    slope.across += v * turned
    curvature.down += u * u * value
    curvature.both += u * v * value
    curvature.across += v * v * value
    noise.down += u * u * turned * turned
    noise.both += u * v * turned * turned
    noise.across += v * v * turned * turned
  }

  /// Adds another annulus, times its weight.
  mutating func add(_ other: AnnulusSums, weight: Double) {
    slope.down += weight * other.slope.down
    slope.across += weight * other.slope.across
    curvature.down += weight * other.curvature.down
    curvature.both += weight * other.curvature.both
    curvature.across += weight * other.curvature.across
    noise.down += weight * weight * other.noise.down
    noise.both += weight * weight * other.noise.both
    noise.across += weight * weight * other.noise.across
  }

  /// Step to the top and its covariance, in pixels; `nil` where there is none.
  private func top(
    size: Int, _ alike: Double
  ) -> (step: PictureShift, spread: (rows: Double, columns: Double, both: Double))? {
    let look = WindowCross.Look(height: 0, squares: 0, slope: slope, curvature: curvature, noise: noise)
    guard let step = look.toTop(size: size), let spread = look.covariance(size: size, alike) else { return nil }
    return (step, spread)
  }

  /// Squared distance of the annulus's own shift from that of others, in deviations of the difference; where the others
  /// name none, from where the windows were looked at. `nil` where it has no top of its own.
  /// - Parameter tolerance: a difference, in pixels, that counts as one deviation however little noise there is.
  func departure(from others: AnnulusSums, size: Int, _ alike: Double, tolerance: Double) -> Double? {
    guard let own = top(size: size, alike) else { return nil }
    let other = others.top(size: size, alike) ?? (.none, (0, 0, 0))
    let step = PictureShift(
      rows: own.step.rows - other.step.rows, columns: own.step.columns - other.step.columns)
    let rows = own.spread.rows + other.spread.rows + tolerance * tolerance
    let columns = own.spread.columns + other.spread.columns + tolerance * tolerance
    let both = own.spread.both + other.spread.both
    let determinant = rows * columns - both * both
    guard determinant > 0 else { return nil }
    return
      (columns * step.rows * step.rows - 2 * both * step.rows * step.columns + rows * step.columns * step.columns)
      / determinant
  }
}
