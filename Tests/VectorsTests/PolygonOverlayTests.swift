import Geodesy
import Testing

@testable import Vectors

@Suite struct PolygonOverlayTests {
  private func square(_ west: Double, _ south: Double, _ side: Double) -> GeoPolygon {
    GeoPolygon(
      exterior: [(0.0, 0.0), (side, 0), (side, side), (0, side)].map {
        GeoPoint(longitude: west + $0.0, latitude: south + $0.1)
      })
  }

  private func area(_ polygons: [GeoPolygon]) -> Double {
    polygons.reduce(0) { sum, polygon in
      polygon.holes.reduce(sum + abs(Rings.signedArea(polygon.exterior))) { $0 - abs(Rings.signedArea($1)) }
    }
  }

  @Test("Union, intersection and difference of two squares have the areas that they must")
  func squares() throws {
    let (one, other) = ([square(0, 0, 2)], [square(1, 1, 2)])
    #expect(abs(area(try PolygonOverlay.union(of: one + other)) - 7) < 1e-12)
    #expect(abs(area(try PolygonOverlay.intersection(of: one, and: other)) - 1) < 1e-12)
    #expect(abs(area(try PolygonOverlay.difference(of: one, less: other)) - 3) < 1e-12)
    #expect(try PolygonOverlay.meet(one, other))
  }

  @Test("A square within another leaves a hole, and holes stay holes")
  func holes() throws {
    let ring = try PolygonOverlay.difference(of: [square(0, 0, 3)], less: [square(1, 1, 1)])
    #expect(ring.count == 1 && ring[0].holes.count == 1)
    #expect(area(try PolygonOverlay.intersection(of: ring, and: [square(1, 1, 1)])) == 0)
    #expect(abs(area(try PolygonOverlay.union(of: ring + [square(1, 1, 1)])) - 9) < 1e-12)
  }

  @Test("Squares that touch meet, and share nothing; squares apart do neither")
  func touching() throws {
    let (one, beside, apart) = ([square(0, 0, 1)], [square(1, 0, 1)], [square(3, 0, 1)])
    #expect(try PolygonOverlay.meet(one, beside))
    #expect(try PolygonOverlay.intersection(of: one, and: beside).isEmpty)
    #expect(try !PolygonOverlay.meet(one, apart))
    #expect(try PolygonOverlay.intersection(of: one, and: apart).isEmpty)
  }

  @Test("Of nothing there is nothing")
  func nothing() throws {
    let one = [square(0, 0, 1)]
    #expect(try PolygonOverlay.union(of: []).isEmpty)
    #expect(try PolygonOverlay.intersection(of: one, and: []).isEmpty)
    #expect(try PolygonOverlay.difference(of: one, less: []) == one)
    #expect(try PolygonOverlay.difference(of: one, less: one).isEmpty)
    #expect(try !PolygonOverlay.meet([], one))
  }

  @Test("The library's areas are those of our own overlay", arguments: 0..<40)
  func agreement(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 7
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    func star(_ east: Double, _ north: Double) -> GeoPolygon {
      let count = 5 + Int(random() * 20)
      return GeoPolygon(
        exterior: (0..<count).map { index in
          let angle = 2 * Double.pi * (Double(index) + 0.8 * random()) / Double(count)
          let reach = 0.5 + random()
          return GeoPoint(longitude: east + reach * cosine(angle), latitude: north + reach * cosine(angle - .pi / 2))
        })
    }
    let (one, other) = ([star(0, 0)], [star(random(), random())])
    let own = Overlay.areas(of: one, and: other)
    #expect(abs(area(try PolygonOverlay.intersection(of: one, and: other)) - own.intersection) < 1e-9, "seed \(seed)")
    #expect(abs(area(try PolygonOverlay.union(of: one + other)) - own.union) < 1e-9, "seed \(seed)")
    #expect(
      abs(area(try PolygonOverlay.difference(of: one, less: other)) - (own.first - own.intersection)) < 1e-9,
      "seed \(seed)")
  }

  /// By its series, so that the test needs no library.
  private func cosine(_ angle: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for step in stride(from: 2.0, through: 40, by: 2) {
      term *= -angle * angle / (step * (step - 1))
      sum += term
    }
    return sum
  }

  @Test("Binary form: what is written is read back, cut short it is nothing, points and lines in it are left out")
  func binary() throws {
    let polygons = [square(0, 0, 1), GeoPolygon(exterior: square(2, 2, 3).exterior, holes: [square(3, 3, 1).exterior])]
    let bytes = WellKnownBinary.multiPolygon(polygons)
    #expect(WellKnownBinary.polygons(from: bytes) == polygons)
    #expect(WellKnownBinary.polygons(from: Array(bytes.dropLast())) == nil)
    #expect(WellKnownBinary.polygons(from: []) == nil)
    let point: [UInt8] = [1, 1, 0, 0, 0] + Array(repeating: 0, count: 16)
    #expect(WellKnownBinary.polygons(from: point) == [])
    let collection: [UInt8] = [1, 7, 0, 0, 0, 2, 0, 0, 0] + point + bytes
    #expect(WellKnownBinary.polygons(from: collection) == polygons)
  }
}
