import Foundation
import Provenance

/// What a file should hold, as who delivered it says.
package struct ProviderChecksum: Sendable, Hashable {
  package let method: FileDigest
  /// Lower-case hexadecimal digits.
  package let digest: String
  /// Where it is said, for readers: `STAC file:checksum`, `SHA256SUMS`. Never a path.
  package let source: String

  /// `nil` where `digest` is not as many hexadecimal digits as any method has.
  init?(digest: some StringProtocol, source: String) {
    let digits = digest.lowercased()
    guard digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
      let method = FileDigest(length: digits.utf8.count)
    else { return nil }
    self.method = method
    self.digest = digits
    self.source = source
  }

  /// A multihash as STAC's file extension has it: code, length and digest as one hexadecimal text; `nil` of a method
  /// that is not known here, or where the length is not the digest's.
  init?(multihash: String, source: String) {
    let codes = [("1114", FileDigest.sha1), ("1220", .sha256), ("1340", .sha512), ("2030", .sha384), ("d50110", .md5)]
    let text = multihash.lowercased()
    for (code, method) in codes where text.hasPrefix(code) {
      self.init(digest: text.dropFirst(code.count), source: source)
      if self.method != method { return nil }
      return
    }
    return nil
  }

  package var words: String { "\(method.words) of \(source)" }
}
