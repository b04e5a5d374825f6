import Foundation
import Geodesy
import Kernels
import Quantities
import Rasters
import Statistics

/// In which direction the shadows of one picture fall: from what is brighter than its surroundings towards what beside it
/// is darker.
///
/// Edges between bright and dark ground point every way and cancel; shadows, and slopes turned from the sun, all point
/// one way. Let P be the brightness above and N that below the surroundings: the sum over all pixels and displacements d
/// of P(x) N(x + d) d / |d| keeps what is odd in their correlation. Tiles vote; where their votes do not agree there is
/// no result.
///
/// Where most roofs are darker than the ground behind their shadows, the votes point the other way: the axis is certain,
/// the sense is that of bright roofs. Only the axis is therefore held against the sun.
package struct ShadowAzimuth: Sendable, Hashable {
  /// Direction in which shadows fall, clockwise from north; the sun stands opposite.
  package let azimuth: Radians
  /// Half the width of the interval that holds the truth in 90 % of cases.
  package let halfWidth: Radians
  /// Length of the summed votes over what votes of random directions would sum to, root mean square.
  package let strength: Double

  package init(azimuth: Radians, halfWidth: Radians, strength: Double) {
    self.azimuth = azimuth
    self.halfWidth = halfWidth
    self.strength = strength
  }

  /// What the shadows say of the time and the place that a scene claims.
  package enum Verdict: String, Sendable {
    case consistent
    case contradicts
    case cannotSay
  }

  /// A contradiction is a grave word: votes of random directions are this strong in one picture of a hundred million.
  static let contradictingStrength = 4.3

  /// The axis of the shadows against that of the sun.
  ///
  /// `contradicts` needs strong votes and an axis beyond twice the interval; a sun under 5° or over 70° throws no shadow
  /// that could be judged.
  package func verdict(sun: SolarPosition) -> Verdict {
    guard (5...70).contains(sun.elevation.degrees) else { return .cannotSay }
    let turn = ShadowVotes.turned(2 * (azimuth.magnitude - sun.azimuth.magnitude))
    let departure = min(turn, 2 * .pi - turn) / 2
    if departure <= halfWidth.magnitude { return .consistent }
    return departure > 2 * halfWidth.magnitude && strength >= Self.contradictingStrength ? .contradicts : .cannotSay
  }

  /// Where the sun stood if most roofs are brighter than the ground, clockwise from north.
  package var sunAzimuth: Radians { Radians(ShadowVotes.turned(azimuth.magnitude + .pi)) }

  /// Votes of random directions are stronger in one picture of a thousand: exp(−2.63²) = 0.001.
  static let leastStrength = 2.63

  /// - Parameters:
  ///   - raster: at most the middle 512 × 512 pixels are looked at.
  ///   - grid: of the whole raster; its geotransform tells where north is.
  /// - Returns: `nil` where no direction is seen, and where the grid's CRS has no north that PROJ knows.
  package static func measure(_ raster: Raster, grid: Grid) -> ShadowAzimuth? {
    guard let votes = ShadowVotes(raster), votes.strength >= leastStrength else { return nil }
    let middle = PixelPoint(column: Double(grid.columns) / 2, row: Double(grid.rows) / 2)
    func azimuth(_ angle: Double) -> Double? {
      let ahead = PixelPoint(column: middle.column + 10 * cos(angle), row: middle.row + 10 * sin(angle))
      let maps = [grid.geotransform.map(middle), grid.geotransform.map(ahead)]
      guard let places = try? CoordinateTransform(from: grid.crs, to: .wgs84).geoPoints(maps) else { return nil }
      return Geodesics.azimuth(from: places[0], to: places[1]).magnitude
    }
    guard let azimuth = azimuth(votes.angle) else { return nil }
    return ShadowAzimuth(
      azimuth: Radians(ShadowVotes.turned(azimuth)), halfWidth: Radians(votes.halfWidth), strength: votes.strength)
  }
}
