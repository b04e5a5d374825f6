import Geodesy
import Testing
import Vectors

@Suite struct RingsTests {
  private var square: [MapPoint] { [point(0, 0), point(4, 0), point(4, 4), point(0, 4)] }
  private func point(_ easting: Double, _ northing: Double) -> MapPoint {
    MapPoint(easting: easting, northing: northing)
  }

  @Test("Area is positive counterclockwise, negative clockwise, and keeps its digits far from the origin")
  func area() {
    #expect(Rings.signedArea(square) == 16)
    #expect(Rings.signedArea(Array(square.reversed())) == -16)
    let far = square.map { point($0.easting + 6_135_250.5, $0.northing + 2_875_185.5) }
    #expect(Rings.signedArea(far) == 16)
    #expect(Rings.signedArea([MapPoint]()) == 0)
    #expect(Rings.signedArea(Array(square.prefix(2))) == 0)
  }

  @Test("Orienting keeps the first point and turns the way round")
  func orientation() {
    let clockwise = Rings.oriented(square, counterclockwise: false)
    #expect(clockwise.first == square.first)
    #expect(Rings.signedArea(clockwise) == -16)
    #expect(Rings.oriented(clockwise, counterclockwise: true) == square)
    #expect(Rings.oriented(square, counterclockwise: true) == square)
  }

  @Test("Inside and on the edge are in, outside is out")
  func contains() {
    let inside = [point(2, 2), point(0, 0), point(4, 2), point(2, 0), point(0, 4)]
    let outside = [point(4.001, 2), point(-1, 0), point(5, 4), point(2, -0.001), point(-1, 4)]
    for ring in [square, square.reversed()] {
      #expect(inside.allSatisfy { Rings.contains($0, in: ring) })
      #expect(!outside.contains { Rings.contains($0, in: ring) })
    }
  }

  @Test("A notch of a concave ring is outside")
  func concave() {
    let ring = [point(0, 0), point(4, 0), point(4, 4), point(2, 1), point(0, 4)]
    #expect(!Rings.contains(point(2, 3), in: ring))
    #expect(Rings.contains(point(0.5, 2), in: ring))
    #expect(Rings.contains(point(3.5, 2), in: ring))
  }

  @Test("The centroid is the centre of gravity, not the mean of the corners")
  func centroid() throws {
    let dense = [0.0, 1, 2, 3, 4].map { point($0, 0) } + [point(4, 4), point(0, 4)]
    #expect(Rings.centroid(dense) == point(2, 2))
    #expect(Rings.centroid([point(1, 1), point(3, 3)]) == point(2, 2))
    #expect(Rings.centroid([MapPoint]()) == nil)
  }

  @Test(
    "A simple ring has no crossing",
    arguments: [
      "0 0, 4 0, 4 4, 0 4", "0 0, 4 0, 4 4, 2 1, 0 4", "0 0, 2 0, 4 0, 4 4, 0 4", "0 0, 4 0, 2 3",
    ])
  func simple(_ corners: String) { checkCrossing(corners, false) }

  @Test(
    "Bow-ties, touches, overlaps and spikes cross",
    arguments: [
      "0 0, 4 4, 4 0, 0 4", "0 0, 4 0, 4 4, 2 0, 0 4", "0 0, 4 0, 4 4, 3 0, 1 0, 0 4", "0 0, 4 0, 6 0, 4 0, 4 4, 0 4",
      "0 0, 6 0, 4 0, 4 4, 0 4",
    ])
  func crossing(_ corners: String) { checkCrossing(corners, true) }

  private func checkCrossing(_ corners: String, _ crosses: Bool) {
    let ring = corners.split(separator: ",").map { pair in
      let numbers = pair.split(separator: " ").compactMap { Double($0) }
      return point(numbers[0], numbers[1])
    }
    #expect((Rings.firstCrossing(ring) != nil) == crosses)
    #expect((Rings.firstCrossing(ring.reversed()) != nil) == crosses)
    for shift in 1..<ring.count {
      let turned = Array(ring[shift...] + ring[..<shift])
      #expect((Rings.firstCrossing(turned) != nil) == crosses)
    }
  }

  @Test("A ring of 20 000 points is checked in seconds")
  func largeRing() {
    let ring = (0..<20_000).map { index in
      let angle = Double(index) / 20_000 * 2 * .pi
      let radius = 1 + 0.3 * Double((index * 7_919) % 100) / 100
      return point(radius * cosine(angle), radius * cosine(angle - .pi / 2))
    }
    #expect(Rings.firstCrossing(ring) == nil)
  }

  /// Cosine by its series after two halvings: the tests of plain geometry need no mathematics library.
  private func cosine(_ angle: Double) -> Double {
    let half = angle / 32
    let square = half * half
    var value = 1 - square / 2 + square * square / 24 - square * square * square / 720
    for _ in 0..<5 { value = 2 * value * value - 1 }
    return value
  }

  @Test("Clipping keeps what lies inside the frame")
  func clipping() {
    let ring = [point(2, 2), point(6, 2), point(6, 6), point(2, 6)]
    let kept = Rings.clipped(ring, toConvex: square)
    #expect(Rings.signedArea(kept) == 4)
    #expect(Rings.clipped(square, toConvex: ring).count == 4)
    #expect(Rings.clipped(ring.map { point($0.easting + 9, $0.northing) }, toConvex: square).isEmpty)
    #expect(Rings.clipped(square, toConvex: square) == square)
  }
}
