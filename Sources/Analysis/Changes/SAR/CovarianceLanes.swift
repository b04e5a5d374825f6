/// Covariances of one form of several pixels at once.
///
/// A protocol for the kernel alone, which is generic and specialised for each form: no call goes through it at run time.
protocol CovarianceLanes {
  static var covariance: RadarCovariance { get }

  /// Of one date, from band 0 of the first pixel, bands `stride` apart; lanes from `end` on are NaN.
  init(loading values: Span<Float>, from start: Int, to end: Int, stride: Int)
  /// The identity in every lane.
  init()

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
}

extension PixelLaneMask {
  /// Lanes of which each is above 0 and finite.
  @inline(__always)
  static func isPower(_ lanes: PixelLanes) -> PixelLaneMask {
    (lanes .> 0) .& (lanes .<= PixelLanes(repeating: Double(Float.greatestFiniteMagnitude)))
  }
}
