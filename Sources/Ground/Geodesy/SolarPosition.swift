import Foundation
import Quantities

/// Where the sun stands, to about 0.05° in declination: enough for shadows of a few pixels. Refraction is left out.
/// - Source: [Spencer1971] for declination and equation of time; the angles by spherical trigonometry.
package struct SolarPosition: Sendable, Hashable {
  package static let daysInYear = 365.25

  /// Above the horizon.
  package let elevation: Radians
  /// Clockwise from true north.
  package let azimuth: Radians

  package init(elevation: Radians, azimuth: Radians) {
    self.elevation = elevation
    self.azimuth = azimuth
  }

  package init(at moment: Timestamp, place: GeoPoint) {
    let year = moment.calendarDay.year
    let newYear = Timestamp(year: year, month: 1, day: 1)?.daysSince1970 ?? 0
    let dayOfYear = moment.daysSince1970 - newYear
    let angle = 2 * Double.pi * dayOfYear / 365
    let declination = SolarPosition.declination(angle)
    let hours = (moment.daysSince1970 - moment.daysSince1970.rounded(.down)) * 24
    let solarHours = hours + place.longitude / 15 + SolarPosition.equationOfTime(angle) / 60
    let hourAngle = (solarHours - 12) * .pi / 12
    let latitude = place.latitude * .pi / 180
    let up = sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle)
    let east = -cos(declination) * sin(hourAngle)
    let north = cos(latitude) * sin(declination) - sin(latitude) * cos(declination) * cos(hourAngle)
    elevation = Radians(asin(min(1, max(-1, up))))
    let raw = atan2(east, north)
    azimuth = Radians(raw < 0 ? raw + 2 * .pi : raw)
  }

  /// The sun's irradiance at a time, of that at its mean distance: the inverse square of the distance, to about 10⁻⁴.
  /// - Source: [Spencer1971].
  package static func irradianceFactor(at moment: Timestamp) -> Double {
    let newYear = Timestamp(year: moment.calendarDay.year, month: 1, day: 1)?.daysSince1970 ?? 0
    let angle = 2 * Double.pi * (moment.daysSince1970 - newYear) / 365
    let first = 1.000_110 + 0.034_221 * cos(angle) + 0.001_280 * sin(angle)
    return first + 0.000_719 * cos(2 * angle) + 0.000_077 * sin(2 * angle)
  }

  /// Radians north of the equator; `angle` is the day of the year as a part of the circle.
  private static func declination(_ angle: Double) -> Double {
    let first = 0.006918 - 0.399912 * cos(angle) + 0.070257 * sin(angle)
    let second = -0.006758 * cos(2 * angle) + 0.000907 * sin(2 * angle)
    return first + second - 0.002697 * cos(3 * angle) + 0.00148 * sin(3 * angle)
  }

  /// Minutes by which the sun is ahead of the mean sun.
  private static func equationOfTime(_ angle: Double) -> Double {
    let first = 0.000075 + 0.001868 * cos(angle) - 0.032077 * sin(angle)
    return 229.18 * (first - 0.014615 * cos(2 * angle) - 0.040849 * sin(2 * angle))
  }
}
