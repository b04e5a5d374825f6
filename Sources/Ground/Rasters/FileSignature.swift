/// What the first bytes of a file say that it is.
package enum FileSignature: Equatable, Sendable {
  /// A format that has a signature; whether the file is a sound one is for GDAL to say.
  case picture(PictureFormat)
  /// Something else, as words that follow "begins like". Raw samples with an ENVI header beside them are among these.
  case other(String)

  /// Bytes that are enough to tell.
  package static let byteCount = 64

  private static let pictures: [(prefix: [UInt8], format: PictureFormat)] = [
    ([0x49, 0x49, 42, 0], .tiff), ([0x4D, 0x4D, 0, 42], .tiff), ([0x49, 0x49, 43, 0], .tiff),
    ([0x4D, 0x4D, 0, 43], .tiff), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
    ([0xFF, 0xD8, 0xFF], .jpeg),
    // The signature box of a JP2 file, and a bare codestream: SOC and SIZ.
    ([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A], .jpeg2000),
    ([0xFF, 0x4F, 0xFF, 0x51], .jpeg2000), (Array("NITF02.10".utf8), .nitf), (Array("NSIF01.00".utf8), .nitf),
  ]

  package init(_ bytes: [UInt8]) {
    if let match = Self.pictures.first(where: { bytes.starts(with: $0.prefix) }) {
      self = .picture(match.format)
    } else {
      self = .other(Self.words(for: bytes))
    }
  }

  private static let known: [(prefix: [UInt8], words: String)] = [
    (Array("%PDF".utf8), "a PDF document"), (Array("PK".utf8) + [3, 4], "a ZIP archive"),
    ([0x1F, 0x8B], "a gzip archive"), (Array("GIF8".utf8), "a GIF picture"), (Array("RIFF".utf8), "a WebP picture"),
    (Array("NITF".utf8), "a NITF picture of an old version"), (Array("BM".utf8), "a BMP picture"),
    ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"), (Array("CDF".utf8), "a NetCDF file"),
    (Array("SQLite".utf8), "an SQLite database"), ([0xEF, 0xBB, 0xBF], "a text file"),
    (Array("version https://git-lfs".utf8), "a Git LFS pointer"),
  ]

  private static func words(for bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.filter { $0 < 0x80 }, as: UTF8.self).lowercased()
    let trimmed = text.drop { $0.isWhitespace }
    if trimmed.hasPrefix("<!doctype html") || trimmed.hasPrefix("<html") { return "an HTML page" }
    if let match = known.first(where: { bytes.starts(with: $0.prefix) }) { return match.words }
    if trimmed.hasPrefix("<") { return "an XML document" }
    if trimmed.hasPrefix("{") || trimmed.hasPrefix("[") { return "a JSON document" }
    if trimmed.hasPrefix("envi\n") || trimmed.hasPrefix("envi\r") {
      return "an ENVI header without its picture"
    }
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || (9...13).contains($0) }) { return "plain text" }
    let digits = bytes.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "an unknown format (bytes \(digits.joined(separator: " ")))"
  }
}
