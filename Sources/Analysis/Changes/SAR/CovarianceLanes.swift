/// Covariances of one form of several pixels at once.
///
/// A protocol for the kernel alone, which is generic and specialised for each form: no call goes through it at run time.
protocol CovarianceLanes {
  static var covariance: RadarCovariance { get }

  /// Of one date, from band 0 of the first pixel, bands `stride` apart; lanes from `end` on are NaN.
  init(loading values: Span<Float>, from start: Int, to end: Int, stride: Int)
  /// `number` times the identity in every lane.
  init(diagonal number: Double)

  /// Lanes that are positive definite and finite.
  var isSeen: PixelLaneMask { get }
  var determinant: PixelLanes { get }
  /// Lanes whose matrix is positive definite.
  var isPositive: PixelLaneMask { get }
  func adding(_ other: Self) -> Self
  /// `factor` times the matrix less `other`.
  func scaled(by factor: PixelLanes, less other: Self) -> Self
  /// The matrix less `factor` times `other`.
  func less(_ other: Self, times factor: PixelLanes) -> Self
  func replacing(with other: Self, where mask: PixelLaneMask) -> Self

  /// The braces of ln Rⱼ, and what the next date needs of this one.
  static func braces(_ step: OmnibusStep<Self>) -> OmnibusStep<Self>.Braces
}

extension CovarianceLanes {
  @inline(__always)
  static func braces(_ step: OmnibusStep<Self>) -> OmnibusStep<Self>.Braces {
    let itself = step.here.determinant.naturalLogarithm
    let sum = step.sum.determinant.naturalLogarithm
    let braces = step.constant + (step.dates - 1) * step.logarithm + itself - step.dates * sum
    return OmnibusStep.Braces(value: braces, itself: itself, sum: sum)
  }
}

extension PixelLaneMask {
  /// Lanes of which each is above 0 and finite.
  @inline(__always)
  static func isPower(_ lanes: PixelLanes) -> PixelLaneMask {
    (lanes .> 0) .& (lanes .<= PixelLanes(repeating: Double(Float.greatestFiniteMagnitude)))
  }
}
