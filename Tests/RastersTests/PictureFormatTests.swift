import Foundation
import Geodesy
import Provenance
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite("JPEG 2000, NITF and ENVI")
struct PictureFormatTests {
  /// `raster` in another format, by GDAL itself.
  static func write(_ raster: Raster, as driver: String, to path: String, options: [String] = []) throws {
    if driver == "ENVI" { return try writeENVI(raster, to: path, header: options.first ?? path + ".hdr") }
    try withTemporaryFolder { folder in
      let tiff = folder + "/a.tif"
      let grid = Grid(
        columns: raster.columns, rows: raster.rows, geotransform: Geotransform([500_000, 3, 0, 2_700_000, 0, -3]),
        crs: CRS("EPSG:32640"))
      try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: grid, to: tiff)
      let file = try RasterFile(opening: tiff)
      try RasterWriter.copy(file.dataset, as: driver, to: path, options: options).close()
    }
  }

  /// GDAL's own ENVI writer looks for the header that it has just written, which `RasterRuntime` does not let it see.
  private static func writeENVI(_ raster: Raster, to path: String, header: String) throws {
    let text = """
      ENVI
      samples = \(raster.columns)
      lines = \(raster.rows)
      bands = \(raster.bandCount)
      header offset = 0
      file type = ENVI Standard
      data type = 1
      interleave = bsq
      byte order = 0
      map info = {UTM, 1, 1, 500000, 2700000, 3, 3, 40, North, WGS-84, units=Meters}

      """
    try RastersTests.write(raster.samples.map { UInt8($0) }, to: path)
    try RastersTests.write(Array(text.utf8), to: header)
  }

  static let lossless = ["QUALITY=100", "REVERSIBLE=YES"]

  @Test("Only the drivers that are wanted are registered")
  func drivers() {
    #expect(RasterRuntime.drivers == ["COG", "ENVI", "GTiff", "JP2OpenJPEG", "JPEG", "MEM", "NITF", "PNG"])
  }

  @Test(
    "A picture comes back as it was written, with its place",
    arguments: [
      ("a.jp2", "JP2OpenJPEG", lossless), ("a.j2k", "JP2OpenJPEG", lossless + ["CODEC=J2K"]), ("a.ntf", "NITF", []),
      ("b.ntf", "NITF", ["IC=C8", "QUALITY=100"]), ("raw", "ENVI", []), ("a.img", "ENVI", ["a.hdr"]),
      ("b.img", "ENVI", ["b.img.HDR"]),
    ])
  func roundTrip(_ name: String, _ driver: String, _ options: [String]) throws {
    try withTemporaryFolder { folder in
      let raster = ramp(columns: 70, rows: 50, bandCount: 3)
      let path = folder + "/" + name
      try Self.write(
        raster, as: driver, to: path, options: driver == "ENVI" ? options.map { folder + "/" + $0 } : options)
      let file = try RasterFile(opening: path)
      #expect(file.header.driver == driver)
      let samples = try file.read().samples
      #expect(options.contains("IC=C8") || samples == raster.samples)
      guard name != "a.j2k" else { return }
      #expect(file.header.crs?.definition.contains("40N") == true || file.header.crs == CRS("EPSG:32640"))
      let transform = try #require(file.header.geotransform)
      #expect(abs(transform.map(PixelPoint(column: 70, row: 50)).easting - 500_210) < (driver == "NITF" ? 20 : 0.1))
    }
  }

  @Test("What the first bytes say")
  func signatures() {
    #expect(FileSignature(Array("NITF02.10".utf8)) == .picture(.nitf))
    #expect(FileSignature(Array("NSIF01.00".utf8)) == .picture(.nitf))
    #expect(FileSignature(Array("NITF02.00".utf8)) == .other("a NITF picture of an old version"))
    #expect(FileSignature([0xFF, 0x4F, 0xFF, 0x51, 0]) == .picture(.jpeg2000))
    #expect(FileSignature(Array("ENVI\nsamples = 3".utf8)) == .other("an ENVI header without its picture"))
  }

  @Test("Files beside a picture do not change what it says", arguments: ["JP2OpenJPEG", "NITF", "ENVI"])
  func decoys(_ driver: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.img"
      try Self.write(ramp(columns: 40, rows: 30, bandCount: 1), as: driver, to: path)
      let before = try RasterFile(opening: path).header
      let pam = """
        <PAMDataset><SRS>EPSG:4326</SRS><GeoTransform>9, 1, 0, 9, 0, -1</GeoTransform>
        <Metadata><MDI key="DECOY">1</MDI></Metadata></PAMDataset>
        """
      for name in ["a.img.aux.xml", "a.aux.xml", "a.aux"] {
        try RastersTests.write(Array(pam.utf8), to: folder + "/" + name)
      }
      for name in [
        "a.wld", "a.igw", "a.nfw", "a.ntfw", "a.j2w", "a.tab", "a.sta", "a.img.sta", "a.r1", "a.img.r1", "a.ovr",
        "a.img.ovr",
      ] {
        try RastersTests.write(Array("1\n0\n0\n-1\n9\n9\n".utf8), to: folder + "/" + name)
      }
      #expect(try RasterFile(opening: path).header == before)
    }
  }

  @Test("Another ENVI header makes another picture; a picture alone keeps its own hash")
  func hashes() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/raw"
      try Self.write(ramp(columns: 40, rows: 30, bandCount: 1), as: "ENVI", to: path)
      let header = folder + "/raw.hdr"
      let first = try ContentHash(ofPictureAt: path)
      #expect(try first != ContentHash(ofFileAt: path))
      let text = try String(contentsOfFile: header, encoding: .utf8)
      try RastersTests.write(Array((text + "\n; moved").utf8), to: header)
      #expect(try ContentHash(ofPictureAt: path) != first)
      try RastersTests.write(Array(text.utf8), to: header)
      #expect(try ContentHash(ofPictureAt: path) == first)
      try FileManager.default.moveItem(atPath: header, toPath: folder + "/raw.HDR")
      #expect(try ContentHash(ofPictureAt: path) == first)
      try FileManager.default.removeItem(atPath: folder + "/raw.HDR")
      #expect(try ContentHash(ofPictureAt: path) == ContentHash(ofFileAt: path))
    }
  }

  @Test(
    "An ENVI header that cannot be is refused in words",
    arguments: [
      (
        "ENVI\nsamples = 40\nlines = 31\nbands = 1\ndata type = 1\n",
        "readFailed: Its ENVI header promises 1240 bytes; the file has 1200. Copy or download the picture and its "
          + "header again."
      ),
      (
        "ENVI\nsamples = 1073741824\nlines = 1073741824\nbands = 1073741824\n",
        "readFailed: Its ENVI header promises uncountably many bytes; the file has 1200. Copy or download the picture "
          + "and its header again."
      ),
      (
        "ENVI\nsamples = many\nlines = 30\n",
        "readFailed: Its ENVI header does not say how many samples, lines and bands of which data type there are. "
          + "Copy or download the header again."
      ),
      (
        "ENVI\nsamples = 40\nlines = 30\nbands = 1\ndata type = 1\nfile compression = 1\n",
        "unsupported: Its ENVI header says that the samples are compressed. Convert it to GeoTIFF, for example with "
          + "gdal_translate."
      ),
      (
        "ENVI\n" + String(repeating: "; \n", count: 400_000),
        "tooLarge: Its ENVI header has 1200005 bytes; the limit is 1048576. Copy or download the header again."
      ),
    ])
  func badHeaders(_ text: String, _ words: String) throws {
    try withTemporaryFolder { folder in
      try RastersTests.write(Array(repeating: 7, count: 1200), to: folder + "/raw")
      try RastersTests.write(Array(text.utf8), to: folder + "/raw.hdr")
      let error = rasterError { () throws(RasterError) in try RasterFile(opening: folder + "/raw").read() }
      #expect(error.map { "\($0.code.rawValue): \($0.reason) \($0.mend)" } == words)
    }
  }

  @Test(
    "The Landsat pair is read with its header in capitals",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func landsat() throws {
    let path = try #require(SharedData.folder) + "/landsat-pair-taizhou/2000TM"
    let file = try RasterFile(opening: path)
    #expect(file.header.driver == "ENVI" && file.header.bandCount == 6)
    #expect(file.header.columns == 400 && file.header.rows == 400)
    #expect(file.header.geotransform?.coefficients == [203_325, 30, 0, 3_604_935, 0, -30])
    #expect(file.header.crs != nil)
    #expect(try file.read().validity.validCount == 160_000)
  }
}
