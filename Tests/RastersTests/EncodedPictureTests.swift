import Dispatch
import Foundation
import Synchronization
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite("Pictures in memory")
struct EncodedPictureTests {
  private let rgb = (0..<60 * 40 * 3).map { (index: Int) -> UInt8 in
    let column = index / 3 % 60
    let band = index % 3
    return UInt8(column * 3 + band * 20)
  }

  @Test("A PNG comes back to the last bit")
  func png() throws {
    try withTemporaryFolder { folder in
      try write(PNGPicture.encode(columns: 60, rows: 40, rgb: rgb), to: folder + "/a.png")
      let file = try RasterFile(opening: folder + "/a.png")
      #expect(file.header.driver == "PNG" && file.header.bandCount == 3 && file.header.grid == nil)
      let raster = try file.read()
      let interleaved = (0..<2400).flatMap { pixel in (0..<3).map { UInt8(raster.samples[$0 * 2400 + pixel]) } }
      #expect(interleaved == rgb)
    }
  }

  @Test("A JPEG comes back within a few grey levels, and a lower quality is smaller")
  func jpeg() throws {
    try withTemporaryFolder { folder in
      let fine = try JPEGPicture.encode(columns: 60, rows: 40, rgb: rgb, quality: 95)
      try write(fine, to: folder + "/a.jpg")
      let file = try RasterFile(opening: folder + "/a.jpg")
      #expect(file.header.driver == "JPEG")
      let raster = try file.read()
      let worst = (0..<2400).flatMap { pixel in
        (0..<3).map { abs(raster.samples[$0 * 2400 + pixel] - Float(rgb[pixel * 3 + $0])) }
      }.max()
      #expect(try #require(worst) < 16)
      #expect(try JPEGPicture.encode(columns: 60, rows: 40, rgb: rgb, quality: 20).count < fine.count)
    }
  }

  @Test("Many threads encode at once, to the same bytes")
  func manyThreads() throws {
    let expected = try PNGPicture.encode(columns: 60, rows: 40, rgb: rgb)
    let same = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 32) { _ in
      if (try? PNGPicture.encode(columns: 60, rows: 40, rgb: rgb)) == expected { same.withLock { $0 += 1 } }
    }
    #expect(same.withLock { $0 } == 32)
  }

  @Test("GDAL's version is a release number")
  func version() {
    #expect(RasterRuntime.version.split(separator: ".").count >= 2)
    #expect(RasterRuntime.versionNumber >= 3_000_000)
  }
}
