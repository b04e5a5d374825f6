import Foundation
import TelltaleTestSupport
import Testing

@testable import Rasters

@Suite(
  "Damaged JPEG 2000, NITF and ENVI",
  .enabled(if: TelltaleExecutable.isPresent, Comment(rawValue: TelltaleExecutable.skipReason)))
struct DamagedFormatTests {
  @Test(
    "Cut short or with bits flipped, each is read or refused in words, and the reader answers afterwards",
    arguments: [
      ("a.jp2", "JP2OpenJPEG", PictureFormatTests.lossless), ("b.jp2", "JP2OpenJPEG", ["QUALITY=20"]),
      ("a.ntf", "NITF", []), ("b.ntf", "NITF", ["IC=C8"]), ("c.ntf", "NITF", ["IC=C3"]), ("raw", "ENVI", []),
    ])
  func damage(_ name: String, _ driver: String, _ options: [String]) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      try PictureFormatTests.write(
        ramp(columns: 96, rows: 64, bandCount: driver == "NITF" ? 1 : 3), as: driver, to: path, options: options)
      let picture = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      let header = driver == "ENVI" ? Array(try Data(contentsOf: URL(fileURLWithPath: path + ".hdr"))) : nil
      let reader = makeReader(limits: ReadLimits(maxMemoryMiB: 256, secondsPerFile: 5))
      var random = Dice(state: 41)
      for trial in 0..<60 {
        // Half of the damage hits the first bytes, where what counts stands.
        var bytes = picture
        if trial % 3 == 0 {
          bytes = Array(bytes.prefix(random.below(bytes.count)))
        } else {
          let reach = trial % 2 == 0 ? min(bytes.count, 600) : bytes.count
          for _ in 0...random.below(6) { bytes[random.below(reach)] ^= UInt8(1 << random.below(8)) }
        }
        try write(bytes, to: path)
        if var text = header {
          for _ in 0...random.below(4) { text[random.below(text.count)] ^= UInt8(1 << random.below(7)) }
          try write(text, to: path + ".hdr")
        }
        let error = rasterError { () throws(RasterError) in try reader.read(path) }
        if let error {
          #expect(error.place == path && !error.reason.isEmpty && !error.mend.isEmpty, "trial \(trial)")
          #expect(!error.reason.contains("broke down"), "trial \(trial): \(error)")
        }
      }
      try write(picture, to: path)
      if let header { try write(header, to: path + ".hdr") }
      #expect(try reader.header(of: path).columns == 96)
      reader.close()
    }
  }

  @Test("A JPEG 2000 picture that claims more than memory allows costs that call")
  func hugeClaim() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.j2k"
      try PictureFormatTests.write(
        ramp(columns: 64, rows: 64, bandCount: 1), as: "JP2OpenJPEG", to: path,
        options: PictureFormatTests.lossless + ["CODEC=J2K"])
      var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      // In SIZ, after its marker, length and capabilities: width, height, offsets, and the tile's width and height.
      for position in [8, 12, 24, 28] { bytes.replaceSubrange(position..<position + 4, with: [0, 0, 0x46, 0x50]) }
      try write(bytes, to: path)
      let reader = makeReader(limits: ReadLimits(maxMemoryMiB: 64, secondsPerFile: 5))
      let error = rasterError { () throws(RasterError) in try reader.read(path) }
      #expect([.tooLarge, .readFailed].contains(error?.code))
      let window = Window(column: 9000, row: 9000, columns: 10, rows: 10)
      let part = rasterError { () throws(RasterError) in try reader.read(path, window: window) }
      #expect(part == nil || part?.code == .readFailed)
      reader.close()
    }
  }

  /// Plain congruential numbers: the damage must be the same everywhere.
  private struct Dice {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
