import Kernels

/// What a displacement of the pictures against each other explains of a step that bands show together.
///
/// Unchanged ground of slopes J (a band a row; what it rises by from pixel to pixel, across and down) that lies δ pixels
/// off shows a step Jδ. Of a displacement that is normal with variance v along either axis the step's covariance is
/// D + vJJᵀ, D the bands' own variances. Then sᵀ(D + vJJᵀ)⁻¹s is the least of (s − Jδ)ᵀD⁻¹(s − Jδ) + δᵀδ/v over all δ: what
/// is left of the step once the displacement that explains most is taken off, at that displacement's own price. With
/// A = JᵀD⁻¹J and b = JᵀD⁻¹s the part explained is v bᵀ(I + vA)⁻¹b.
package struct DisplacedGround: Sendable {
  // A, which is symmetric, and b.
  private var across: Float = 0
  private var down: Float = 0
  private var both: Float = 0
  private var stepAcross: Float = 0
  private var stepDown: Float = 0

  package init() {}

  /// Adds up to four bands.
  /// - Parameters:
  ///   - step: what the bands rose by.
  ///   - variance: of the steps of ground that stays in place; over 0.
  ///   - slopes: of the ground for a pixel to the right and for one down.
  ///   - count: first lanes that hold a band, 1 at least.
  @inline(__always)
  package mutating func add(
    _ step: BandVector, variance: BandVector, slopes: (across: BandVector, down: BandVector), ofFirst count: Int
  ) {
    let (right, below) = (slopes.across / variance, slopes.down / variance)
    across = (right * slopes.across).sum(ofFirst: count, from: across)
    down = (below * slopes.down).sum(ofFirst: count, from: down)
    both = (right * slopes.down).sum(ofFirst: count, from: both)
    stepAcross = (right * step).sum(ofFirst: count, from: stepAcross)
    stepDown = (below * step).sum(ofFirst: count, from: stepDown)
  }

  /// By how much a displacement lowers the sum over the bands of squared steps over their variances.
  /// - Parameter variance: of the displacement along one axis, in square pixels.
  @inline(__always)
  package func explained(variance: Float) -> Float {
    // Both squares are no less than 0 but for rounding.
    let (steep, area) = (across + down, max(0, across * down - both * both))
    let crossed = stepAcross * stepAcross * down - 2 * stepAcross * stepDown * both + stepDown * stepDown * across
    let squares = stepAcross * stepAcross + stepDown * stepDown + variance * max(0, crossed)
    return variance * squares / (1 + variance * (steep + variance * area))
  }
}
