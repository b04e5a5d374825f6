import CGDAL
import Foundation
import Geodesy
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite("Words of errors")
struct ErrorTextTests {
  private func refusal(_ path: String, _ limits: ReadLimits = .init()) -> String? {
    rasterError { () throws(RasterError) in
      let file = try RasterFile(opening: path, limits: limits)
      return try file.read()
    }.map { "\($0.code.rawValue): \($0.reason) \($0.mend)" }
  }

  @Test("What is no file is told apart from what is no picture")
  func noFile() throws {
    try withTemporaryFolder { folder in
      #expect(refusal(folder + "/missing.tif") == "unreadable: There is no such file. Check the path.")
      #expect(refusal(folder) == "unsupported: This is a folder, not a file. Name the picture file itself.")
      #expect(unsafe mkfifo(folder + "/pipe.tif", 0o600) == 0)
      #expect(
        refusal(folder + "/pipe.tif") == "unsupported: This is a named pipe, not a file. Name the picture file itself.")
      #expect(
        refusal("/dev/null") == "unsupported: This is a device or a socket, not a file. Name the picture file itself.")
      #expect(
        refusal("/vsizip/a.zip/a.tif")
          == "unsupported: This is not a plain path. Name a file on this machine; unpack archives and download remote "
          + "pictures first.")
      try write([], to: folder + "/empty.tif")
      #expect(
        refusal(folder + "/empty.tif") == "readFailed: The file is empty (0 bytes). Copy or download the picture again."
      )
    }
  }

  @Test(
    "A file that is no picture is named by what it begins like",
    arguments: [
      ("<!DOCTYPE html><html>", "an HTML page"), ("\n <HTML>", "an HTML page"), ("{\"error\": 1}", "a JSON document"),
      ("%PDF-1.7", "a PDF document"), ("<VRTDataset>", "an XML document"), ("PK\u{3}\u{4}", "a ZIP archive"),
      ("Not found", "plain text"), ("\u{1}\u{2}", "an unknown format (bytes 01 02)"),
    ])
  func otherFormats(_ content: String, _ words: String) throws {
    try withTemporaryFolder { folder in
      try write(Array(content.utf8), to: folder + "/a.tif")
      #expect(
        refusal(folder + "/a.tif")
          == "unsupported: The file begins like \(words), not like a TIFF, PNG, JPEG, JPEG 2000 or NITF "
          + "picture, and no ENVI header lies beside it. Convert it to GeoTIFF, or fetch the picture itself where a page or an archive was saved in its place."
      )
    }
  }

  @Test(
    "Samples that are not plain numbers of 32 bits are refused",
    arguments: [
      (GDT_CFloat32, "CFloat32"), (GDT_CInt16, "CInt16"), (GDT_UInt64, "UInt64"),
    ])
  func sampleTypes(_ type: GDALDataType, _ name: String) throws {
    try withTemporaryFolder { folder in
      try writeWithGDAL(folder + "/a.tif", type, bands: [[1, 2]], colours: [GCI_GrayIndex])
      #expect(
        refusal(folder + "/a.tif")
          == "unsupported: The samples of band 1 are of type \(name). Convert them to an integer type of at most 32 "
          + "bits "
          + "or to real floating point; of complex radar data, make intensity first.")
    }
  }

  @Test("A damaged picture says where, and gives the library's words as the cause")
  func damage() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = ramp(columns: 300, rows: 300, bandCount: 1, step: 0.37)
      try RasterWriter.writeGeoTIFF(raster, as: .float32, grid: nil, to: path)
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      try write(Array(bytes.prefix(bytes.count * 2 / 3)), to: path)
      let error = rasterError { () throws(RasterError) in
        let file = try RasterFile(opening: path)
        return try file.read()
      }
      #expect(error?.code == .readFailed && error?.cause?.isEmpty == false)
      #expect(error?.reason == "Pixels are missing or damaged between rows 0 and 300.")
      #expect(error?.mend == "Copy or download the picture again.")
      try write(Array(bytes.prefix(6)), to: path)
      #expect(
        refusal(path) == "readFailed: The file is damaged: it does not open. Copy or download the picture again.")
    }
  }

  @Test("A picture over a limit names both numbers")
  func limits() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      try RasterWriter.writeGeoTIFF(ramp(columns: 300, rows: 200, bandCount: 2), as: .uint8, grid: nil, to: path)
      #expect(
        refusal(path, .init(maxPixels: 59_999))
          == "tooLarge: The picture has 300 × 200 = 60000 pixels; the limit is 59999. Cut the site's surroundings "
          + "out of "
          + "it first, for example with gdal_translate -projwin.")
      try RasterWriter.writeGeoTIFF(ramp(columns: 900, rows: 200, bandCount: 2), as: .uint8, grid: nil, to: path)
      #expect(
        refusal(path, .init(maxMemoryMiB: 1))
          == "tooLarge: 900 × 200 pixels of 2 bands take 1 MiB; the limit is 1 MiB. Read a smaller window, or reduce "
          + "the "
          + "picture.")
      try writeSparse(
        path, columns: 20_000, rows: 20_000, options: ["TILED=YES", "BLOCKXSIZE=32768", "BLOCKYSIZE=16384"])
      #expect(
        refusal(path, .init(maxMemoryMiB: 700))
          == "tooLarge: One block of the picture takes 512 MiB to decode; the limit is 350 MiB. Rewrite it in tiles, "
          + "for "
          + "example with gdal_translate -co TILED=YES.")
    }
  }

  @Test("A picture that cannot be written says why, and leaves what was there")
  func writing() throws {
    try withTemporaryFolder { folder in
      let raster = ramp(columns: 4, rows: 4, bandCount: 1)
      let missing = rasterError { () throws(RasterError) in
        try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: nil, to: folder + "/no/a.tif")
      }
      #expect(missing?.code == .writeFailed && missing?.cause != nil)
      #expect(missing?.reason == "The picture could not be written.")
      #expect(
        missing?.mend == "Check that the folder is there and may be written to, and that the disk has space.")
      let path = folder + "/a.tif"
      try RasterWriter.writeCOG(raster, as: .uint8, grid: nil, to: path)
      let grid = Grid(
        columns: 4, rows: 4, geotransform: Geotransform([0, 1, 0, 4, 0, -1]), crs: CRS("EPSG:999999"))
      for isCOG in [true, false] {
        let unknown = rasterError { () throws(RasterError) in
          if isCOG {
            try RasterWriter.writeCOG(raster, as: .uint8, grid: grid, to: path)
          } else {
            try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: grid, to: path)
          }
        }
        #expect(unknown?.code == .writeFailed)
        #expect(unknown?.reason == "The CRS EPSG:999999 is not known to GDAL.")
        #expect(unknown?.mend == "Name it by its EPSG code or as WKT.")
      }
      #expect(try RasterFile(opening: path).read() == raster)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.tif"])
    }
  }

  @Test("A picture that memory files cannot hold is refused in words")
  func encoding() {
    let error = rasterError { () throws(RasterError) in
      try JPEGPicture.encode(columns: 65_536, rows: 1, rgb: Array(repeating: 0, count: 65_536 * 3))
    }
    #expect(error?.code == .writeFailed && error?.cause != nil)
    #expect(error?.place == "JPEG of 65536 × 1 pixels")
    #expect(error?.reason == "The picture could not be encoded.")
    #expect(error?.mend == "Make a smaller picture.")
  }

  @Test("An error comes out of a reading process as it went in")
  func json() {
    for cause in [nil, "\"quoted\"\nline"] {
      let error = RasterError(.tooLarge, at: "/a b/ü.tif", "Reason.", mend: "Mend.", cause: cause)
      #expect(RasterError(json: error.json) == error)
    }
  }
}
