import Geodesy
import Testing

@Suite struct CoordinateTransformTests {
  @Test("Axis order is east, north whatever the authority says")
  func axisOrder() throws {
    let mapped = try CoordinateTransform(from: .wgs84, to: CRS("EPSG:32640")).apply(
      GeoPoint(longitude: 57, latitude: 25))
    #expect(abs(mapped.easting - 500_000) < 1e-6)
    #expect(abs(mapped.northing - 2_764_917) < 500)
    // EPSG:31467 is (northing, easting) by its authority.
    let kruger = try CoordinateTransform(from: .wgs84, to: CRS("EPSG:31467")).apply(
      GeoPoint(longitude: 9, latitude: 50))
    #expect(kruger.easting < 4_000_000 && kruger.northing > 5_000_000)
  }

  @Test("There and back again moves no point by more than a micrometre", arguments: ["EPSG:32640", "EPSG:3857"])
  func roundTrip(_ code: String) throws {
    let forward = try CoordinateTransform(from: .wgs84, to: CRS(code))
    let back = try CoordinateTransform(from: CRS(code), to: .wgs84)
    let points = (0..<100).map { GeoPoint(longitude: 54 + Double($0) * 0.05, latitude: 20 + Double($0) * 0.1) }
    let returned = try back.geoPoints(forward.apply(points))
    for (point, again) in zip(points, returned) {
      #expect(Geodesics.distance(point, again).magnitude < 1e-6)
    }
  }

  @Test("The same point comes out of a batch and alone; an empty batch is empty")
  func batches() throws {
    let transform = try CoordinateTransform(from: .wgs84, to: CRS("EPSG:32640"))
    let points = [GeoPoint(longitude: 55, latitude: 25), GeoPoint(longitude: 56, latitude: 24)]
    #expect(try transform.apply(points)[1] == transform.apply(points[1]))
    #expect(try transform.apply([MapPoint]()).isEmpty)
  }

  @Test("WKT with a missing authority code is read")
  func wkt() throws {
    let wkt = """
      GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],\
      UNIT["degree",0.0174532925199433]]
      """
    let point = try CoordinateTransform(from: CRS(wkt), to: .wgs84).geoPoint(MapPoint(easting: 55, northing: 25))
    #expect(point == GeoPoint(longitude: 55, latitude: 25))
  }

  @Test("An unknown CRS is named, with the mend and without a line on standard error")
  func unknownCRS() throws {
    let error = try #require(throws: GeodesyError.self) { _ = try CoordinateTransform(from: CRS("EPSG:0"), to: .wgs84) }
    #expect(error.code == .unknownCRS)
    #expect(
      error.description.hasPrefix(
        "EPSG:0: This is no coordinate reference system that PROJ knows. "
          + "Name it by its authority's code, such as EPSG:32640, or by valid WKT."))
    #expect(error.cause != nil)
    #expect(throws: GeodesyError.self) { _ = try CoordinateTransform(from: .wgs84, to: CRS("")) }
    #expect(throws: GeodesyError.self) { _ = try CoordinateTransform(from: .wgs84, to: CRS("+proj=pipeline")) }
  }

  @Test("A frame that is not tied to the Earth has no transform")
  func localFrame() throws {
    let local = CRS(#"LOCAL_CS["Plant grid",UNIT["metre",1],AXIS["Easting",EAST],AXIS["Northing",NORTH]]"#)
    let error = try #require(throws: GeodesyError.self) { _ = try CoordinateTransform(from: local, to: .wgs84) }
    #expect(error.code == .noTransform)
    #expect(
      error.description.hasPrefix(
        "Plant grid to EPSG:4326: PROJ knows no transform between the two. "
          + "Give the picture a CRS that is tied to the Earth, such as its UTM zone."))
  }

  @Test("A point off the map is an error, not infinity")
  func offTheMap() throws {
    let toMercator = try CoordinateTransform(from: .wgs84, to: CRS("EPSG:32640"))
    for bad in [MapPoint(easting: 55, northing: 91), MapPoint(easting: .nan, northing: 25)] {
      let error = try #require(throws: GeodesyError.self) {
        _ = try toMercator.apply([MapPoint(easting: 55, northing: 25), bad])
      }
      #expect(error.code == .outsideDomain)
      #expect(error.description.contains("The point has no place in EPSG:32640."))
    }
  }

  @Test(
    "The UTM zone is the plain one of six degrees, north and south",
    arguments: [
      (GeoPoint(longitude: 55.1, latitude: 25), "EPSG:32640"), (GeoPoint(longitude: -180, latitude: -1), "EPSG:32701"),
      (GeoPoint(longitude: 180, latitude: 1), "EPSG:32660"), (GeoPoint(longitude: 5.9, latitude: 60), "EPSG:32631"),
    ])
  func utmZones(_ point: GeoPoint, _ code: String) {
    #expect(CRS.utm(at: point).definition == code)
  }

  @Test(
    "Only longitude and latitude in degrees come round after 360",
    arguments: [
      ("EPSG:4326", true), ("EPSG:4979", true), ("EPSG:4269", true), ("EPSG:32640", false), ("EPSG:3857", false),
      ("EPSG:4807", false), ("pixel", false), ("", false),
    ])
  func degrees(_ code: String, _ isInDegrees: Bool) {
    #expect(CRS(code).isInDegrees == isInDegrees)
  }
}
