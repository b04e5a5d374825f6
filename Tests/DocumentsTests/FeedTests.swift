import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Feeds") struct FeedTests {
  static let rss = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Agency &amp; Co</title>
    <language>en</language><image><title>logo</title></image>
    <item><title>A hall at Ryongsong</title><link>https://u:p@example.org/1?token=a</link>
    <guid isPermaLink="false">g1</guid><pubDate>Mon, 03 Nov 2025 10:00:00 +0900</pubDate>
    <description>&lt;p&gt;It &lt;b&gt;grew&lt;/b&gt;.&lt;/p&gt;</description>
    <content:encoded><![CDATA[<p>It grew &amp; grew.</p><script>no</script>]]></content:encoded></item>
    <item><title>Without more</title></item></channel></rss>
    """

  private static func feed(_ text: String) throws(DocumentError) -> Feed { try Feed(Data(text.utf8), at: "feed") }

  private static func code(_ text: String) -> DocumentError.Code? {
    do { _ = try feed(text) } catch { return error.code }
    return nil
  }

  @Test("RSS 2.0 gives its items, their links without what is private")
  func rss2() throws {
    let feed = try Self.feed(Self.rss)
    #expect(feed.title == "Agency & Co" && feed.language == "en" && feed.items.count == 2)
    let item = feed.items[0]
    #expect(item.title == "A hall at Ryongsong" && item.link == "https://example.org/1" && item.id == "g1")
    #expect(item.date?.description == "2025-11-03T01:00:00Z" && item.summary == "It grew & grew.")
    #expect(feed.items[1].link == nil && feed.items[1].id == nil && feed.items[1].date == nil)
  }

  @Test("RSS 1.0 and Atom give the same")
  func others() throws {
    let rdf = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel>
      <item rdf:about="https://example.org/1"><title>T</title><link>https://example.org/1</link>
      <dc:date>2025-11-03</dc:date><description>D</description></item></rdf:RDF>
      """
    let atom = """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko"><title>New</title>
      <entry><title type="html">A &lt;i&gt;T</title>
      <link rel="self" href="https://example.org/self"/><link href="https://example.org/2"/><id>urn:1</id>
      <updated>2025-12-01T00:00:00Z</updated><published>2025-11-03T00:00:00Z</published>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>two <b>three</b></p></div></content>
      </entry></feed>
      """
    let old = try Self.feed(rdf)
    #expect(old.title == "Old" && old.items.map(\.link) == ["https://example.org/1"])
    #expect(old.items[0].date?.description == "2025-11-03" && old.items[0].summary == "D")
    let new = try Self.feed(atom)
    #expect(new.title == "New" && new.language == "ko" && new.items[0].link == "https://example.org/2")
    #expect(new.items[0].title == "A T" && new.items[0].id == "urn:1" && new.items[0].summary == "One two three")
    #expect(new.items[0].date?.description == "2025-11-03T00:00:00Z")
  }

  @Test(
    "Dates of mail are read",
    arguments: [
      ("Mon, 03 Nov 2025 10:00:00 GMT", "2025-11-03T10:00:00Z"), ("3 Nov 25 10:00 EST", "2025-11-03T15:00:00Z"),
      ("03 Nov 2025", "2025-11-03"), ("2025-11-03 10:00:00 +0900", "2025-11-03T01:00:00Z"), ("20251103", "2025-11-03"),
      ("2025/11/03", "2025-11-03"), ("Mon, 32 Nov 2025 10:00:00 GMT", nil), ("soon", nil), ("", nil),
      ("03 Nov 99999999999999999999", nil), ("-1 Nov 2025", nil),
    ])
  func dates(_ text: String, _ date: String?) {
    #expect(DocumentDate.read(text)?.description == date)
  }

  @Test("Feeds that define entities, pull in files or never end are refused")
  func hostile() throws {
    let laughs = """
      <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
      <rss><channel><title>&b;</title></channel></rss>
      """
    #expect(Self.code(laughs) == .broken)
    #expect(
      Self.code(laughs.replacing("<?xml version=\"1.0\"?>", with: "<?xml version=\"1.0\" encoding=\"UTF-7\"?>"))
        == .broken)
    let wide = Data([0xFF, 0xFE]) + Data(laughs.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(throws: DocumentError.self) { try Feed(wide, at: "feed") }
    let outside = """
      <!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><title>x</title>
      <item><title>y</title></item></channel></rss>
      """
    #expect(try Self.feed(outside).items.map(\.title) == ["y"])
    #expect(Self.code(String(repeating: "<a>", count: 100_000)) == .broken)
    #expect(Self.code("<rss><channel>" + String(repeating: "<a>", count: 1_000)) == .broken)
    #expect(Self.code("<html><p>a page</html>") == .broken)
    #expect(Self.code("") == .broken)
    #expect(Self.code("\u{0}\u{1}") == .broken)
    for text in ["<title>cut", "<title>x</channel>", "&nothing;", "<a b>"] {
      #expect(Self.code("<rss><channel><item>" + text) == .broken, "\(text)")
    }
    #expect(
      Self.code("<rss><item><title>" + String(repeating: "a", count: 1 << 20 + 1) + "</title></item></rss>") == .broken)
    var limits = DocumentLimits()
    limits.feedBytes = 100
    #expect(throws: DocumentError.self) { try Feed(Data(Self.rss.utf8), at: "feed", limits: limits) }
  }
}
