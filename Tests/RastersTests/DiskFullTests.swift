import Foundation
import TelltaleTestSupport
import Testing

@testable import Rasters

#if os(Linux)
  /// A limit on file size stands in for a full disk: the system refuses the write in the same place, with another
  /// number. It holds for a whole process, so the writing happens in one of its own.
  @Suite("A full disk")
  struct DiskFullTests {
    @Test("Running out of space is an error, and leaves neither half a picture nor the old one harmed")
    func noSpace() async {
      await #expect(processExitsWith: .success) {
        try DiskFullTests.writeWithoutSpace(asCOG: false)
        try DiskFullTests.writeWithoutSpace(asCOG: true)
      }
    }

    private static func writeWithoutSpace(asCOG: Bool) throws {
      try withTemporaryFolder { folder in
        let path = folder + "/a.tif"
        let old = ramp(columns: 8, rows: 8, bandCount: 1)
        let raster = ramp(columns: 900, rows: 900, bandCount: 2, step: 0.77)
        try RasterWriter.writeGeoTIFF(old, as: .uint8, grid: nil, to: path)
        try limitFileSize()
        let error = rasterError { () throws(RasterError) in
          if asCOG {
            try RasterWriter.writeCOG(raster, as: .float32, grid: nil, to: path)
          } else {
            try RasterWriter.writeGeoTIFF(raster, as: .float32, grid: nil, to: path)
          }
        }
        try #require(error?.code == .writeFailed && error?.cause?.isEmpty == false)
        try #require(error?.reason == "The picture could not be written.")
        let kept = try RasterFile(opening: path).read()
        try #require(kept == old)
        try #require(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.tif"])
      }
    }

    private static func limitFileSize() throws {
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 20_000, rlim_max: 20_000)
      try #require(unsafe setrlimit(Int32(RLIMIT_FSIZE.rawValue), &limit) == 0)
    }
  }
#endif
