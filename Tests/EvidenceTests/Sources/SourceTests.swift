import Foundation
import Provenance
import Quantities
import Testing

@testable import Evidence

@Suite("Sources") struct SourceTests {
  static let at = Timestamp(iso8601: "2026-01-02T03:04:05Z")!

  static func source(
    _ id: String = "S1", mediaType: String = "text/html", size: Int = 12, title: String = "A hall is built",
    published: Timestamp? = Timestamp(iso8601: "2025-11-03"), url: String? = nil, language: String? = "ko",
    quotations: [Quotation] = [], quotes: [String] = [], addedBy: String = "analyst 2"
  ) throws -> Source {
    try Source(
      id: id, hash: ContentHash(of: "page"), mediaType: mediaType, size: size, title: title, kind: .article,
      publisher: "State agency", author: nil, published: published, capturedAt: at, url: url, language: language,
      quotations: quotations, quotes: quotes, tip: "newsletter", addedBy: addedBy)
  }

  @Test("A source goes to JSON text and back")
  func roundTrip() throws {
    let text = ExtractedText("The hall\nwas built.")
    let source = try Self.source(
      url: "https://example.org/a?id=3", quotations: [Quotation(of: "hall was built", in: text)], quotes: ["S2"])
    let json = try JSONValue(parsing: Data(source.json.canonicalText.utf8))
    #expect(Source(json: json) == source)
    let bare = try Self.source(published: nil, language: nil)
    #expect(Source(json: bare.json) == bare)
  }

  @Test("What could not be added is not read either")
  func badJSON() throws {
    let good = try Self.source().json
    for (key, value) in [
      ("id", JSONValue.string("X1")), ("hash", "00"), ("size", -1), ("title", " "), ("capturedAt", "yesterday"),
      ("kind", "rumour"), ("url", "javascript:alert(1)"), ("quotes", ["S1"]), ("addedBy", .null),
    ] {
      let members = good.members?.map { $0.key == key ? JSONValue.Member(key, value) : $0 } ?? []
      #expect(Source(json: .object(members)) == nil, "\(key)")
    }
  }

  @Test("Sources that cannot be are refused with the reason")
  func refused() {
    func code(_ make: () throws -> Source) -> EvidenceError.Code? {
      do { _ = try make() } catch { return (error as? EvidenceError)?.code }
      return nil
    }
    #expect(code { try Self.source("S0") } == .unreadable)
    #expect(code { try Self.source("S1\u{202E}") } == .unreadable)
    #expect(code { try Self.source(title: "\u{202E} ") } == .incomplete)
    #expect(code { try Self.source(addedBy: "") } == .incomplete)
    #expect(code { try Self.source(size: -1) } == .outOfRange)
    #expect(code { try Self.source(mediaType: "text") } == .unreadable)
    #expect(code { try Self.source(published: Timestamp(iso8601: "2026-02-01")) } == .outOfRange)
    #expect(code { try Self.source(language: "k<o") } == .unreadable)
    #expect(code { try Self.source(quotes: ["S1"]) } == .outOfRange)
    #expect(code { try Self.source(quotes: ["S2", "S2"]) } == .outOfRange)
    #expect(code { try Self.source(title: String(repeating: "x", count: 1001)) } == .outOfRange)
  }

  @Test("Its labels stand on one line, without signs that turn the writing")
  func labels() throws {
    #expect(try Self.source(title: "A\u{202E}hall\n is\u{0} built ").title == "Ahall is built")
  }

  @Test("Ids go on after the highest, and what is quoted must be there")
  func ids() throws {
    #expect(Source.nextID(after: ["S2", "S10", "x"]) == "S11")
    #expect(Source.nextID(after: []) == "S1")
    try Source.check([Self.source("S1", quotes: ["S2"]), Self.source("S2")])
    let error = #expect(throws: EvidenceError.self) { try Source.check([Self.source("S1", quotes: ["S3"])]) }
    #expect(error?.code == .unknown)
  }

  @Test(
    "No address lets a reader in",
    arguments: [
      ("https://user:pw@example.org/a", "https://example.org/a"),
      ("https://user@example.org/a?x=1", "https://example.org/a?x=1"),
      ("https://example.org/a?access_token=abc&id=3", "https://example.org/a?id=3"),
      ("https://example.org/a?id=3&X-Amz-Signature=00&X-Amz-Credential=a", "https://example.org/a?id=3"),
      ("https://example.org/a?%61pi_key=abc", "https://example.org/a"),
      ("https://example.org/a#access_token=abc&x=1", "https://example.org/a#x=1"),
      ("https://example.org/a;jsessionid=1/b", "https://example.org/a/b"),
      ("https://example.org/?to=https%3A%2F%2Fu%3Ap%40h%2Fx&p=2", "https://example.org/?p=2"),
      ("https://example.org/?to=https%253A%252F%252Fh%252Fx%253Ftoken%253Da", "https://example.org/"),
      ("https://example.org/?k=eyJhbGciOiJIUzI1NiJ9.e30.abc", "https://example.org/"),
      ("https://example.org/index.php?MTJAMjAyNS0xMC0x==", "https://example.org/index.php?MTJAMjAyNS0xMC0x=="),
      ("https://example.org/search?q=%EB%A3%A1%EC%84%B1#part", "https://example.org/search?q=%EB%A3%A1%EC%84%B1#part"),
    ])
  func addresses(_ given: String, _ kept: String) throws {
    #expect(try WebAddress(given).text == kept)
    #expect(try WebAddress(kept).removed == [])
    #expect(try Self.source(url: given).url == kept)
  }

  @Test(
    "What opens no page is no address",
    arguments: [
      "javascript:alert(1)", "file:///etc/passwd", "ftp://h/x", "data:text/html,x", "https://", "", "example.org",
      "https://exa mple.org", "https://example.org/\u{202E}", "https://example.org/\"onload=x", "https://e.org/<b>",
      "https://example.org/\u{0}", "https://e.org/" + String(repeating: "a", count: 4000),
    ])
  func noAddresses(_ text: String) {
    #expect(throws: EvidenceError.self) { try WebAddress(text) }
  }
}
