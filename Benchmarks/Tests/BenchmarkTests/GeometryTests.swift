import Foundation
import Measuring
import Testing

@Suite("Outlines in metres") struct GeometryTests {
  private static func square(_ east: Double, _ north: Double, side: Double) -> [PlanePoint] {
    [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
      PlanePoint(east: east + $0.0 * side, north: north + $0.1 * side)
    }
  }

  private static func cover(_ rings: [PlanePoint]...) -> RowCover { RowCover(of: PlaneShape(polygons: [rings])) }

  @Test("Half-shifted squares share a third of what either covers")
  func overlap() {
    let first = Self.cover(Self.square(0, 0, side: 10))
    let second = Self.cover(Self.square(5, 0, side: 10))
    #expect(abs(RowCover.intersectionOverUnion(first, second) - 1.0 / 3) < 1e-9)
    #expect(RowCover.intersectionOverUnion(first, Self.cover(Self.square(20, 0, side: 10))) == 0)
    #expect(RowCover.intersectionOverUnion(RowCover(), RowCover()) == 0)
  }

  @Test("A hole counts neither as area nor as inside")
  func hole() {
    let shape = PlaneShape(polygons: [[Self.square(0, 0, side: 10), Self.square(2, 2, side: 4)]])
    #expect(shape.area == 84)
    #expect(abs(RowCover(of: shape).area - 84) < 1e-9)
    #expect(!shape.contains(PlanePoint(east: 4, north: 4)))
    #expect(shape.distance(to: PlanePoint(east: 4, north: 4)) == 2)
  }

  @Test("Rows give the area of a turned rectangle within 0.1 %", arguments: [0.1, 0.5, 1.1])
  func turned(_ angle: Double) {
    let corners = [(0.0, 0.0), (40, 0), (40, 10), (0, 10)].map { corner in
      PlanePoint(
        east: corner.0 * cos(angle) - corner.1 * sin(angle), north: corner.0 * sin(angle) + corner.1 * cos(angle))
    }
    let shape = PlaneShape(polygons: [[corners]])
    #expect(abs(RowCover(of: shape).area - 400) < 0.4)
    #expect(abs(shape.narrowestWidth - 10) < 1e-9)
  }

  @Test("The centroid and the area do not depend on the ring's direction")
  func direction() {
    let ring = Self.square(100, 200, side: 6)
    let forward = PlaneShape(polygons: [[ring]])
    let backward = PlaneShape(polygons: [[ring.reversed()]])
    #expect(forward.area == 36)
    #expect(backward.area == 36)
    #expect(forward.centroid == backward.centroid)
    #expect(forward.centroid == PlanePoint(east: 103, north: 203))
  }

  @Test("Ground that at least two of three share")
  func majority() {
    let covers = [0.0, 5, 8].map { Self.cover(Self.square($0, 0, side: 10)) }
    #expect(abs(RowCover.covered(by: covers, atLeast: 2).area - 100) < 1e-9)
    #expect(abs(RowCover.covered(by: covers, atLeast: 3).area - 20) < 1e-9)
  }

  @Test("Areas agree with the ellipsoid's own", arguments: [(35.0, 0.01), (25.0, 0.01), (60.0, 0.01)])
  func ellipsoid(_ latitude: Double, _ side: Double) {
    let corners = [(0.0, 0.0), (side, 0), (side, side), (0, side)].map {
      Position(longitude: 60 + $0.0, latitude: latitude + $0.1)
    }
    let shape = LocalProjection(around: corners[0]).shape(of: Geometry(polygons: [[corners]]))
    let truth = side * .pi / 180 * (Self.authalic(latitude + side) - Self.authalic(latitude))
    #expect(abs(shape.area / truth - 1) < 2e-5)
  }

  /// Area from the equator to a latitude for each radian of longitude.
  private static func authalic(_ latitude: Double) -> Double {
    let sine = sin(latitude * .pi / 180)
    let squared = 0.006_694_379_990_14
    let root = squared.squareRoot()
    let semiMinor = 6_378_137.0 * 6_378_137.0 * (1 - squared)
    return semiMinor / 2 * (sine / (1 - squared * sine * sine) + atanh(root * sine) / root)
  }
}
