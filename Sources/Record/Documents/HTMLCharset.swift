import Foundation

/// The encoding that a page declares in its first bytes.
enum HTMLCharset {
  /// The word after `charset=` or `encoding=`; browsers look no further than 1,024 bytes, and some pages need more.
  static func declared(in bytes: Data) -> String? {
    let start = String(decoding: bytes.prefix(4096).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
    for word in ["charset", "encoding"] {
      var rest = start[...]
      while let range = rest.firstRange(of: word) {
        rest = rest[range.upperBound...]
        let after = rest.drop { $0.isWhitespace }
        guard after.first == "=" else { continue }
        let value = after.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
        let name = value.prefix { $0.isLetter || $0.isNumber || "-_:".contains($0) }
        if !name.isEmpty { return String(name) }
      }
    }
    return nil
  }
}
