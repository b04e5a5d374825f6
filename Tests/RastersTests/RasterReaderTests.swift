import Dispatch
import Foundation
import Geodesy
import Synchronization
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite(
  "Reading in other processes",
  .enabled(if: TelltaleExecutable.isPresent, Comment(rawValue: TelltaleExecutable.skipReason)))
struct RasterReaderTests {
  @Test("A reading process says and reads what the file itself does")
  func sameAsInProcess() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/ä \"1\".tif"
      let raster = withHoles(ramp(columns: 600, rows: 500, bandCount: 3, step: 0.1))
      try RasterWriter.writeCOG(
        raster, as: .float32, grid: utmGrid(columns: 600, rows: 500), noData: .nan, alpha: true,
        tags: ["NOTE": "a=b\n\"c\""], to: path)
      let reader = makeReader()
      defer { reader.close() }
      let file = try RasterFile(opening: path)
      // NaN is not equal to itself, so noData is compared as text.
      #expect("\(try reader.header(of: path).json)" == "\(file.header.json)")
      #expect(try reader.read(path) == raster)
      let window = Window(column: 11, row: 13, columns: 301, rows: 202)
      #expect(try reader.read(path, window: window, reducing: 4) == file.read(window: window, reducing: 4))
    }
  }

  @Test("A file that changes between two calls is opened again")
  func changedFile() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let reader = makeReader()
      defer { reader.close() }
      for side in [8, 9] {
        let raster = ramp(columns: side, rows: 8, bandCount: 1)
        try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: nil, to: path)
        #expect(try reader.header(of: path).columns == side)
        #expect(try reader.read(path) == raster)
      }
    }
  }

  @Test("Many threads share few processes, and each gets its own file")
  func manyThreads() throws {
    try withTemporaryFolder { folder in
      for index in 0..<12 {
        try RasterWriter.writeGeoTIFF(
          ramp(columns: 50 + index, rows: 40, bandCount: 1), as: .uint8, grid: nil, to: folder + "/\(index).tif")
      }
      let reader = makeReader(workers: 2)
      defer { reader.close() }
      let right = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 48) { call in
        let index = call % 12
        let raster = try? reader.read(folder + "/\(index).tif")
        if raster == ramp(columns: 50 + index, rows: 40, bandCount: 1) { right.withLock { $0 += 1 } }
      }
      #expect(right.withLock { $0 } == 48)
    }
  }

  @Test("Nothing beside the picture counts: no world file, no sidecar")
  func sidecars() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      let raster = ramp(columns: 8, rows: 8, bandCount: 1)
      try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: nil, to: path)
      try write(Array("1\n0\n0\n-1\n5\n5\n".utf8), to: folder + "/a.tfw")
      let sidecar = "<PAMDataset><PAMRasterBand band=\"1\"><NoDataValue>3</NoDataValue></PAMRasterBand></PAMDataset>"
      try write(Array(sidecar.utf8), to: path + ".aux.xml")
      try FileManager.default.copyItem(atPath: path, toPath: path + ".msk")
      let reader = makeReader()
      defer { reader.close() }
      let header = try reader.header(of: path)
      #expect(header.geotransform == nil && header.noData == [nil])
      #expect(try reader.read(path) == raster)
    }
  }

  @Test("Pipes, folders, pages and torn files are refused at once, and a good file is read after each")
  func refusals() throws {
    try withTemporaryFolder { folder in
      let good = folder + "/good.tif"
      let raster = ramp(columns: 400, rows: 300, bandCount: 1, step: 0.3)
      try RasterWriter.writeGeoTIFF(raster, as: .float32, grid: nil, to: good)
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: good)))
      try write(Array(bytes.prefix(bytes.count / 2)), to: folder + "/torn.tif")
      try write([], to: folder + "/empty.tif")
      try write(Array("<html>sign in</html>".utf8), to: folder + "/page.tif")
      #expect(unsafe mkfifo(folder + "/pipe.tif", 0o600) == 0)
      let png = try PNGPicture.encode(columns: 90, rows: 90, rgb: (0..<24_300).map { UInt8($0 * $0 % 251) })
      try write(Array(png.prefix(png.count / 2)), to: folder + "/torn.png")
      let jpeg = try JPEGPicture.encode(columns: 90, rows: 90, rgb: (0..<24_300).map { UInt8($0 * $0 % 251) })
      try write(Array(jpeg.prefix(jpeg.count / 2)), to: folder + "/torn.jpg")
      try writeSparse(folder + "/vast.tif", columns: 30_000, rows: 30_000, options: ["TILED=YES"])
      let expected: [(String, RasterError.Code)] = [
        ("torn.tif", .readFailed), ("empty.tif", .readFailed), ("page.tif", .unsupported), ("pipe.tif", .unsupported),
        ("none.tif", .unreadable), ("", .unsupported), ("torn.png", .readFailed), ("torn.jpg", .readFailed),
        ("vast.tif", .tooLarge),
      ]
      let reader = makeReader()
      defer { reader.close() }
      for (name, code) in expected {
        let start = ContinuousClock.now
        let error = rasterError { () throws(RasterError) in try reader.read(folder + "/" + name) }
        #expect(error?.code == code, "\(name)")
        #expect(ContinuousClock.now - start < .seconds(5), "\(name)")
        #expect(try reader.read(good) == raster, "after \(name)")
      }
    }
  }

  @Test("A picture that claims far more than it holds is read in windows, and reduced, within the limits")
  func sparse() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/sparse.tif"
      try writeSparse(path, columns: 19_000, rows: 19_000, options: ["TILED=YES"])
      let reader = makeReader(limits: .init(secondsPerFile: 60))
      defer { reader.close() }
      #expect(try reader.header(of: path).columns == 19_000)
      #expect(rasterError { () throws(RasterError) in try reader.read(path) }?.code == .tooLarge)
      let window = Window(column: 18_000, row: 18_000, columns: 1000, rows: 1000)
      #expect(try reader.read(path, window: window).validity.validCount == 1_000_000)
    }
  }

  @Test("A reading process ends when its parent closes the socket")
  func endOfInput() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: TelltaleExecutable.path!)
    process.arguments = ["__read"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
