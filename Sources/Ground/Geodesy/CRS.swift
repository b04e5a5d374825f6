/// A coordinate reference system by its definition: an authority code such as `EPSG:32640`, or WKT.
package struct CRS: Sendable, Hashable {
  package let definition: String
  package init(_ definition: String) { self.definition = definition }

  package static let wgs84 = CRS("EPSG:4326")

  /// The WGS 84 / UTM zone that holds `point`; the plain six-degree zones, without the Norwegian exceptions.
  package static func utm(at point: GeoPoint) -> CRS {
    let zone = min(60, max(1, Int(((point.longitude + 180) / 6).rounded(.down)) + 1))
    return CRS("EPSG:\((point.latitude < 0 ? 32_700 : 32_600) + zone)")
  }

  /// 1 to 60 for UTM on WGS 84 by its EPSG code, north and south alike; `nil` for all else.
  package var utmZone: Int? {
    guard definition.hasPrefix("EPSG:"), let code = Int(definition.dropFirst("EPSG:".count)),
      [326, 327].contains(code / 100), (1...60).contains(code % 100)
    else { return nil }
    return code % 100
  }
}
