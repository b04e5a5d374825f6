import Foundation
import Geodesy
import Provenance

/// A place told to so many kilometres and no closer: the cell of a fixed grid that holds it.
///
/// The grid is the same for everybody and forever. A cell that was laid around the place by chance would give it away to
/// who has several editions: the place lies where they overlap.
package struct PlaceCell: Sendable, Hashable {
  /// Degrees.
  package let south: Double
  package let north: Double
  package let west: Double
  package let east: Double

  /// Kilometres of a degree of latitude on a sphere of the Earth's mean radius, 6,371.0088 km.
  private static let kilometresOfDegree = 111.195_08

  /// - Parameter kilometres: the least length of the cell's sides, above 0; beyond a fifth of the globe it is cut there.
  package init(holding point: GeoPoint, kilometres: Double) {
    let height = min(kilometres / Self.kilometresOfDegree, 36)
    let row = (point.latitude / height).rounded(.down)
    south = max(row * height, -90)
    north = min((row + 1) * height, 90)
    // The side towards the pole is the shorter one. Cells go round the globe in whole numbers.
    let widest = max(abs(south), abs(north)) * .pi / 180
    let width = height / max(cos(widest), 1e-9)
    let count = max((360 / width).rounded(.down), 1)
    let column = ((point.longitude + 180) / (360 / count)).rounded(.down)
    west = column * 360 / count - 180
    east = (column + 1) * 360 / count - 180
  }

  /// "between 24.0° and 24.1° north, 60.0° and 60.1° east"
  package var words: String {
    func side(_ low: Double, _ high: Double, _ plus: String, _ minus: String) -> String {
      let digits = max(2, Int((-log10(high - low)).rounded(.up)) + 1)
      func number(_ value: Double) -> String { JSONValue.fixed(abs(value), places: digits) + "°" }
      if low >= 0 { return "\(number(low)) and \(number(high)) \(plus)" }
      if high <= 0 { return "\(number(high)) and \(number(low)) \(minus)" }
      return "\(number(low)) \(minus) and \(number(high)) \(plus)"
    }
    return "between \(side(south, north, "north", "south")), \(side(west, east, "east", "west"))"
  }

  /// RFC 7946, counterclockwise.
  package var json: JSONValue {
    func point(_ longitude: Double, _ latitude: Double) -> JSONValue {
      [.decimal(longitude, places: 7), .decimal(latitude, places: 7)]
    }
    let ring: JSONValue = [
      point(west, south), point(east, south), point(east, north), point(west, north), point(west, south),
    ]
    return ["type": "Polygon", "coordinates": [ring]]
  }
}
