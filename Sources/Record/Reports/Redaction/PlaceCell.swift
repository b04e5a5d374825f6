import Foundation
import Geodesy
import Provenance

/// A place told to so many kilometres and no closer: the cell of a fixed grid that holds it.
///
/// The grid is the same for everybody and forever, and coarser cells are made of whole finer ones. A cell laid around the
/// place by chance, or of another grid for each width, would give it away to who has several editions: the place lies
/// where they overlap.
package struct PlaceCell: Sendable, Hashable {
  /// Degrees.
  package let south: Double
  package let north: Double
  package let west: Double
  package let east: Double

  /// Kilometres of a degree of latitude on a sphere of the Earth's mean radius, 6,371.0088 km.
  private static let kilometresOfDegree = 111.195_08

  /// - Parameter kilometres: the least length of the cell's sides; they are up to twice as long.
  package init(holding point: GeoPoint, kilometres: Double) {
    var height = 180.0
    while height / 2 * Self.kilometresOfDegree >= kilometres, height > 1e-3 { height /= 2 }
    let row = min(((point.latitude + 90) / height).rounded(.down), 180 / height - 1)
    south = row * height - 90
    north = south + height
    // The side towards the pole is the shorter one.
    let shortest = max(cos(max(abs(south), abs(north)) * .pi / 180), 1e-9)
    var width = 360.0
    while width / 2 * Self.kilometresOfDegree * shortest >= kilometres { width /= 2 }
    let column = min(((point.longitude + 180) / width).rounded(.down), 360 / width - 1)
    west = column * width - 180
    east = west + width
  }

  /// The middle of a ring, also of one that lies across 180° of longitude; `nil` of none.
  package static func middle(of ring: [GeoPoint]) -> GeoPoint? {
    guard let first = ring.first else { return nil }
    let east = ring.map { ($0.longitude - first.longitude + 540).truncatingRemainder(dividingBy: 360) - 180 }
    let north = ring.map(\.latitude)
    guard let low = east.min(), let high = east.max(), let bottom = north.min(), let top = north.max() else {
      return nil
    }
    let longitude = first.longitude + (low + high) / 2
    return GeoPoint(
      longitude: longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude,
      latitude: (bottom + top) / 2)
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
