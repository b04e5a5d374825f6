import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Authorities on the network", .enabled(if: StampServer.isPossible, "skipped: no openssl or python3"))
struct TimeStampAuthorityTests {
  private static func withServer(_ body: (StampServer, TestAuthority) throws -> Void) throws {
    try TimeStampVerifierTests.withAuthority { try body(StampServer($0), $0) }
  }

  private static func token(_ url: String, _ limits: DocumentLimits = .init()) throws(DocumentError) -> TimeStampToken {
    try TimeStampAuthority(url, limits: limits).token(for: TimeStampRequest(for: TimeStampVerifierTests.hash))
  }

  private static func error(_ url: String, _ limits: DocumentLimits = .init()) -> DocumentError? {
    do { _ = try token(url, limits) } catch { return error }
    return nil
  }

  @Test("A stamp that an authority gave over the network is right without it")
  func roundTrip() throws {
    try Self.withServer { server, authority in
      let token = try Self.token(server.url("tsa"))
      let root = try authority.certificates("root")
      let stamp = try TimeStampVerifier().verify(token, of: TimeStampVerifierTests.hash, trusting: root).get()
      #expect(stamp.authority == "Stamps (Test)")
      #expect(try Self.token(server.url("parameter")).content.hash == TimeStampVerifierTests.hash)
    }
  }

  @Test("A refusal is told in the authority's words")
  func refused() throws {
    try Self.withServer { server, _ in
      let error = try #require(Self.error(server.url("no")))
      #expect(error.code == .refused && error.place == server.url("no"))
      #expect(
        error.reason == "The authority gave no time stamp, status 2: \"Message digest algorithm is not supported.\" "
          + "(it does not take this kind of hash).")
      #expect(error.mend == "Ask the authority why, or ask another one.")
    }
  }

  @Test("Answers of another type, too long, cut off or empty are each told as what they are")
  func wrongAnswers() throws {
    try Self.withServer { server, _ in
      #expect(
        Self.error(server.url("page"))?.reason
          == "It sent \"text/html\", and an authority's answer is application/timestamp-reply.")
      #expect(Self.error(server.url("page"))?.code == .unsupported)
      let untyped = Self.error(server.url("untyped"))
      #expect(untyped?.code == .unsupported && untyped?.reason.hasPrefix("It sent an answer without a type") == true)
      let large = try #require(Self.error(server.url("endless")))
      #expect(large.code == .tooLarge)
      #expect(large.reason == "It sent more than 256 KiB, the most that is taken of an answer.")
      for path in ["cut", "empty"] {
        let error = try #require(Self.error(server.url(path)))
        #expect(error.code == .broken && error.reason == "This is no time stamp, or a damaged one.")
      }
      let busy = try #require(Self.error(server.url("busy?apikey=abcdef")))
      #expect(busy.code == .network && busy.reason == "The server answered with status 503.")
      #expect(busy.place == server.url("busy"))
      let moved = try #require(Self.error(server.url("moved")))
      #expect(moved.code == .network && moved.reason == "It leads on to another address.")
    }
  }

  @Test("Slow servers are given up, also those that send byte by byte")
  func slow() throws {
    try Self.withServer { server, _ in
      var limits = DocumentLimits()
      limits.seconds = 1
      for path in ["slow", "drip"] {
        let error = try #require(Self.error(server.url(path), limits))
        #expect(error.code == .network && error.reason == "It did not answer within 1 s.")
      }
    }
  }

  @Test("An old answer and an answer about another hash are not taken for this question's")
  func otherAnswers() throws {
    try Self.withServer { server, _ in
      _ = try Self.token(server.url("old"))
      let old = try #require(Self.error(server.url("old")))
      #expect(old.code == .otherAnswer)
      #expect(old.reason == "The answer does not hold the nonce of the question: it may be an old one.")
      let other = try #require(Self.error(server.url("other")))
      #expect(other.code == .otherAnswer)
      #expect(
        other.reason == "The authority stamped the hash 0707070707, and it was asked for "
          + "\(TimeStampVerifierTests.hash.short).")
    }
  }

  @Test("User name and password reach the authority and stay out of its address")
  func account() throws {
    try Self.withServer { server, _ in
      let address = "http://kim:pa%20ss@127.0.0.1:\(server.port)/account"
      #expect(try TimeStampAuthority(address).address == server.url("account"))
      _ = try Self.token(address)
      let error = try #require(Self.error("http://kim:wrong@127.0.0.1:\(server.port)/account"))
      #expect(error.reason == "The server answered with status 401." && !error.description.contains("wrong"))
    }
  }

  @Test("What is no web address is refused before anything is sent, and a server that is not there is told")
  func unreachable() throws {
    for url in ["", "file:///etc/passwd", "ftp://127.0.0.1/x", "tsa.example", "http://a\u{202E}b/", "http:///x"] {
      #expect(Self.error(url)?.code == .unreadable)
    }
    let error = try #require(Self.error("http://127.0.0.1:1/tsa"))
    #expect(error.code == .network && error.reason.hasPrefix("It cannot be reached: "))
    #expect(error.mend == "Check the address, try again, or ask another authority.")
  }
}
