/// What a document is, told by its first bytes; of text also by the end of its name.
package enum DocumentFormat: Sendable, Hashable {
  case plainText, html, pdf
  case picture(mediaType: String)
  /// Something else, in words that follow "This is".
  case other(String)

  /// Bytes that are enough to tell.
  static let byteCount = 4096

  package var mediaType: String? {
    switch self {
    case .plainText: "text/plain"
    case .html: "text/html"
    case .pdf: "application/pdf"
    case .picture(let mediaType): mediaType
    case .other: nil
    }
  }

  package init(_ bytes: [UInt8], name: String) {
    if let picture = Self.picture(bytes) {
      self = .picture(mediaType: picture)
    } else if bytes.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil {
      self = .pdf
    } else if let match = Self.known.first(where: { bytes.starts(with: $0.prefix) }) {
      self = .other(match.words)
    } else {
      self = Self.text(bytes, name: name)
    }
  }

  private static func picture(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) { return "image/gif" }
    if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      return "image/webp"
    }
    let tiff: [[UInt8]] = [[0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43]]
    return tiff.contains { bytes.starts(with: $0) } ? "image/tiff" : nil
  }

  private static let known: [(prefix: [UInt8], words: String)] = [
    (Array("PK".utf8) + [3, 4], "a ZIP archive, or an office document"), ([0x1F, 0x8B], "a gzip archive"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an office document of the old kind"), (Array("{\\rtf".utf8), "an RTF document"),
    (Array("%!PS".utf8), "a PostScript document"), (Array("RIFF".utf8), "a sound or film"),
    (Array("BM".utf8) + [0], "a BMP picture"), (Array("SQLite format".utf8), "an SQLite database"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"), (Array("BZh".utf8), "a bzip2 archive"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"), ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"), ([0, 0, 0x01, 0xBA], "a film"), (Array("ID3".utf8), "a sound"),
    ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50], "a JPEG 2000 picture"),
  ]

  private static func text(_ bytes: [UInt8], name: String) -> DocumentFormat {
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if !isWide, bytes.contains(0) {
      return .other(bytes.dropFirst(4).starts(with: Array("ftyp".utf8)) ? "a film or picture" : "no text")
    }
    let controls = bytes.count { $0 < 0x20 && !(9...13).contains($0) && $0 != 0x1B }
    if !isWide, controls * 10 > bytes.count { return .other("no text") }
    let start = String(decoding: bytes.filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self).lowercased()
    let isNamedHTML = [".html", ".htm", ".xhtml"].contains { name.lowercased().hasSuffix($0) }
    let isHTML = ["<!doctype html", "<html", "<head", "<body"].contains { start.contains($0) }
    let trimmed = start.drop { $0.isWhitespace }
    if trimmed.hasPrefix("<"), isHTML || isNamedHTML { return .html }
    if isNamedHTML, start.contains("<") { return .html }
    return trimmed.hasPrefix("<?xml") || trimmed.hasPrefix("<rss") ? .other("an XML document") : .plainText
  }
}
