import Foundation
import Quantities

/// How far a place is off on the ground because its height is not known exactly: along one line, the view's azimuth.
package struct ReliefError: Sendable, Hashable {
  /// Metres on the ground for each metre of height: the tangent of the view's angle from the vertical.
  package let slope: Double
  /// Direction in which a place moves when its height is taken too great, clockwise from north.
  package let azimuth: Radians
  /// Standard deviation of the height.
  package let heightDeviation: Metres

  package init(slope: Double, azimuth: Radians, heightDeviation: Metres) {
    self.slope = slope
    self.azimuth = azimuth
    self.heightDeviation = heightDeviation
  }

  /// Standard deviation on the ground.
  package var deviation: Metres { heightDeviation * slope }

  /// Distance that holds 90 % of the errors of normal heights; along a line that is 1.645 σ, not the 2.146 σ of a plane.
  package var radius90: Metres { deviation * 1.644_853_626_951_472_2 }

  /// Angle from the vertical at which the picture looks at the ground.
  package var incidenceAngle: Radians { Radians(atan(slope)) }
}
