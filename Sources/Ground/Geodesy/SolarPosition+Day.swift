import Foundation
import Quantities

extension SolarPosition {
  /// Where the sun stands above the horizon in the course of a day, one position for each degree that the earth turns:
  /// what is known of it where the time of day is not.
  package static func course(ofDay moment: Timestamp, place: GeoPoint) -> [SolarPosition] {
    let midnight = Timestamp(secondsSince1970: moment.secondsSince1970 / 86_400 * 86_400)
    return (0..<360).compactMap { turn in
      let position = SolarPosition(
        at: Timestamp(secondsSince1970: midnight.secondsSince1970 + turn * 240), place: place)
      return position.elevation.magnitude > 0 ? position : nil
    }
  }
}
