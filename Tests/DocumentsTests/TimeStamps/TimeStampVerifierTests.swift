import Foundation
import Provenance
import Quantities
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Time stamps, checked without the network", .enabled(if: TestAuthority.isPossible, "skipped: no openssl"))
struct TimeStampVerifierTests {
  static let hash = ContentHash(of: "the ledger's head")

  /// In a folder of its own, with a root and an authority under it.
  static func withAuthority(_ body: (TestAuthority) throws -> Void) throws {
    try withTemporaryFolder { try body(TestAuthority.usual(in: $0)) }
  }

  private static func fault(
    _ token: TimeStampToken, of hash: ContentHash = hash, trusting trusted: CertificateList,
    with helpers: CertificateList = .none
  ) throws -> TimeStampFault? {
    switch try TimeStampVerifier().verify(token, of: hash, trusting: trusted, with: helpers) {
    case .success: nil
    case .failure(let fault): fault
    }
  }

  @Test("A stamp proves its hash: the authority's moment, number, rules and name come with it")
  func roundTrip() throws {
    try Self.withAuthority { authority in
      let before = Int(Date().timeIntervalSince1970)
      let token = try authority.token(for: Self.hash)
      let after = Int(Date().timeIntervalSince1970)
      let stamp = try TimeStampVerifier().verify(token, of: Self.hash, trusting: authority.certificates("root")).get()
      #expect((before...after).contains(stamp.moment.secondsSince1970))
      #expect(stamp.hash == Self.hash && stamp.serial == "02" && stamp.policy == "1.3.6.1.4.1.99999.1")
      #expect(stamp.authority == "Stamps (Test)" && stamp.certificateEnds.description == "2099-12-31T23:59:59Z")
      #expect(stamp.accuracyInSeconds == 1.5)
      #expect(stamp.latest.secondsSince1970 == stamp.moment.secondsSince1970 + 2)
      #expect(
        stamp.words
          == "Stamps (Test) stamped it at \(stamp.moment), give or take 1.5 s (number 02, policy 1.3.6.1.4.1.99999.1).")
      // The token alone says the same as the answer that it came in.
      #expect(try TimeStampToken(token.bytes, at: "test") == token)
    }
  }

  @Test("A stamp of another hash proves nothing, even of another kind with the same digits")
  func otherHash() throws {
    try Self.withAuthority { authority in
      let root = try authority.certificates("root")
      let token = try authority.token(for: Self.hash)
      let other = ContentHash(of: "another head")
      let fault = try #require(try Self.fault(token, of: other, trusting: root))
      #expect(fault.code == .otherHash)
      #expect(fault.reason == "It stamps \(Self.hash.short), and not \(other.short).")
      var claims = TestClaims(hash: Self.hash)
      claims.algorithm[8] = 8  // SHA3-256
      let kind = try #require(try Self.fault(authority.token(signing: claims), trusting: root))
      #expect(kind.code == .otherHash && kind.reason == "It stamps a hash of another kind than SHA-256.")
    }
  }

  @Test("An authority under another root, even of the same name, is not trusted")
  func unknownAuthority() throws {
    try withTemporaryFolder { folder in
      let (one, other) = (try TestAuthority.usual(in: folder + "/one"), try TestAuthority.usual(in: folder + "/other"))
      let token = try one.token(for: Self.hash)
      let fault = try #require(try Self.fault(token, trusting: other.certificates("root", "tsa")))
      #expect(fault.code == .untrusted)
      #expect(fault.reason.hasPrefix("No trusted certificate stands behind it: "))
      #expect(try Self.fault(token, trusting: .none)?.reason == "No certificate was given to trust.")
      // As a helper it is not trusted, and does not hinder.
      #expect(try Self.fault(token, trusting: other.certificates("root"), with: one.certificates("root")) != nil)
      #expect(try Self.fault(token, trusting: one.certificates("root"), with: other.certificates("root")) == nil)
      // Trust may begin at the authority itself.
      #expect(try Self.fault(token, trusting: one.certificates("tsa")) == nil)
    }
  }

  @Test("A certificate that was not valid at the stamp's moment is a fault; one that ended since is none")
  func validity() throws {
    try Self.withAuthority { authority in
      try authority.certificate(
        "old", "/O=Test/CN=Old", .stamps, by: "root", from: "20180101000000Z", to: "20191231235959Z")
      let root = try authority.certificates("root")
      var claims = TestClaims(hash: Self.hash)
      let late = try #require(try Self.fault(authority.token(signing: claims, by: "old"), trusting: root))
      #expect(late.code == .outsideValidity)
      #expect(late.reason == "A certificate had expired at its moment, 2020-02-29T12:00:00Z.")
      claims.moment = "20171231235959Z"
      let early = try #require(try Self.fault(authority.token(signing: claims, by: "old"), trusting: root))
      #expect(early.code == .outsideValidity)
      #expect(early.reason == "A certificate was not yet valid at its moment, 2017-12-31T23:59:59Z.")
      claims.moment = "20190704080910.25Z"
      let token = try authority.token(signing: claims, by: "old")
      let stamp = try TimeStampVerifier().verify(token, of: Self.hash, trusting: root).get()
      #expect(stamp.moment.description == "2019-07-04T08:09:10Z" && stamp.latest.description == "2019-07-04T08:09:11Z")
      #expect(stamp.certificateEnds.description == "2019-12-31T23:59:59Z" && stamp.accuracyInSeconds == nil)
      #expect(stamp.serial == "9a01" && stamp.policy == "1.3.6.1.4.1")
    }
  }

  @Test("A certificate for another use cannot stamp, though its root is trusted")
  func wrongUse() throws {
    try Self.withAuthority { authority in
      try authority.certificate("plain", "/O=Test/CN=Plain", .plain, by: "root")
      let token = try authority.token(signing: TestClaims(hash: Self.hash), by: "plain")
      let fault = try #require(try Self.fault(token, trusting: authority.certificates("root")))
      #expect(fault.code == .wrongUse)
      #expect(fault.reason == "It is signed with a certificate that is not one for time stamps.")
      #expect(try Self.fault(token, trusting: authority.certificates("plain"))?.code == .wrongUse)
    }
  }

  @Test("Certificates that did not come along can be given, and are not trusted by that")
  func helpers() throws {
    try Self.withAuthority { authority in
      try authority.certificate("between", "/O=Test/CN=Between", .between, by: "root")
      try authority.certificate("far", "/O=Test/CN=Far", .stamps, by: "between")
      let root = try authority.certificates("root")
      let token = try authority.token(signing: TestClaims(hash: Self.hash), by: "far")
      #expect(try Self.fault(token, trusting: root)?.code == .untrusted)
      #expect(try Self.fault(token, trusting: root, with: authority.certificates("between")) == nil)
      let bare = try authority.token(signing: TestClaims(hash: Self.hash), by: "far", options: ["-nocerts"])
      let missing = try #require(try Self.fault(bare, trusting: root, with: authority.certificates("between")))
      #expect(missing.code == .certificateMissing)
      #expect(
        missing.reason == "The certificate of who signed it is neither in it nor among those given.")
      let both = try authority.certificates("between", "far")
      let stamp = try TimeStampVerifier().verify(bare, of: Self.hash, trusting: root, with: both).get()
      #expect(stamp.authority == "Far (Test)")
    }
  }

  @Test("The name is that of the certificate that signed, also where another bears its number")
  func sameNumber() throws {
    try Self.withAuthority { authority in
      try authority.certificate("second", "/O=Other/CN=Second", .root)
      try authority.certificate("a", "/O=Test/CN=Right", .stamps, by: "root", number: "0A0B")
      try authority.certificate("b", "/O=Test/CN=Wrong", .stamps, by: "second", number: "0A0B")
      let token = try authority.token(
        signing: TestClaims(hash: Self.hash), by: "a", options: ["-certfile", "b.pem"])
      #expect(token.content.certificates.count == 2)
      let stamp = try TimeStampVerifier().verify(token, of: Self.hash, trusting: authority.certificates("root")).get()
      #expect(stamp.authority == "Right (Test)")
    }
  }

  @Test("A name that turns the line or breaks it is printed as plain words")
  func hostileName() throws {
    try Self.withAuthority { authority in
      try authority.certificate("odd", "/O=A\u{202E}B/CN=One\nTwo\u{7}\u{200B}", .stamps, by: "root")
      let token = try authority.token(signing: TestClaims(hash: Self.hash), by: "odd")
      let stamp = try TimeStampVerifier().verify(token, of: Self.hash, trusting: authority.certificates("root")).get()
      #expect(stamp.authority == "One Two (AB)")
    }
  }
}
