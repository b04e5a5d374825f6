import Foundation
import Quantities

/// The area of many outlined things together.
///
/// What sides of different things err by apart averages out over them; what optics and threshold push all sides by does
/// not: it adds up, and so does what is left of their shadows, which lie outward only.
package enum AreaSum {
  package static let method = "area-sum/common-bias"

  package struct Part: Sendable {
    package let outline: PixelOutline
    package let area: SquareMetres
    /// As `AreaError.init` takes it.
    package let registration: Double

    package init(_ outline: PixelOutline, area: SquareMetres, registration: Double) {
      self.outline = outline
      self.area = area
      self.registration = registration
    }

    /// What its area owes to doubt, as `AreaError` has it, in square metres.
    struct Doubt {
      let own: Double
      let shared: Double
      let shadow: Double
      let commonShare: Double
    }

    var doubt: Doubt {
      let error = AreaError(outline, registration: registration)
      let scale = area.magnitude / error.areaInPixels
      return Doubt(
        own: error.ownDeviation * scale, shared: error.sharedDeviation * scale,
        shadow: error.relativeShadow * area.magnitude, commonShare: error.commonShare)
    }
  }

  /// The sum in square metres with its 90 % interval; `nil` of none.
  package static func estimate(_ parts: [Part]) -> Estimate<SquareMetres>? {
    let sum = parts.reduce(0) { $0 + $1.area.magnitude }
    guard sum > 0 else { return nil }
    var apart = 0.0
    var together = 0.0
    // A half-normal error's mean and variance, of the deviation that it has about 0.
    var (shadowMean, shadowVariance) = (0.0, 0.0)
    for doubt in parts.map(\.doubt) {
      apart += doubt.own * doubt.own + (1 - doubt.commonShare) * doubt.shared * doubt.shared
      together += doubt.commonShare.squareRoot() * doubt.shared
      shadowMean += doubt.shadow * (2 / Double.pi).squareRoot()
      shadowVariance += doubt.shadow * doubt.shadow * (1 - 2 / Double.pi)
    }
    let deviation = (apart + together * together).squareRoot() / sum
    let shadow = (shadowMean * shadowMean + shadowVariance).squareRoot() / sum
    return AreaMeasure.interval(
      SquareMetres(sum), below: hypot(deviation, shadow), above: deviation, method: method)
  }
}
