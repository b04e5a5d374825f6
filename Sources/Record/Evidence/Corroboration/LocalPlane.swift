import Foundation

/// A plane in metres laid on the ellipsoid at one place, for outlines of at most a few kilometres. It keeps
/// areas (it is the sinusoidal projection): they are right within a ten-thousandth.
struct LocalPlane {
  private let longitude: Double
  private let latitude: Double
  private let metresPerDegreeNorth: Double

  // WGS 84.
  private static let axis = 6_378_137.0
  private static let squaredEccentricity = 0.006_694_379_990_14

  /// Half the width, in degrees, beyond which the plane no longer fits.
  private static let reach = 0.5
  private static let steepest = 80.0

  /// Laid in the middle of the points; `nil` where there are none or they lie where it does not fit.
  init?(around points: [(Double, Double)]) {
    guard let first = points.first, abs(first.0) <= 360, points.allSatisfy({ abs($0.1) <= Self.steepest }) else {
      return nil
    }
    let east = points.map { Self.wrapped($0.0 - first.0) }
    let north = points.map(\.1)
    guard let west = east.min(), let far = east.max(), let south = north.min(), let top = north.max() else {
      return nil
    }
    longitude = first.0 + (west + far) / 2
    latitude = (south + top) / 2
    let share = Self.share(latitude)
    metresPerDegreeNorth =
      Self.axis * (1 - Self.squaredEccentricity) / (share * share.squareRoot()) * .pi / 180
  }

  private static func share(_ latitude: Double) -> Double {
    let sine = sin(latitude * .pi / 180)
    return 1 - squaredEccentricity * sine * sine
  }

  /// Along the parallel of that latitude.
  private static func metresPerDegreeEast(_ latitude: Double) -> Double {
    axis / share(latitude).squareRoot() * cos(latitude * .pi / 180) * .pi / 180
  }

  /// `nil` of a point too far from the middle.
  func point(longitude other: Double, latitude otherLatitude: Double) -> AnalystOutline.Point? {
    guard abs(other) <= 360 else { return nil }
    let (east, north) = (Self.wrapped(other - longitude), otherLatitude - latitude)
    guard abs(east) <= Self.reach, abs(north) <= Self.reach else { return nil }
    return AnalystOutline.Point(
      east: east * Self.metresPerDegreeEast(otherLatitude), north: north * metresPerDegreeNorth)
  }

  /// The short way around the Earth, so that an outline may cross the line where east meets west.
  private static func wrapped(_ degrees: Double) -> Double { degrees - 360 * (degrees / 360).rounded() }
}
