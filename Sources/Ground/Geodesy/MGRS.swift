/// The Military Grid Reference System, to its squares of 100 km.
package enum MGRS {
  private static let bands = Array("CDEFGHJKLMNPQRSTUVWX")
  private static let columns = ["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"].map(Array.init)
  private static let rows = Array("ABCDEFGHJKLMNPQRSTUV")

  /// Zone of two digits, band, column and row: `40RCN`.
  /// - Returns: `nil` beyond 84° N and 80° S, where the polar grids take over.
  /// - Throws: `GeodesyError` where the point has no place in its zone.
  package static func square(of point: GeoPoint) throws(GeodesyError) -> String? {
    guard (-80...84).contains(point.latitude) else { return nil }
    let zone = zone(of: point)
    let crs = CRS("EPSG:\((point.latitude < 0 ? 32_700 : 32_600) + zone)")
    let place = try CoordinateTransform(from: .wgs84, to: crs).apply([point])[0]
    let band = bands[min(Int((point.latitude + 80) / 8), bands.count - 1)]
    let letters = columns[(zone - 1) % 3]
    let column = letters[min(max(Int(place.easting / 100_000) - 1, 0), letters.count - 1)]
    // Rows repeat every 2,000 km; those of even zones begin five letters on.
    let row = rows[(Int(place.northing / 100_000) + (zone % 2 == 0 ? 5 : 0)) % rows.count]
    return (zone < 10 ? "0" : "") + "\(zone)\(band)\(column)\(row)"
  }

  /// With the exceptions of south-western Norway and Svalbard.
  private static func zone(of point: GeoPoint) -> Int {
    let (longitude, latitude) = (point.longitude, point.latitude)
    if (56..<64).contains(latitude), (3..<12).contains(longitude) { return 32 }
    if latitude >= 72, (0..<42).contains(longitude) {
      return longitude < 9 ? 31 : longitude < 21 ? 33 : longitude < 33 ? 35 : 37
    }
    return min(60, max(1, Int(((longitude + 180) / 6).rounded(.down)) + 1))
  }
}
