import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Damaged time stamps", .enabled(if: TestAuthority.isPossible, "skipped: no openssl"))
struct TimeStampFlipTests {
  /// The parts of a token: those that the signature covers or is made of, and those around them.
  struct Parts {
    let signed: [(name: String, bytes: Range<Int>)]
    /// Numbers of versions, names of algorithms, and the issuer's name, in which capitals do not count. OpenSSL looks
    /// at few of them, and nothing that is said is taken from them.
    let unsigned: [(name: String, bytes: Range<Int>)]

    init(_ token: Data) throws {
      let bytes = Array(token)
      var outer = try DERReader.only(0x30, in: bytes[...]).inside
      _ = try outer.next()
      var content = try DERReader.only(0x30, in: outer.next(0xA0).content).inside
      let (version, kinds) = (try content.next(0x02), try content.next(0x31))
      var encapsulated = try content.next(0x30).inside
      _ = try encapsulated.next()
      let said = try DERReader.only(0x04, in: encapsulated.next(0xA0).content)
      let certificate = try DERReader.only(0x30, in: content.next(0xA0).content)
      var signer = try DERReader.only(0x30, in: content.next(0x31).content).inside
      let (signerVersion, issuer) = (try signer.next(0x02), try signer.next(0x30))
      let kind = try signer.next(0x30)
      let (attributes, signatureKind) = (try signer.next(0xA0), try signer.next(0x30))
      let signature = try signer.next(0x04)
      signed = [
        ("claims", said.content.indices), ("certificate", certificate.whole.indices),
        ("attributes", attributes.whole.indices), ("signature", signature.content.indices),
      ]
      unsigned = [
        ("version", version.content.indices), ("kinds of hash", kinds.content.indices),
        ("version of the signer's part", signerVersion.content.indices), ("kind of hash", kind.content.indices),
        ("issuer", issuer.content.indices),
        ("kind of signature", signatureKind.content.indices),
      ]
    }

    func name(of position: Int) -> String? { (signed + unsigned).first { $0.bytes.contains(position) }?.name }
  }

  @Test("A changed bit is found wherever the signature reaches; around it, it changes nothing that is said")
  func flips() throws {
    try TimeStampVerifierTests.withAuthority { authority in
      let hash = TimeStampVerifierTests.hash
      let root = try authority.certificates("root")
      let token = try authority.token(for: hash)
      let parts = try Parts(token.bytes)
      #expect(Hexadecimal.text(token.bytes[parts.signed[0].bytes]).contains(hash.hexadecimal))
      let stamp = try TimeStampVerifier().verify(token, of: hash, trusting: root).get()
      var random = SeededNumbers(seed: 3161)
      var found: [String: Int] = [:]
      var unnoticed: Set<String> = []
      let positions = Array(stride(from: 0, to: token.bytes.count, by: 5)) + parts.unsigned.flatMap { Array($0.bytes) }
      for position in positions {
        let name = parts.name(of: position) ?? "frame"
        var bytes = token.bytes
        bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        guard let changed = try? TimeStampToken(bytes, at: "test"),
          case .success(let other) = try TimeStampVerifier().verify(changed, of: hash, trusting: root)
        else {
          found[name, default: 0] += 1
          continue
        }
        unnoticed.insert(name)
        #expect(other == stamp, "byte \(position) in \(name) changed what is said")
      }
      #expect(unnoticed.isSubset(of: parts.unsigned.map(\.name)), "seed 3161")
      // Without this the claim about the parts around would be empty.
      #expect(unnoticed.contains("kind of signature"))
      for part in parts.signed { #expect(found[part.name, default: 0] >= part.bytes.count / 5) }
    }
  }

  @Test("The bit that says whether a value holds others is looked at everywhere, also where OpenSSL does not")
  func constructedBits() throws {
    try TimeStampVerifierTests.withAuthority { authority in
      let token = try authority.token(for: TimeStampVerifierTests.hash)
      let attributes = try Parts(token.bytes).signed[2].bytes
      // Each attribute's values stand in a set.
      let sets = attributes.filter { token.bytes[$0] == 0x31 }
      #expect(sets.count >= 4)
      for position in sets {
        var bytes = token.bytes
        bytes[position] ^= 0x20
        let root = try authority.certificates("root")
        guard let changed = try? TimeStampToken(bytes, at: "test") else { continue }
        #expect(throws: TimeStampFault.self) {
          try TimeStampVerifier().verify(changed, of: TimeStampVerifierTests.hash, trusting: root).get()
        }
      }
    }
  }

  @Test("Cut off, doubled, or made of chance, bytes are refused and nothing else happens")
  func broken() throws {
    try TimeStampVerifierTests.withAuthority { authority in
      let answer = try authority.answer(TimeStampRequest(for: TimeStampVerifierTests.hash).bytes)
      for count in 0..<answer.count { #expect(Self.code(answer.prefix(count)) == .broken) }
      #expect(Self.code(answer + answer) == .broken)
      #expect(Self.code(answer + [0]) == .broken)
      var random = SeededNumbers(seed: 7)
      for _ in 0..<20_000 {
        var bytes = answer
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          bytes[Int.random(in: 0..<min(bytes.count, 300), using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        _ = Self.code(bytes)
      }
    }
  }

  private static func code(_ bytes: Data) -> DocumentError.Code? {
    do { _ = try TimeStampToken(bytes, at: "test") } catch { return error.code }
    return nil
  }
}
