import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Questions to an authority") struct TimeStampRequestTests {
  static let hash = ContentHash(of: "the ledger's head")

  @Test(
    "Without a nonce the question is byte for byte that of openssl",
    .enabled(if: TestAuthority.isPossible, "skipped: no openssl"))
  func agrees() throws {
    try withTemporaryFolder { folder in
      try TestAuthority.run(
        "openssl",
        ["ts", "-query", "-digest", Self.hash.hexadecimal, "-sha256", "-cert", "-no_nonce", "-out", "question"],
        in: folder)
      let theirs = try Data(contentsOf: URL(fileURLWithPath: folder + "/question"))
      #expect(TimeStampRequest(for: Self.hash, nonce: nil).bytes == theirs)
    }
  }

  @Test(
    "openssl reads each nonce as the number that it is",
    .enabled(if: TestAuthority.isPossible, "skipped: no openssl"),
    arguments: [0, 1, 0x7F, 0x80, 0xFF, 0x100, 1 << 63, UInt64.max])
  func nonces(_ nonce: UInt64) throws {
    try withTemporaryFolder { folder in
      let request = TimeStampRequest(for: Self.hash, nonce: nonce)
      try request.bytes.write(to: URL(fileURLWithPath: folder + "/question"))
      let text = try TestAuthority.run("openssl", ["ts", "-query", "-in", "question", "-text"], in: folder)
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Nonce: ") })
      let digits = line.dropFirst("Nonce: 0x".count)
      #expect(UInt64(digits, radix: 16) == nonce)
      #expect(text.contains("Hash Algorithm: sha256") && text.contains("Certificate required: yes"))
    }
  }

  @Test("Two questions about one hash are two")
  func fresh() {
    #expect(TimeStampRequest(for: Self.hash) != TimeStampRequest(for: Self.hash))
  }
}
