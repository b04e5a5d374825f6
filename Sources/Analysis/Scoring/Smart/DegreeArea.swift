import Foundation

/// Areas as the SMART programme counts them: square degrees of the plane times the square metres of a square degree at
/// the middle latitude of the outline's box.
///
/// Kept beside `Geodesics`, which is right to a millionth where this is right to about a thousandth, because scores are
/// compared with those that others print.
enum DegreeArea {
  /// Square kilometres, rounded to the square centimetre; 0 of an empty outline.
  static func squareKilometres(planar: Double, south: Double, north: Double) -> Double {
    rounded(planar * squareMetresPerSquareDegree(at: (south + north) / 2) / 1e6, places: 10)
  }

  /// The usual series for the length of a degree on WGS 84.
  static func squareMetresPerSquareDegree(at latitude: Double) -> Double {
    let (north, east) = metresPerDegree(at: latitude)
    return north * east
  }

  static func metresPerDegree(at latitude: Double) -> (north: Double, east: Double) {
    let angle = latitude * .pi / 180
    let north = 111_132.92 - 559.82 * cos(2 * angle) + 1.175 * cos(4 * angle) - 0.0023 * cos(6 * angle)
    let east = 111_412.84 * cos(angle) - 93.5 * cos(3 * angle) + 0.118 * cos(5 * angle)
    return (north, east)
  }

  /// The decimal number of `places` decimals that lies nearest to the exact binary one.
  static func rounded(_ value: Double, places: Int) -> Double {
    Double(String(format: "%.\(places)f", value)) ?? value
  }
}
