import Foundation
import Provenance

@testable import Documents

/// What a time stamp says (`TSTInfo`), written in DER part by part, for tokens that no authority would give.
struct TestClaims {
  var hash: ContentHash
  /// Of SHA-256.
  var algorithm: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
  var moment = "20200229120000Z"
  var policy: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01]
  var serial: [UInt8] = [0x00, 0x9A, 0x01]
  var rest: [UInt8] = []

  var bytes: [UInt8] {
    let kind = Self.value(0x30, Self.value(0x06, algorithm) + [0x05, 0])
    let imprint = Self.value(0x30, kind + Self.value(0x04, Hexadecimal.bytes(hash.hexadecimal)!))
    let fields =
      [0x02, 1, 1] + Self.value(0x06, policy) + imprint + Self.value(0x02, serial)
      + Self.value(0x18, Array(moment.utf8)) + rest
    return Self.value(0x30, fields)
  }

  static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    if count < 0x80 { return [tag, UInt8(count)] + content }
    if count < 0x100 { return [tag, 0x81, UInt8(count)] + content }
    return [tag, 0x82, UInt8(count >> 8), UInt8(count & 0xFF)] + content
  }
}
