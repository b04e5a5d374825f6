import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite("Pictures written window by window")
struct StreamedPictureTests {
  private static let (columns, rows) = (1_100, 700)

  @Test("The file says and holds what one written at once does", arguments: [SampleType.float32, .uint8])
  func equalsWhole(_ type: SampleType) throws {
    try withTemporaryFolder { folder in
      let noData = type == .float32 ? -1.0 : 255
      let count = Self.columns * Self.rows
      let samples = (0..<count).map { Float($0 * 7_919 % 251) * (type == .float32 ? 0.37 : 1) }
      let flags = (0..<count).map { $0 % Self.columns >= 256 || $0 / Self.columns >= 256 }
      let raster = Raster(
        columns: Self.columns, rows: Self.rows, bandCount: 1, samples: zip(samples, flags).map { $1 ? $0 : 0 },
        validity: Mask(columns: Self.columns, rows: Self.rows, flags: flags))
      let grid = utmGrid(columns: Self.columns, rows: Self.rows)
      try RasterWriter.writeCOG(raster, as: type, grid: grid, noData: noData, to: folder + "/whole.tif")
      let streamed = try StreamedPicture(
        columns: Self.columns, rows: Self.rows, as: type, grid: grid, noData: noData, to: folder + "/a.tif")
      let whole = Window(column: 0, row: 0, columns: Self.columns, rows: Self.rows)
      // The first, in which nothing is there, is never written.
      for window in whole.tiles(columns: 256, rows: 256).dropFirst() {
        let part = (window.row..<window.row + window.rows).flatMap { row in
          samples[row * Self.columns + window.column..<row * Self.columns + window.column + window.columns]
        }
        try streamed.write(part, to: window)
      }
      #expect(!FileManager.default.fileExists(atPath: folder + "/a.tif"))
      try streamed.finish()
      let one = try RasterFile(opening: folder + "/a.tif")
      let other = try RasterFile(opening: folder + "/whole.tif")
      #expect(one.header == other.header)
      #expect(try one.read() == raster)
      #expect(try other.read() == raster)
    }
  }

  @Test("What is begun and not finished leaves nothing, and what a process that is gone left is swept")
  func unfinished() throws {
    try withTemporaryFolder { folder in
      let (gone, own) = (".a.tif.99999999-0A1B2C3D.part", ".a.tif.\(getpid())-0A1B2C3D.part")
      for name in [gone, own] { try Data().write(to: URL(fileURLWithPath: folder + "/" + name)) }
      func begin() throws {
        let streamed = try StreamedPicture(
          columns: 300, rows: 300, as: .uint8, grid: nil, noData: 255, to: folder + "/a.tif")
        try streamed.write([1, 2], to: Window(column: 0, row: 0, columns: 2, rows: 1))
      }
      try begin()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [own])
    }
  }

  @Test("A folder that is not there is named with the mend")
  func noFolder() throws {
    try withTemporaryFolder { folder in
      let error = #expect(throws: RasterError.self) {
        _ = try StreamedPicture(
          columns: 10, rows: 10, as: .uint8, grid: nil, noData: 255, to: folder + "/none/a.tif")
      }
      #expect(error?.code == .writeFailed && error?.place == folder + "/none/a.tif")
      #expect(error?.reason == "The picture could not be written.")
      #expect(
        error?.mend == "Check that the folder is there and may be written to, and that the disk has space.")
    }
  }
}
