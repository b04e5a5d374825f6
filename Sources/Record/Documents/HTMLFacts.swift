import Evidence
import Foundation
import Provenance
import Quantities

/// What a page says of itself: title, author, publisher, language and date.
struct HTMLFacts {
  private(set) var title: String?
  private(set) var author: String?
  private(set) var publisher: String?
  private(set) var language: String?
  private(set) var published: Timestamp?
  private var isTitleShared = false

  private static let longest = 500
  /// Bytes of a description in JSON that are read; pages carry some of megabytes that describe other things.
  private static let longestScript = 1 << 20

  mutating func readTitle(_ bytes: ArraySlice<UInt8>) {
    guard title == nil || isTitleShared else { return }
    title = Self.line(HTMLEntity.undone(bytes.prefix(8 * Self.longest))) ?? title
    isTitleShared = false
  }

  mutating func read(_ tag: String, _ attributes: [String: String]) {
    switch tag {
    case "html": language = language ?? Self.language(attributes["lang"] ?? attributes["xml:lang"])
    case "time":
      guard attributes["pubdate"] != nil || attributes["itemprop"]?.lowercased() == "datepublished" else { return }
      published = published ?? Self.date(attributes["datetime"])
    default: readMeta(attributes)
    }
  }

  private mutating func readMeta(_ attributes: [String: String]) {
    guard let content = attributes["content"],
      let name = (attributes["property"] ?? attributes["name"] ?? attributes["itemprop"])?.lowercased()
    else {
      if attributes["http-equiv"]?.lowercased() == "content-language" {
        language = language ?? Self.language(attributes["content"])
      }
      return
    }
    if Self.dateNames.contains(name) { published = published ?? Self.date(content) }
    if Self.authorNames.contains(name), !content.contains("://") { author = author ?? Self.line(content) }
    if Self.publisherNames.contains(name), !content.contains("://") { publisher = publisher ?? Self.line(content) }
    if name == "og:title", title == nil {
      title = Self.line(content)
      isTitleShared = title != nil
    }
    if name == "og:locale" { language = language ?? Self.language(content.replacing("_", with: "-")) }
  }

  /// Descriptions of the page for search engines: `{"datePublished": "2025-11-03", …}`.
  mutating func readScript(_ bytes: ArraySlice<UInt8>, attributes: [String: String]) {
    guard published == nil, bytes.count <= Self.longestScript,
      attributes["type"]?.lowercased().hasPrefix("application/ld+json") == true,
      let json = try? JSONValue(parsing: Data(bytes))
    else { return }
    published = Self.firstDate(in: json)
  }

  private static func firstDate(in json: JSONValue) -> Timestamp? {
    if let date = json["datePublished"]?.stringValue.flatMap(date) { return date }
    let parts = json.arrayValue ?? json.members?.map(\.value) ?? []
    return parts.lazy.compactMap { firstDate(in: $0) }.first
  }

  // MARK: - Values

  private static func line(_ text: String) -> String? {
    let line = text.asOneLine.shortened(to: longest)
    return line.isEmpty ? nil : line
  }

  private static func date(_ text: String?) -> Timestamp? { text.flatMap { DocumentDate.read($0) } }

  private static func language(_ text: String?) -> String? {
    guard let tag = text?.split(whereSeparator: { $0 == "," || $0.isWhitespace }).first, tag.utf8.count <= 35,
      tag.utf8.count >= 2, tag.utf8.allSatisfy({ HTMLText.isLetter($0) || (48...57).contains($0) || $0 == 0x2D })
    else { return nil }
    return String(tag)
  }

  private static let dateNames: Set<String> = [
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
    "dcterms.created", "pubdate", "publishdate", "publish-date", "publication_date", "citation_publication_date",
    "sailthru.date", "parsely-pub-date", "og:published_time", "dc:date", "created", "originalpublicationdate",
  ]
  private static let authorNames: Set<String> = ["author", "article:author", "dc.creator", "dcterms.creator", "byl"]
  private static let publisherNames: Set<String> = ["og:site_name", "publisher", "dc.publisher", "dcterms.publisher"]
}
