import Geodesy
import Quantities
import Testing

@Suite struct GeodesicsTests {
  private func point(_ latitude: Double, _ longitude: Double) -> GeoPoint {
    GeoPoint(longitude: longitude, latitude: latitude)
  }

  @Test("An octant holds an eighth of the ellipsoid's 510 065 621 724 088 m²")
  func octant() {
    let area = Geodesics.area(of: [point(0, 0), point(0, 90), point(90, 0)]).magnitude
    #expect(abs(area - 510_065_621_724_088.44 / 8) < 1)
  }

  @Test("Karney's worked example of Antarctica is met to the metre")
  func antarctica() {
    let outline = [
      (-72.9, -74), (-71.9, -102), (-74.9, -102), (-74.3, -131), (-77.5, -163), (-77.4, 163),
      (-71.7, 172), (-65.9, 140), (-65.7, 113), (-66.6, 88), (-66.9, 59), (-69.8, 25), (-70.0, -4), (-71.0, -14),
      (-77.3, -33), (-77.9, -46), (-74.7, -61),
    ].map { point($0.0, $0.1) }
    #expect(abs(Geodesics.area(of: outline).magnitude - 13_376_856_682_207.4) < 1)
    #expect(abs(Geodesics.perimeter(of: outline).magnitude - 14_710_425.406_974) < 1e-5)
    #expect(Geodesics.area(of: outline.reversed()) == Geodesics.area(of: outline))
    #expect(abs(Geodesics.area(of: outline + [outline[0]]).magnitude - 13_376_856_682_207.4) < 1)
  }

  @Test("JFK to LHR is 5551.7594 km, leaving at 51.19°")
  func airports() {
    let start = point(40.6, -73.8)
    let end = point(51.6, -0.5)
    #expect(abs(Geodesics.distance(start, end).magnitude - 5_551_759.400) < 0.001)
    let azimuth = Geodesics.azimuth(from: start, to: end)
    #expect(abs(azimuth.degrees - 51.19) < 0.01)
    let reached = Geodesics.point(from: start, azimuth: azimuth, distance: Metres(5_551_759.400))
    #expect(Geodesics.distance(reached, end).magnitude < 0.001)
  }

  @Test("A hole is taken out of the area and added to the perimeter")
  func holes() {
    let outer = [point(25, 55), point(25, 55.01), point(25.01, 55.01), point(25.01, 55)]
    let hole = [point(25.002, 55.002), point(25.004, 55.002), point(25.004, 55.004), point(25.002, 55.004)]
    let polygon = GeoPolygon(exterior: outer, holes: [hole])
    #expect(Geodesics.area(of: polygon) == Geodesics.area(of: outer) - Geodesics.area(of: hole))
    #expect(Geodesics.perimeter(of: polygon) == Geodesics.perimeter(of: outer) + Geodesics.perimeter(of: hole))
  }

  @Test("Too few points have neither area nor length")
  func tooFew() {
    #expect(Geodesics.area(of: [GeoPoint]()) == SquareMetres(0))
    #expect(Geodesics.area(of: [point(1, 1), point(2, 2)]) == SquareMetres(0))
    #expect(Geodesics.perimeter(of: [point(1, 1)]) == Metres(0))
    #expect(Geodesics.length(of: [point(1, 1)]) == Metres(0))
    #expect(Geodesics.length(of: [point(1, 1), point(1, 2)]) == Geodesics.distance(point(1, 1), point(1, 2)))
  }

  @Test("UTM's planar area near the central meridian is 0.08 % below the geodesic one")
  func utmArea() throws {
    let ring = [point(25, 57), point(25, 57.01), point(25.01, 57.01), point(25.01, 57)]
    let mapped = try CoordinateTransform(from: .wgs84, to: .utm(at: ring[0])).apply(ring)
    var planar = 0.0
    for (a, b) in zip(mapped, mapped.dropFirst() + mapped.prefix(1)) {
      planar += (a.easting * b.northing - b.easting * a.northing) / 2
    }
    #expect(abs(abs(planar) / Geodesics.area(of: ring).magnitude - 0.9992) < 0.0001)
  }

  @Test("A Web Mercator pixel of 4.082 units measures 3.70 m on the ground at 25°")
  func webMercatorPixel() throws {
    let centre = MapPoint(easting: 6_136_295.739, northing: 2_874_140.831)
    let side = 4.082065088526766
    let size = try Geodesics.groundPixelSize(
      at: centre, nextColumn: MapPoint(easting: centre.easting + side, northing: centre.northing),
      nextRow: MapPoint(easting: centre.easting, northing: centre.northing - side), in: CRS("EPSG:3857"))
    #expect(abs(size.column.magnitude - 3.703) < 0.002)
    #expect(abs(size.row.magnitude - 3.684) < 0.005)
    #expect(abs(size.mean.magnitude - 3.69) < 0.01)
  }
}
