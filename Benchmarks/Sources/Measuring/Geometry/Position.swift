/// WGS 84 degrees, in GeoJSON's order.
package struct Position: Sendable, Hashable, Decodable {
  package let longitude: Double
  package let latitude: Double

  package init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  package init(from decoder: any Decoder) throws {
    var numbers = try decoder.unkeyedContainer()
    longitude = try numbers.decode(Double.self)
    latitude = try numbers.decode(Double.self)
  }
}
