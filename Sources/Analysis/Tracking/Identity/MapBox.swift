import Geodesy

/// An upright rectangle in the plane of a map, metres.
package struct MapBox: Sendable, Hashable {
  package var west: Double
  package var south: Double
  package var east: Double
  package var north: Double

  package init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// The smallest box around `points`; `nil` without any.
  package init?(around points: [MapPoint]) {
    guard let first = points.first else { return nil }
    self.init(west: first.easting, south: first.northing, east: first.easting, north: first.northing)
    for point in points.dropFirst() {
      west = min(west, point.easting)
      south = min(south, point.northing)
      east = max(east, point.easting)
      north = max(north, point.northing)
    }
  }

  package var centre: MapPoint { MapPoint(easting: (west + east) / 2, northing: (south + north) / 2) }

  package func grown(by margin: Double) -> MapBox {
    MapBox(west: west - margin, south: south - margin, east: east + margin, north: north + margin)
  }

  func moved(east eastward: Double, north northward: Double) -> MapBox {
    MapBox(west: west + eastward, south: south + northward, east: east + eastward, north: north + northward)
  }

  /// Boxes that share an edge meet.
  package func meets(_ other: MapBox) -> Bool {
    west <= other.east && other.west <= east && south <= other.north && other.south <= north
  }

  func joined(with other: MapBox) -> MapBox {
    MapBox(
      west: min(west, other.west), south: min(south, other.south), east: max(east, other.east),
      north: max(north, other.north))
  }
}
