import Foundation
import Geodesy
import Provenance
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite("Rational polynomials in and beside files")
struct RationalPolynomialFileTests {
  private let model = RationalPolynomialModel(
    line: .init(offset: 10, scale: 20), sample: .init(offset: 15, scale: 30), latitude: .init(offset: 25, scale: 0.1),
    longitude: .init(offset: 55, scale: 0.1), height: .init(offset: 40, scale: 500),
    lineNumerator: [0, 0, -1] + Array(repeating: 0, count: 17), lineDenominator: [1] + Array(repeating: 0, count: 19),
    sampleNumerator: [0, 1] + Array(repeating: 0, count: 18), sampleDenominator: [1] + Array(repeating: 0, count: 19))

  private func text(_ model: RationalPolynomialModel) -> String {
    model.metadata.flatMap { key, value -> [String] in
      let values = value.split(separator: " ")
      return values.count == 1
        ? ["\(key): \(value)"] : values.enumerated().map { "\(key)_\($0.offset + 1): \($0.element)" }
    }.joined(separator: "\n")
  }

  @Test("A model beside a TIFF is part of it, also in its hash; damaged, it is an error in words")
  func beside() throws {
    let model = try #require(model)
    try withTemporaryFolder { folder in
      let path = folder + "/a.tif"
      try RasterWriter.writeGeoTIFF(ramp(columns: 30, rows: 20, bandCount: 1), as: .uint8, grid: nil, to: path)
      #expect(try RasterFile(opening: path).header.rationalPolynomials == nil)
      let alone = try ContentHash(ofPictureAt: path)
      try write(Array(text(model).utf8), to: folder + "/a_RPC.TXT")
      let header = try RasterFile(opening: path).header
      #expect(header.rationalPolynomials == model)
      #expect(RasterHeader(json: header.json) == header)
      #expect(try ContentHash(ofPictureAt: path) != alone)
      try write(Array("LINE_OFF: 3".utf8), to: folder + "/a_RPC.TXT")
      #expect(
        rasterError { () throws(RasterError) in try RasterFile(opening: path).read() }.map { "\($0.reason) \($0.mend)" }
          == "The file of rational polynomial coefficients beside it holds no whole model: ten offsets and scales, and "
          + "four times twenty coefficients. Copy or download the coefficients again, or move the file away.")
      try write(Array(repeating: 0x20, count: 70_000), to: folder + "/a_RPC.TXT")
      #expect(
        rasterError { () throws(RasterError) in try RasterFile(opening: path).read() }?.reason
          == "The file of rational polynomial coefficients beside it has 70000 bytes; the limit is 65536.")
    }
  }

  @Test("A model in the file's own metadata is read", arguments: ["GTiff", "NITF"])
  func inside(_ driver: String) throws {
    let model = try #require(model)
    try withTemporaryFolder { folder in
      let path = folder + "/a.img"
      try writeWithModel(ramp(columns: 30, rows: 20, bandCount: 1), model, as: driver, to: path)
      let read = try #require(try RasterFile(opening: path).header.rationalPolynomials)
      let place = GeoPoint(longitude: 55.03, latitude: 24.98)
      let (found, wanted) = (read.position(of: place, height: .init(0)), model.position(of: place, height: .init(0)))
      #expect(abs(found.line - wanted.line) < 1e-6 && abs(found.sample - wanted.sample) < 1e-6)
    }
  }
}
