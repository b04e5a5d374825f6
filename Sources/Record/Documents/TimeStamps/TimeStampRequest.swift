import Foundation
import Provenance

/// The question that an authority is asked: to stamp a hash, and to send its certificate along.
///
/// - Source: [RFC3161], section 2.4.1. The nonce makes the answer one to this question: an old one that somebody sends
///   again does not hold it. For checking a stamp later it is not needed.
package struct TimeStampRequest: Sendable, Hashable {
  package let hash: ContentHash
  /// An integer as DER writes it; `nil` in a question that is only compared with.
  let nonce: [UInt8]?

  package init(for hash: ContentHash) { self.init(for: hash, nonce: UInt64.random(in: .min ... .max)) }

  init(for hash: ContentHash, nonce: UInt64?) {
    self.hash = hash
    self.nonce = nonce.map { number in
      let bytes = Array(withBigEndianBytes(of: number).drop { $0 == 0 })
      // A first bit of one would make it negative.
      return bytes.first.map { $0 >= 0x80 } ?? true ? [0] + bytes : bytes
    }
  }

  static let sha256 = "2.16.840.1.101.3.4.2.1"

  /// The question in DER, as it is sent.
  package var bytes: Data {
    let algorithm: [UInt8] = [
      0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    ]
    let digest = Hexadecimal.bytes(hash.hexadecimal) ?? []
    let imprint = Self.value(DERReader.Tag.sequence, algorithm + Self.value(DERReader.Tag.octetString, digest))
    let version: [UInt8] = [DERReader.Tag.integer, 1, 1]
    let nonce = nonce.map { Self.value(DERReader.Tag.integer, $0) } ?? []
    let asksForCertificate: [UInt8] = [DERReader.Tag.boolean, 1, 0xFF]
    return Data(Self.value(DERReader.Tag.sequence, version + imprint + nonce + asksForCertificate))
  }

  /// The whole question has at most 69 bytes, so that each length is one byte.
  private static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, UInt8(content.count)] + content }
}

private func withBigEndianBytes(of number: UInt64) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
}
