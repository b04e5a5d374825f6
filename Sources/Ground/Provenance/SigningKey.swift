import Crypto
import Foundation

/// An analyst's Ed25519 key: the secret half signs, the public half is given to readers.
///
/// - Source: [RFC8032]
package struct SigningKey: Sendable {
  /// Name or pseudonym of who signs with it.
  package let owner: String
  private let secret: Curve25519.Signing.PrivateKey

  package init(owner: String) {
    self.owner = owner
    secret = Curve25519.Signing.PrivateKey()
  }

  package var verifying: VerifyingKey {
    VerifyingKey(bytes: [UInt8](secret.publicKey.rawRepresentation))
  }

  /// 128 hexadecimal digits.
  package func signature(of text: String) throws -> String {
    Hexadecimal.text(try secret.signature(for: Data(text.utf8)))
  }

  // MARK: - Files

  private static let format = "telltale-ed25519-1"

  /// What is kept in a file that nobody but its owner may read.
  package var fileText: String {
    JSONValue.object([
      .init("format", .string(Self.format)), .init("owner", .string(owner)),
      .init("public", .string(verifying.hexadecimal)),
      .init("secret", .string(Hexadecimal.text(secret.rawRepresentation))),
    ]).prettyText
  }

  /// `nil` for anything but what `fileText` gave.
  package init?(fileText: Data) {
    guard let json = try? JSONValue(parsing: fileText), json["format"]?.stringValue == Self.format,
      let owner = json["owner"]?.stringValue, let digits = json["secret"]?.stringValue,
      let bytes = Hexadecimal.bytes(digits),
      let secret = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else { return nil }
    self.owner = owner
    self.secret = secret
  }
}

/// The public half of a key: 64 hexadecimal digits, which a reader pins.
package struct VerifyingKey: Sendable, Hashable {
  package let hexadecimal: String
  private let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
    hexadecimal = Hexadecimal.text(bytes)
  }

  /// `nil` unless it is 64 hexadecimal digits that are a point of the curve.
  package init?(hexadecimal text: String) {
    guard let bytes = Hexadecimal.bytes(text.lowercased()), bytes.count == 32,
      (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil
    else { return nil }
    self.init(bytes: bytes)
  }

  package func accepts(_ signature: String, of text: String) -> Bool {
    guard let signature = Hexadecimal.bytes(signature),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
    else { return false }
    return key.isValidSignature(signature, for: Data(text.utf8))
  }
}

/// Bytes as lower-case hexadecimal digits.
package enum Hexadecimal {
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.underestimatedCount)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `nil` for an odd count of digits and for capitals and other characters: one value has one text.
  package static func bytes(_ text: String) -> [UInt8]? {
    func value(_ digit: UInt8) -> UInt8? {
      switch digit {
      case 48...57: digit - 48
      case 97...102: digit - 87
      default: nil
      }
    }
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
