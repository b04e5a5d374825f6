import Foundation
import TelltaleTestSupport
import Testing

@testable import Rasters

/// Stored decimated copies that are damaged, in pictures that are whole.
@Suite struct DamagedOverviewTests {
  /// What is done to the directory of the first overview, which the file's own directory is followed by.
  enum Damage: CaseIterable, Sendable {
    /// The way to it leads out of the file.
    case lost
    /// It says of every tag that it has another number, type and place.
    case scrambled
    /// The pixels of all overviews are noise.
    case noise
  }

  private static let raster = ramp(columns: 1_500, rows: 1_300, bandCount: 2)

  @Test("Full resolution, and means of it, are read beside damaged overviews", arguments: Damage.allCases)
  func ignored(_ damage: Damage) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      try RasterWriter.writeCOG(Self.raster, as: .uint16, grid: utmGrid(columns: 1_500, rows: 1_300), to: path)
      #expect(try RasterFile(opening: path).overviewCount > 0)
      let means = try RasterFile(opening: path).read(reducing: 4)
      var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      try Self.harm(&bytes, damage)
      try write(bytes, to: path)
      let file = try RasterFile(opening: path)
      #expect(try file.read() == Self.raster)
      #expect(try file.read(reducing: 4) == means)
      let whole = Window(column: 0, row: 0, columns: 1_500, rows: 1_300)
      #expect(try file.numbers(of: whole).samples.map { Float($0) } == Self.raster.samples)
    }
  }

  /// - Throws: where the file is no TIFF as this test expects it.
  private static func harm(_ bytes: inout [UInt8], _ damage: Damage) throws {
    func number(_ place: Int, _ size: Int) -> Int {
      (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
    }
    try #require(bytes[0] == 0x49 && number(2, 2) == 42)
    /// Where the tiles of a directory lie.
    func tiles(_ directory: Int) throws -> [Int] {
      let entries = (0..<number(directory, 2)).map { directory + 2 + 12 * $0 }
      let entry = try #require(entries.first { number($0, 2) == 324 && number($0 + 2, 2) == 4 })
      let count = number(entry + 4, 4)
      let start = count == 1 ? entry + 8 : number(entry + 8, 4)
      return (0..<count).map { number(start + 4 * $0, 4) }
    }
    let own = number(4, 4)
    let next = own + 2 + 12 * number(own, 2)
    let overview = number(next, 4)
    try #require(overview > 0 && overview < bytes.count)
    switch damage {
    case .lost:
      for (index, byte) in [0xf0, 0xff, 0xff, 0x7f].enumerated() { bytes[next + index] = UInt8(byte) }
    case .scrambled:
      for place in overview + 2..<overview + 2 + 12 * number(overview, 2) { bytes[place] = bytes[place] ^ 0xa5 }
    case .noise:
      // A COG holds its overviews' tiles before the picture's own.
      let (first, end) = (try tiles(overview).min() ?? 0, try tiles(own).min() ?? 0)
      try #require(first > 0 && first < end)
      for place in first..<end { bytes[place] = bytes[place] ^ 0x5a }
    }
  }
}
