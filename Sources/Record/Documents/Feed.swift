import Evidence
import Foundation
import Quantities

/// What a feed lists: RSS 2.0, RSS 1.0 or Atom.
package struct Feed: Sendable, Hashable {
  package struct Item: Sendable, Hashable {
    /// As the feed gives it, else the link; `nil` where it has neither.
    package let id: String?
    package let title: String?
    /// Without user name, password and tokens; `nil` where it is no web address.
    package let link: String?
    package let date: Timestamp?
    /// Without markup; of the full text and the summary the longer.
    package let summary: String
  }

  package let title: String?
  package let language: String?
  package let items: [Item]

  /// - Parameter place: name for messages.
  /// - Throws: `tooLarge`; `broken` for what is no feed, is no well-formed XML, or defines entities of its own.
  package init(_ bytes: Data, at place: String, limits: DocumentLimits = .init()) throws(DocumentError) {
    guard bytes.count <= limits.feedBytes else {
      throw DocumentError(
        .tooLarge, at: place,
        "It has more than \(DocumentLimits.words(limits.feedBytes)), which is the most that is taken of a feed.",
        mend: "Save the items that matter as files, and search the folder.")
    }
    // Read as text here, so that no encoding hides from the check what the parser would see.
    let decoded = TextDecoding(bytes, declared: HTMLCharset.declared(in: bytes))
    var text = decoded.text.drop { $0.isWhitespace }
    if text.hasPrefix("<?xml"), let end = text.firstRange(of: "?>") { text = text[end.upperBound...] }
    let content = Data(text.utf8)
    guard content.range(of: Data("<!ENTITY".utf8)) == nil else {
      throw DocumentError(
        .broken, at: place, "It defines entities of its own, which can grow without end.",
        mend: "Save the items that matter as files, and search the folder.")
    }
    // Without its declaration the parser takes it as UTF-8, which it is now.
    let parser = FeedParser()
    let problem = parser.parse(content)
    guard parser.isFeed else {
      throw DocumentError(
        .broken, at: place, "This is no RSS or Atom feed\(problem.map { ": \($0)" } ?? "").",
        mend: "Give the address of the feed itself.", cause: problem)
    }
    if let problem {
      throw DocumentError(
        .broken, at: place, "This feed is broken: \(problem).",
        mend: "Load it again; it may have been cut off.", cause: problem)
    }
    title = parser.title
    language = parser.language
    items = parser.items
  }

  /// - Throws: As above, and `unreadable`, `notAFile`.
  package init(file path: String, limits: DocumentLimits = .init()) throws(DocumentError) {
    let file = try OrdinaryFile(opening: path, limit: limits.feedBytes)
    try self.init(try file.bytes(), at: path, limits: limits)
  }

  /// Loads the feed from a web address. Blocks.
  /// - Throws: As above, and `network`.
  package init(url: String, limits: DocumentLimits = .init()) throws(DocumentError) {
    let (bytes, place) = try FeedDownload(limits: limits).load(url)
    try self.init(bytes, at: place, limits: limits)
  }
}
