import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Answers of authorities, as bytes") struct TimeStampTokenTests {
  private static func error(_ bytes: [UInt8], _ limits: DocumentLimits = .init()) -> DocumentError? {
    do { _ = try TimeStampToken(Data(bytes), at: "answer.tsr", limits: limits) } catch { return error }
    return nil
  }

  private static func answer(status: [UInt8], words: [String] = [], bits: [UInt8] = []) -> [UInt8] {
    let texts = words.flatMap { TestClaims.value(0x0C, Array($0.utf8)) }
    let said = words.isEmpty ? [] : TestClaims.value(0x30, texts)
    let failure = bits.isEmpty ? [] : TestClaims.value(0x03, [0] + bits)
    return TestClaims.value(0x30, TestClaims.value(0x30, TestClaims.value(0x02, status) + said + failure))
  }

  @Test("A refusal is told on one line, shortened, without what turns the line")
  func refusal() {
    #expect(
      Self.error(Self.answer(status: [2], words: ["No\nway\u{202E}", "ever"], bits: [0x20, 0, 0, 0x40]))?.description
        == "answer.tsr: The authority gave no time stamp, status 2: \"No way ever\" "
        + "(it does not allow the request, it failed). Ask the authority why, or ask another one.")
    let long = Self.error(Self.answer(status: [4], words: [String(repeating: "x", count: 5000)]))
    let shortened = String(repeating: "x", count: 199) + "…"
    #expect(long?.reason == "The authority gave no time stamp, status 4: \"\(shortened)\".")
    let waiting = Self.error(Self.answer(status: [3]))
    #expect(waiting?.reason == "The authority gave no time stamp, status 3.")
    #expect(waiting?.mend == "Ask for the answer later.")
    // Given, and yet nothing is in it.
    #expect(Self.error(Self.answer(status: [0]))?.code == .broken)
    #expect(Self.error(Self.answer(status: [0xFF]))?.code == .broken)
    #expect(Self.error(Self.answer(status: []))?.code == .broken)
  }

  @Test(
    "Lengths that lie, tags of several bytes and other formats are damaged stamps",
    arguments: [
      [], [0x30], [0x30, 0x80, 0, 0], [0x30, 0x81, 0x01, 0], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
      [0x30, 0x82, 0, 1, 0], [0x3F, 0x81, 0], [0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1], Array("<html>".utf8),
      Array(repeating: 0x30, count: 4000), [0x10, 0], [0x30, 2, 0x22, 0],
      (0..<2000).reduce([0x05, 0]) { nested, _ in TestClaims.value(0x30, nested) },
    ] as [[UInt8]])
  func broken(_ bytes: [UInt8]) {
    #expect(
      Self.error(bytes)?.description
        == "answer.tsr: This is no time stamp, or a damaged one. "
        + "Ask the authority again, or go back to a copy of its answer.")
  }

  @Test("An answer longer than any time stamp is not read")
  func tooLarge() throws {
    let bytes = [UInt8](repeating: 0x30, count: 262_145)
    let error = Self.error(bytes)
    #expect(error?.code == .tooLarge)
    #expect(error?.reason == "It has 256 KiB, and a time stamp has at most 256 KiB.")
    try withTemporaryFolder { folder in
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/answer.tsr"))
      let error = #expect(throws: DocumentError.self) { try TimeStampToken(contentsOf: folder + "/answer.tsr") }
      #expect(error?.code == .tooLarge)
    }
  }

  @Test(
    "Claims are read to the last digit, and those that cannot be true are refused",
    .enabled(if: TestAuthority.isPossible, "skipped: no openssl"))
  func claims() throws {
    try TimeStampVerifierTests.withAuthority { authority in
      var claims = TestClaims(hash: TimeStampVerifierTests.hash)
      claims.rest = TestClaims.value(0x30, [0x02, 1, 2, 0x80, 2, 0x01, 0xF4, 0x81, 1, 7])
      claims.policy = [0x88, 0x37, 0x83, 0xFF, 0xFF, 0xFF, 0x7F]
      let content = try authority.token(signing: claims).content
      #expect(content.accuracyInSeconds.map { abs($0 - 2.500007) < 1e-12 } == true)
      #expect(content.latest.description == "2020-02-29T12:00:03Z" && content.policy == "2.999.1073741823")
      let wrong: [(inout TestClaims) -> Void] = [
        { $0.moment = "20210229120000Z" }, { $0.moment = "202002291200Z" }, { $0.moment = "20200229120000+0100" },
        { $0.moment = "" }, { $0.moment = "20200229120000.Z" }, { $0.moment = "00000101000000Z" },
        { $0.policy = [] }, { $0.policy = [0x80, 0x01] }, { $0.policy = [0x2B, 0x86] },
        { $0.policy = Array(repeating: 0xFF, count: 12) + [1] },
        { $0.rest = TestClaims.value(0x30, [0x02, 1, 0xFF]) },
        { $0.rest = TestClaims.value(0x30, [0x02, 5, 1, 1, 1, 1, 1]) },
      ]
      for (index, change) in wrong.enumerated() {
        var other = TestClaims(hash: TimeStampVerifierTests.hash)
        change(&other)
        let error = #expect(throws: DocumentError.self, "case \(index)") { try authority.token(signing: other) }
        #expect(error?.code == .broken)
      }
    }
  }
}
