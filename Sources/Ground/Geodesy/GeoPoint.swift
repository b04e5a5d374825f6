/// A place on WGS 84, degrees; longitude in −180 … 180 east, latitude north.
package struct GeoPoint: Sendable, Hashable {
  package let longitude: Double
  package let latitude: Double
  package init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }
}

/// A place on a map projection, in the units of its CRS (metres in every CRS that Telltale makes itself).
package struct MapPoint: Sendable, Hashable {
  package let easting: Double
  package let northing: Double
  package init(easting: Double, northing: Double) {
    self.easting = easting
    self.northing = northing
  }
}

/// An outline on WGS 84: one exterior ring and its holes, each without a repeated last point.
package struct GeoPolygon: Sendable, Hashable {
  package var exterior: [GeoPoint]
  package var holes: [[GeoPoint]]
  package init(exterior: [GeoPoint], holes: [[GeoPoint]] = []) {
    self.exterior = exterior
    self.holes = holes
  }
}
