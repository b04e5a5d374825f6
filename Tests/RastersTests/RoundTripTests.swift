import Foundation
import Geodesy
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite("What is written comes back")
struct RoundTripTests {
  @Test("Samples, mask and grid of a GeoTIFF come back in every sample type", arguments: SampleType.allCases)
  func everyType(_ type: SampleType) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let least: Float = [.int8: -1, .int16: -100, .int32: -70_000, .float32: -0.37, .float64: -0.37][type] ?? 1
      var raster = ramp(columns: 37, rows: 23, bandCount: 2, step: type == .int8 ? 0.5 : 1)
      raster.samples = raster.samples.map { ($0 * abs(least)).rounded() * (least < 0 ? -1 : 1) }
      if type == .int8 { raster.samples = raster.samples.map { max($0, -127) } }
      raster = withHoles(raster)
      let noData = type == .int8 ? -128 : type.isFloat ? -9999 : type.range.upperBound
      let grid = utmGrid(columns: 37, rows: 23)
      try RasterWriter.writeGeoTIFF(raster, as: type, grid: grid, noData: noData, to: path)
      let file = try RasterFile(opening: path)
      #expect(file.header.sampleType == type)
      #expect(file.header.noData == [noData, noData])
      #expect(file.header.grid == grid)
      #expect(file.header.alphaBand == nil)
      #expect(try file.read() == raster)
    }
  }

  @Test(
    "With alpha the mask comes back and the data bands do not change", arguments: [1, 2, 3, 4],
    [SampleType.uint8, .uint16, .float32])
  func alpha(_ bandCount: Int, _ type: SampleType) throws {
    try withTemporaryFolder { folder in
      let raster = withHoles(ramp(columns: 20, rows: 10, bandCount: bandCount))
      for isCOG in [false, true] {
        let path = folder + "/a.tif"
        if isCOG {
          try RasterWriter.writeCOG(raster, as: type, grid: nil, alpha: true, to: path)
        } else {
          try RasterWriter.writeGeoTIFF(raster, as: type, grid: nil, alpha: true, to: path)
        }
        let file = try RasterFile(opening: path)
        #expect(file.header.bandCount == bandCount)
        #expect(file.header.alphaBand == bandCount)
        #expect(file.header.colours.count == bandCount)
        #expect(file.header.geotransform == nil && file.header.crs == nil && file.header.grid == nil)
        #expect(try file.read() == raster)
      }
    }
  }

  @Test("Three bands of bytes are a colour picture")
  func colours() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = ramp(columns: 8, rows: 8, bandCount: 3)
      try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: nil, alpha: true, to: path)
      #expect(try RasterFile(opening: path).header.colours == ["Red", "Green", "Blue"])
    }
  }

  @Test("Values are clamped to the type and rounded half away from zero")
  func clamping() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = Raster(
        columns: 6, rows: 1, bandCount: 1, samples: [-3, 0.5, 1.4, 254.5, 255.4, 3e9],
        validity: Mask(columns: 6, rows: 1, repeating: true))
      try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: nil, to: path)
      #expect(try RasterFile(opening: path).read().samples == [0, 1, 1, 255, 255, 255])
      try RasterWriter.writeGeoTIFF(raster, as: .int16, grid: nil, to: path)
      #expect(try RasterFile(opening: path).read().samples == [-3, 1, 1, 255, 255, 32_767])
    }
  }

  @Test("Floating point without noData or alpha keeps absent pixels as NaN")
  func absentFloat() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = withHoles(ramp(columns: 9, rows: 9, bandCount: 1, step: 0.1))
      try RasterWriter.writeGeoTIFF(raster, as: .float32, grid: nil, to: path)
      let file = try RasterFile(opening: path)
      #expect(file.header.noData == [nil])
      #expect(try file.read() == raster)
    }
  }

  @Test("Tags come back, TIFF's own and others, from both forms", arguments: [false, true])
  func tags(isCOG: Bool) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let tags = [
        "ACQUISITIONDATETIME": "2018-07-18 06:41:09", "TIFFTAG_DATETIME": "2018:07:18 06:41:09",
        "TIFFTAG_COPYRIGHT": "Ground & Sky, CC BY 4.0", "SENSOR": "synthetic",
      ]
      let raster = ramp(columns: 8, rows: 8, bandCount: 1)
      if isCOG {
        try RasterWriter.writeCOG(raster, as: .uint8, grid: nil, tags: tags, to: path)
      } else {
        try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: nil, tags: tags, to: path)
      }
      let metadata = try RasterFile(opening: path).header.metadata
      for (key, value) in tags { #expect(metadata[key] == value) }
      #expect(metadata["COMPRESSION"] == "DEFLATE")
    }
  }

  @Test("A COG over 512 pixels has overviews, a smaller one none, and both say that they are COGs")
  func overviews() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      for (side, count) in [(400, 0), (1300, 2)] {
        let raster = ramp(columns: side, rows: side, bandCount: 1)
        try RasterWriter.writeCOG(raster, as: .uint8, grid: utmGrid(columns: side, rows: side), to: path)
        let file = try RasterFile(opening: path)
        #expect(file.header.metadata["LAYOUT"] == "COG")
        #expect(file.overviewCount == count)
        #expect(try file.read() == raster)
      }
    }
  }

  @Test("The same raster gives the same bytes", arguments: [false, true])
  func sameBytes(isCOG: Bool) throws {
    try withTemporaryFolder { folder in
      let raster = withHoles(ramp(columns: 700, rows: 300, bandCount: 2))
      let grid = utmGrid(columns: 700, rows: 300)
      let files = try (0..<2).map { index in
        let path = folder + "/\(index).tif"
        let write = isCOG ? RasterWriter.writeCOG : RasterWriter.writeGeoTIFF
        try write(raster, .uint16, grid, nil, true, ["B": "2", "A": "1"], path)
        return try Data(contentsOf: URL(fileURLWithPath: path))
      }
      #expect(files[0] == files[1])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["0.tif", "1.tif"])
    }
  }

  @Test("A CRS goes in by code or by WKT; a known one comes back by its code, another as WKT")
  func systems() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = ramp(columns: 4, rows: 4, bandCount: 1)
      func back(_ definition: String) throws -> String? {
        let grid = Grid(
          columns: 4, rows: 4, geotransform: Geotransform([10, 2, 0.5, 20, 0.25, -2]), crs: CRS(definition))
        try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: grid, to: path)
        let header = try RasterFile(opening: path).header
        #expect(header.geotransform == grid.geotransform)
        return header.crs?.definition
      }
      for code in ["EPSG:4326", "EPSG:3857", "EPSG:32740", "EPSG:2056"] { #expect(try back(code) == code) }
      let own = try #require(try back("+proj=tmerc +lat_0=24 +lon_0=55 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m"))
      #expect(own.hasPrefix("PROJCRS["))
      #expect(try back(own) == own)
    }
  }
}
