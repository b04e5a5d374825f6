import Geodesy
import Testing
import Vectors

@Suite struct OverlayTests {
  private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [GeoPoint] {
    [(west, south), (east, south), (east, north), (west, north)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
  }

  @Test("Two boxes that share a quarter have an IoU of 1/7")
  func quarter() {
    let areas = Overlay.areas(of: [GeoPolygon(exterior: box(0, 0, 2, 2))], and: [GeoPolygon(exterior: box(1, 1, 3, 3))])
    #expect(areas.first == 4 && areas.second == 4 && areas.intersection == 1 && areas.union == 7)
    #expect(areas.intersectionOverUnion == 1.0 / 7)
  }

  @Test("A polygon against itself has an IoU of 1, against a far one of 0")
  func extremes() {
    let here = [GeoPolygon(exterior: box(55.1, 24.9, 55.2, 25))]
    let far = [GeoPolygon(exterior: box(56.1, 24.9, 56.2, 25))]
    #expect(Overlay.areas(of: here, and: here).intersectionOverUnion == 1)
    #expect(Overlay.areas(of: here, and: far).intersectionOverUnion == 0)
    #expect(Overlay.areas(of: [GeoPolygon](), and: []).intersectionOverUnion == nil)
  }

  @Test("What lies in a hole is not in common")
  func holes() {
    let ring = GeoPolygon(exterior: box(0, 0, 10, 10), holes: [box(2, 2, 8, 8)])
    let inner = GeoPolygon(exterior: box(1, 1, 5, 5))
    let areas = Overlay.areas(of: [ring], and: [inner])
    #expect(areas.first == 64)
    #expect(areas.intersection == 16 - 9)
  }

  @Test("Slanted edges that cross each other are cut where they cross")
  func slanted() throws {
    let up = [(0.0, 0.0), (4, 0), (2, 4)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
    let down = [(0.0, 3.0), (2, -1), (4, 3)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
    let areas = Overlay.areas(of: [GeoPolygon(exterior: up)], and: [GeoPolygon(exterior: down)])
    let clipped = Rings.signedArea(Rings.clipped(up, toConvex: down))
    #expect(abs(areas.intersection - clipped) < 1e-12)
    #expect(abs(areas.first - 8) < 1e-12 && abs(areas.second - 8) < 1e-12)
  }
}
