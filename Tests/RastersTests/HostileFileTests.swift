import Foundation
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite("Files that broke other readers", .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct HostileFileTests {
  @Test(
    "Each is read or refused within 10 s and 1 GiB, and the reader answers for a good file afterwards",
    .enabled(if: TelltaleExecutable.isPresent, Comment(rawValue: TelltaleExecutable.skipReason)))
  func hostileFilesCostOneCall() throws {
    let folder = try #require(SharedData.folder) + "/hostile-tiff"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    try #require(names.count > 100)
    try withTemporaryFolder { own in
      let good = own + "/good.tif"
      let raster = ramp(columns: 40, rows: 30, bandCount: 2)
      try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: nil, to: good)
      let reader = makeReader()
      var codes: [RasterError.Code: Int] = [:]
      var readCount = 0
      var measured = 0
      for name in names {
        let path = folder + "/" + name
        let start = ContinuousClock.now
        let error = rasterError { () throws(RasterError) in
          let header = try reader.header(of: path)
          let raster = try reader.read(path)
          #expect(raster.bandCount == header.bandCount && raster.columns == header.columns, "\(name)")
          let areFinite = raster.samples.allSatisfy { $0.isFinite }
          #expect(areFinite, "\(name)")
          return raster
        }
        #expect(ContinuousClock.now - start < .seconds(10), "\(name)")
        if let error {
          codes[error.code, default: 0] += 1
          #expect(error.place == path)
        } else {
          readCount += 1
        }
        #expect(try reader.read(good) == raster, "after \(name)")
        let peaks = reader.idleProcesses.compactMap(peakMemory)
        #expect(peaks.allSatisfy { $0 < 1 << 20 }, "KiB, after \(name)")
        measured += peaks.count
      }
      #expect(codes[.unreadable] == nil)
      #expect(readCount > 50)
      reader.close()
      #if os(Linux)
        #expect(measured >= names.count)
      #endif
    }
  }

  /// Largest resident memory of a process so far, in KiB, as Linux tells it. What a process counts as its parent's child
  /// will not do: that begins with the parent's own.
  private func peakMemory(of process: pid_t) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return Int(line.filter(\.isNumber))
  }
}
