import Testing

@testable import Kernels

@Suite("Morphology of grey planes")
struct GreyMorphologyTests {
  private static let columns = 37
  private static let rows = 23

  private static func plane() -> [Float] {
    (0..<columns * rows).map { Float(($0 &* 2_654_435_761) % 1_009) - 300 }
  }

  /// The greatest within a disc, pixel by pixel.
  private static func plain(_ plane: [Float], radius: Double) -> [Float] {
    plane.indices.map { pixel in
      let (column, row) = (pixel % columns, pixel / columns)
      return plane.indices.reduce(-.infinity) { greatest, other in
        let (across, down) = (other % columns - column, other / columns - row)
        return Double(across * across + down * down) <= radius * radius ? max(greatest, plane[other]) : greatest
      }
    }
  }

  @Test("Dilation equals the greatest of each disc, and erosion its mirror", arguments: [0.0, 1, 1.5, 2, 3.2, 6, 40])
  func equalsPlain(_ radius: Double) {
    let plane = Self.plane()
    let greatest = Self.plain(plane, radius: radius)
    let least = Self.plain(plane.map { -$0 }, radius: radius).map { -$0 }
    #expect(GreyMorphology.dilate(plane, columns: Self.columns, rows: Self.rows, radius: radius) == greatest)
    #expect(GreyMorphology.erode(plane, columns: Self.columns, rows: Self.rows, radius: radius) == least)
  }

  @Test("Opening never raises and closing never lowers, and neither does more the second time")
  func idempotent() {
    let plane = Self.plane()
    let opened = GreyMorphology.open(plane, columns: Self.columns, rows: Self.rows, radius: 2.5)
    let closed = GreyMorphology.close(plane, columns: Self.columns, rows: Self.rows, radius: 2.5)
    #expect(zip(opened, plane).allSatisfy { $0 <= $1 } && zip(closed, plane).allSatisfy { $0 >= $1 })
    #expect(GreyMorphology.open(opened, columns: Self.columns, rows: Self.rows, radius: 2.5) == opened)
    #expect(GreyMorphology.close(closed, columns: Self.columns, rows: Self.rows, radius: 2.5) == closed)
  }

  @Test("A plane of nothing, of one pixel and of one row")
  func small() {
    #expect(GreyMorphology.dilate([], columns: 0, rows: 0, radius: 2).isEmpty)
    #expect(GreyMorphology.open([4], columns: 1, rows: 1, radius: 3) == [4])
    #expect(GreyMorphology.dilate([1, 5, 2, 0, 0], columns: 5, rows: 1, radius: 1) == [5, 5, 5, 2, 0])
  }
}
