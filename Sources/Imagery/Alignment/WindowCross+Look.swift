extension WindowCross {
  /// The correlation at a shift, its slope and curvature, and how much of the slope is noise. By the angle per pixel.
  struct Look {
    /// Σ w · cosine of the phase that is left, w being weight times size.
    let height: Double
    /// Σ w².
    let squares: Double
    /// Σ w · u · sine.
    let slope: (down: Double, across: Double)
    /// Σ w · uu · cosine.
    let curvature: (down: Double, both: Double, across: Double)
    /// Σ w² · uu · sine².
    let noise: (down: Double, both: Double, across: Double)
  }
}

extension WindowCross.Look {
  /// Height over what chance gives, where no phase agrees with any other.
  func deviations(_ alike: Double) -> Double {
    // The mean square of a cosine is a half.
    squares > 0 ? height / (squares * alike / 2).squareRoot() : 0
  }

  /// Newton's step to the top, in pixels; `nil` where the correlation is not curved like one.
  func toTop(size: Int) -> PictureShift? {
    let determinant = curvature.down * curvature.across - curvature.both * curvature.both
    guard curvature.down > 0, determinant > 0 else { return nil }
    let unit = Double(size) / (2 * .pi)
    return PictureShift(
      rows: -unit * (curvature.across * slope.down - curvature.both * slope.across) / determinant,
      columns: -unit * (curvature.down * slope.across - curvature.both * slope.down) / determinant)
  }

  /// Covariance of the top's place, in square pixels: curvature⁻¹ · covariance of the slope · curvature⁻¹.
  func covariance(size: Int, _ alike: Double) -> (rows: Double, columns: Double, both: Double)? {
    let (a, b, d) = (curvature.down, curvature.both, curvature.across)
    let determinant = a * d - b * b
    guard a > 0, determinant > 0 else { return nil }
    let (p, q, r) = (noise.down, noise.both, noise.across)
    let unit = Double(size) / (2 * .pi)
    let scale = alike * unit * unit / (determinant * determinant)
    return (
      rows: scale * (d * d * p - 2 * b * d * q + b * b * r),
      columns: scale * (b * b * p - 2 * a * b * q + a * a * r),
      both: scale * (-b * d * p + (a * d + b * b) * q - a * b * r)
    )
  }
}
