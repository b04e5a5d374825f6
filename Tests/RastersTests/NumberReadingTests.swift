import Foundation
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite(
  "Reading as numbers in other processes",
  .enabled(if: TelltaleExecutable.isPresent, Comment(rawValue: TelltaleExecutable.skipReason)))
struct NumberReadingTests {
  @Test("Numbers and what is absent are those of the values", arguments: [SampleType.uint8, .uint16], [false, true])
  func sameAsValues(_ type: SampleType, _ hasHoles: Bool) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      // Of four bands of bytes GDAL takes the last for alpha.
      let full = ramp(columns: 300, rows: 280, bandCount: 5)
      try RasterWriter.writeGeoTIFF(
        hasHoles ? withHoles(full) : full, as: type, grid: nil, noData: hasHoles ? 255 : nil, to: path)
      let reader = makeReader(workers: 2)
      defer { reader.close() }
      #expect(RasterReader.holdsNumbers(try reader.header(of: path)))
      for (part, window) in [
        Window(column: 0, row: 0, columns: 300, rows: 280), Window(column: 7, row: 101, columns: 90, rows: 3),
      ].enumerated() {
        let numbers = try reader.numbers(of: path, window: window, part: part)
        let values = try reader.read(path, window: window)
        #expect(numbers.samples.map { Float($0) } == values.samples)
        #expect(numbers.validity.isEmpty == !hasHoles)
        if hasHoles { #expect(numbers.validity.map { $0 != 0 } == values.validity.flags) }
      }
    }
  }

  @Test("Other types are refused with the mend")
  func otherTypes() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      try RasterWriter.writeGeoTIFF(ramp(columns: 9, rows: 8, bandCount: 1), as: .float32, grid: nil, to: path)
      let reader = makeReader()
      defer { reader.close() }
      #expect(!RasterReader.holdsNumbers(try reader.header(of: path)))
      let window = Window(column: 0, row: 0, columns: 9, rows: 8)
      let error = rasterError { () throws(RasterError) in try reader.numbers(of: path, window: window) }
      #expect(error?.code == .unsupported)
      #expect(error?.reason == "Its samples are float32, not numbers of up to 16 bits.")
      #expect(error?.mend == "Read them as values.")
    }
  }
}
