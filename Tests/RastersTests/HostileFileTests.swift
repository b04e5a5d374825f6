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
      }
      #expect(codes[.unreadable] == nil)
      #expect(readCount > 50)
      reader.close()
      // A child begins with the peak of the process that starts it: where the other tests of this run needed more, nothing
      // can be said of it. Alone (`--filter HostileFileTests`) this is strict.
      let children = peakMemory(of: .children)
      #expect(children < 1 << 20 || children <= peakMemory(of: .itself), "KiB")
    }
  }

  private enum Process { case itself, children }

  /// Largest resident memory, in KiB, of this process or of any that it has waited for.
  private func peakMemory(of process: Process) -> Int {
    var usage = rusage()
    #if canImport(Darwin)
      unsafe getrusage(process == .itself ? RUSAGE_SELF : RUSAGE_CHILDREN, &usage)
      return usage.ru_maxrss >> 10
    #else
      let who = process == .itself ? RUSAGE_SELF : RUSAGE_CHILDREN
      unsafe getrusage(Int32(who.rawValue), &usage)
      return usage.ru_maxrss
    #endif
  }
}
