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

  /// Squared distance of the annulus's own shift from the one the windows were looked at with, in deviations of the
  /// difference; `nil` where it has no top of its own.
  /// - Parameter tolerance: a difference, in pixels, that counts as one deviation however little noise there is.
  func departure(size: Int, _ alike: Double, tolerance: Double) -> Double? {
    let look = WindowCross.Look(height: 0, squares: 0, slope: slope, curvature: curvature, noise: noise)
    guard let step = look.toTop(size: size), let spread = look.covariance(size: size, alike) else { return nil }
    let (rows, columns) = (spread.rows + tolerance * tolerance, spread.columns + tolerance * tolerance)
    let determinant = rows * columns - spread.both * spread.both
    guard determinant > 0 else { return nil }
    return
      (columns * step.rows * step.rows - 2 * spread.both * step.rows * step.columns + rows * step.columns * step.columns)
      / determinant
  }
}
