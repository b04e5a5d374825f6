import Geodesy

extension GeoPolygon {
  /// The exterior ring, then the holes.
  package var rings: [[GeoPoint]] { [exterior] + holes }

  /// Whether `point` lies inside or on the edge; inside a hole is outside.
  package func contains(_ point: GeoPoint) -> Bool {
    Rings.contains(point, in: exterior) && !holes.contains { Rings.contains(point, in: $0) }
  }
}
