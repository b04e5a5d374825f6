/// What the first bytes of a file say that it is.
enum FileSignature: Equatable {
  /// A TIFF, PNG or JPEG; whether it is a sound one is for GDAL to say.
  case picture
  /// Something else, as words that follow "begins like".
  case other(String)

  /// Bytes that are enough to tell.
  static let byteCount = 64

  init(_ bytes: [UInt8]) {
    let pictures: [[UInt8]] = [
      [0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43],
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF],
    ]
    self = pictures.contains { bytes.starts(with: $0) } ? .picture : .other(Self.words(for: bytes))
  }

  private static let known: [(prefix: [UInt8], words: String)] = [
    (Array("%PDF".utf8), "a PDF document"), (Array("PK".utf8) + [3, 4], "a ZIP archive"),
    ([0x1F, 0x8B], "a gzip archive"), (Array("GIF8".utf8), "a GIF picture"), (Array("RIFF".utf8), "a WebP picture"),
    ([0, 0, 0, 0x0C, 0x6A, 0x50], "a JPEG 2000 picture"), ([0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 picture"),
    (Array("NITF".utf8), "a NITF picture"), (Array("BM".utf8), "a BMP picture"),
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
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || (9...13).contains($0) }) { return "plain text" }
    let digits = bytes.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "an unknown format (bytes \(digits.joined(separator: " ")))"
  }
}
