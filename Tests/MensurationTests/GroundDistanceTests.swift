import Foundation
import Rasters
import Statistics
import Testing

@testable import Mensuration

@Suite struct GroundDistanceTests {
  private static let side = 64
  private static let window = Window(column: 0, row: 0, columns: side, rows: side)
  /// The whole roof, columns and rows; its ridge halves the rows.
  private static let roof = (columns: 22..<42, rows: 26..<38)

  /// Three bands of ground, and a roof of one bright slope and one of another colour.
  private func picture(seed: UInt64, noise: Double) -> Raster {
    var generator = SeededGenerator(seed: seed)
    let levels: [[Double]] = [[0, 0, 0], [60, 70, 80], [-10, 25, 40]]
    var samples = [Float](repeating: 0, count: 3 * Self.side * Self.side)
    for pixel in 0..<Self.side * Self.side {
      let (row, column) = (pixel / Self.side, pixel % Self.side)
      let isRoof = Self.roof.columns.contains(column) && Self.roof.rows.contains(row)
      let state = isRoof ? (row < 32 ? 1 : 2) : 0
      let common = generator.normal()
      for band in 0..<3 {
        samples[band * Self.side * Self.side + pixel] =
          Float(levels[state][band] + noise * (0.8 * common + 0.6 * generator.normal()))
      }
    }
    return Raster(
      columns: Self.side, rows: Self.side, bandCount: 3, samples: samples,
      validity: Mask(columns: Self.side, rows: Self.side, repeating: true))
  }

  private func pixels(_ columns: Range<Int>, _ rows: Range<Int>) -> [Int] {
    rows.flatMap { row in columns.map { row * Self.side + $0 } }
  }

  @Test(
    "From one slope of a roof the whole roof is outlined, its area within 6 %", arguments: [UInt64(81), 82, 83, 84])
  func wholeRoof(_ seed: UInt64) throws {
    let slope = pixels(22..<42, 26..<32)
    // A ring about the slope alone holds the other slope too: a quarter of it is no ground.
    let ring = pixels(15..<49, 19..<39).filter { pixel in
      !((20..<44).contains(pixel % Self.side) && (24..<34).contains(pixel / Self.side))
    }
    let found = try #require(
      GroundDistance(
        picture(seed: seed, noise: 6), window: Self.window, inside: slope, around: ring, ground: nil))
    let outline = try #require(
      Outliner.outline(found.plane, region: slope, reach: 12, threshold: min(found.threshold, 0.5)))
    #expect(outline.shape == .rectangle)
    #expect(abs(outline.areaInPixels / 240 - 1) < 0.06)
  }

  @Test("What resembles the ground is none of its business")
  func ground() {
    let inside = pixels(4..<10, 4..<10)
    let ring = pixels(2..<14, 2..<14).filter { pixel in
      !((3..<11).contains(pixel % Self.side) && (3..<11).contains(pixel / Self.side))
    }
    #expect(
      GroundDistance(picture(seed: 85, noise: 6), window: Self.window, inside: inside, around: ring, ground: nil) == nil
    )
  }
}
