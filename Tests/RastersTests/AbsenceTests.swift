import CGDAL
import Foundation
import Geodesy
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite("Absent pixels")
struct AbsenceTests {
  @Test("A pixel is absent where any band is its noData, NaN or infinite")
  func anyBand() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = Raster(
        columns: 5, rows: 1, bandCount: 2, samples: [1, -9999, 3, .infinity, 5, 1, 2, .nan, 4, 5],
        validity: Mask(columns: 5, rows: 1, repeating: true))
      for type in [SampleType.float32, .float64] {
        try RasterWriter.writeGeoTIFF(raster, as: type, grid: nil, noData: -9999, to: path)
        let back = try RasterFile(opening: path).read()
        #expect(back.validity.flags == [true, false, false, false, true])
        #expect(back.samples == [1, 0, 0, 0, 5, 1, 0, 0, 0, 5])
      }
    }
  }

  @Test("A noData of NaN is no sample's value and yet comes back in the header")
  func noDataOfNaN() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = withHoles(ramp(columns: 6, rows: 6, bandCount: 1))
      try RasterWriter.writeGeoTIFF(raster, as: .float32, grid: nil, noData: .nan, to: path)
      let file = try RasterFile(opening: path)
      #expect(file.header.noData.count == 1 && file.header.noData[0]?.isNaN == true)
      #expect(RasterHeader(json: file.header.json)?.noData[0]?.isNaN == true)
      #expect(try file.read() == raster)
    }
  }

  @Test("Wide integers are compared with noData before they are narrowed to Float")
  func wideIntegers() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      // 16 777 217 rounds to 16 777 216 in a Float, and must not hide the neighbour that is that number.
      let raster = Raster(
        columns: 2, rows: 1, bandCount: 1, samples: [16_777_216, 7],
        validity: Mask(columns: 2, rows: 1, repeating: true))
      try RasterWriter.writeGeoTIFF(raster, as: .int32, grid: nil, noData: 16_777_217, to: path)
      #expect(try RasterFile(opening: path).read().validity.flags == [true, true])
    }
  }

  @Test(
    "Eight-bit alpha counts from 128 on, wider alpha from anything over 0",
    arguments: [
      (GDT_Byte, [false, false, true, true]), (GDT_UInt16, [false, true, true, true]),
    ])
  func alphaThreshold(_ type: GDALDataType, _ flags: [Bool]) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      try writeWithGDAL(
        path, type, bands: [[9, 9, 9, 9], [0, 127, 128, 255]], colours: [GCI_GrayIndex, GCI_AlphaBand])
      #expect(try RasterFile(opening: path).read().validity.flags == flags)
    }
  }

  @Test("An alpha band that is not the last is found and left out")
  func alphaInTheMiddle() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      try writeWithGDAL(
        path, GDT_Byte, bands: [[1, 2, 3, 4], [255, 0, 255, 0], [5, 6, 7, 8]],
        colours: [GCI_GrayIndex, GCI_AlphaBand, GCI_Undefined])
      let file = try RasterFile(opening: path)
      #expect(file.header.alphaBand == 1)
      #expect(file.header.bandCount == 2)
      #expect(try file.read().samples == [1, 0, 3, 0, 5, 0, 7, 0])
    }
  }

  @Test("A palette is read as its colours; invisible entries are absent")
  func palette() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.png"
      try writePalettePNG(path)
      let file = try RasterFile(opening: path)
      #expect(file.header.bandCount == 3)
      #expect(file.header.colours == ["Red", "Green", "Blue"])
      #expect(file.header.noData == [nil, nil, nil])
      let raster = try file.read()
      #expect(raster.validity.flags == [true, true, false, true])
      #expect(raster.samples == [10, 40, 0, 10, 20, 50, 0, 20, 30, 60, 0, 30])
    }
  }

  @Test("Averages count valid pixels alone; blocks at the edges may be smaller")
  func reducing() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = Raster(
        columns: 5, rows: 3, bandCount: 1, samples: [1, 2, 3, 4, 5, 3, 255, 255, 255, 7, 10, 20, 255, 255, 9],
        validity: Mask(columns: 5, rows: 3, repeating: true))
      try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: nil, noData: 255, to: path)
      let file = try RasterFile(opening: path)
      let back = try file.read(reducing: 2)
      #expect(back.columns == 3 && back.rows == 2)
      #expect(back.samples == [2, 3.5, 6, 15, 0, 9])
      #expect(back.validity.flags == [true, true, true, true, false, true])
      let part = try file.read(window: Window(column: 1, row: 0, columns: 2, rows: 2), reducing: 2)
      #expect(part.samples == [2.5] && part.validity.flags == [true])
    }
  }

  @Test("A window is the same part of the whole, however it is cut into pieces")
  func windows() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = withHoles(ramp(columns: 700, rows: 900, bandCount: 2), every: 11)
      try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: nil, noData: 255, to: path)
      let window = Window(column: 130, row: 250, columns: 301, rows: 402)
      // The smaller limit cuts the window into many pieces.
      for limits in [ReadLimits(), ReadLimits(maxMemoryMiB: 2)] {
        let part = try RasterFile(opening: path, limits: limits).read(window: window)
        for (row, column) in [(0, 0), (401, 300), (255, 7), (256, 150), (17, 299)] {
          for band in 0..<2 {
            #expect(
              part.samples[(band * 402 + row) * 301 + column]
                == raster.samples[(band * 900 + row + 250) * 700 + column + 130])
          }
          #expect(part.validity[column, row] == raster.validity[column + 130, row + 250])
        }
      }
      let coarse = try RasterFile(opening: path).read(window: window, reducing: 7)
      #expect(try RasterFile(opening: path, limits: .init(maxMemoryMiB: 2)).read(window: window, reducing: 7) == coarse)
    }
  }
}
