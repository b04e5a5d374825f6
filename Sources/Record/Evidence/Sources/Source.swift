import Provenance
import Quantities

/// A captured document, or another party's analysis: bytes that do not change, with who published them, when, and what
/// they say.
package struct Source: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case article, analysis, photo, post, groundReport, document, other
  }

  /// `S1`, `S2` …, unique in the case and never used again.
  package let id: String
  /// Hash of the bytes as they were captured.
  package let hash: ContentHash
  /// `text/html`, `application/pdf`, `image/png` …
  package let mediaType: String
  /// Bytes.
  package let size: Int
  package let title: String
  package let kind: Kind
  package let publisher: String?
  package let author: String?
  /// When it says that it was published; often no more than the day.
  package let published: Timestamp?
  package let capturedAt: Timestamp
  /// Where it was found, without user name, password and tokens; `nil` for a file that came another way.
  package let url: String?
  /// `ko`, `en-GB` …
  package let language: String?
  package let quotations: [Quotation]
  /// Ids of other sources that this one quotes: it is then no line of its own.
  package let quotes: [String]
  /// Free label of where the tip to look came from: sources of one tip are not independent.
  package let tip: String?
  /// Who added it: a name or a pseudonym.
  package let addedBy: String

  /// - Throws: `incomplete` without title or `addedBy`; `unreadable` for an address or id that is none; `outOfRange`
  ///   for sizes, dates and lengths that cannot be.
  package init(
    id: String, hash: ContentHash, mediaType: String, size: Int, title: String, kind: Kind, publisher: String? = nil,
    author: String? = nil, published: Timestamp? = nil, capturedAt: Timestamp, url: String? = nil,
    language: String? = nil, quotations: [Quotation] = [], quotes: [String] = [], tip: String? = nil, addedBy: String
  ) throws(EvidenceError) {
    let place = "source \(id.asOneLine.shortened(to: 20))"
    guard Self.isID(id) else {
      throw EvidenceError(
        .unreadable, at: place, "Its id is not of the form S1, S2 …", mend: "Let the case give the next free id.")
    }
    try Self.checkFile(mediaType, size, place)
    try Self.checkDates(published, capturedAt, place)
    try Self.checkQuotes(quotes, of: id, place)
    guard let title = try Self.label(title, "title", place) else {
      throw EvidenceError(.incomplete, at: place, "It has no title.", mend: "Give one with --title.")
    }
    guard let addedBy = try Self.label(addedBy, "name of who added it", place) else {
      throw EvidenceError(
        .incomplete, at: place, "Nobody is named who adds it.", mend: "Give a name or pseudonym with --by.")
    }
    self.id = id
    self.hash = hash
    self.mediaType = mediaType
    self.size = size
    self.title = title
    self.kind = kind
    self.publisher = try Self.label(publisher, "publisher", place)
    self.author = try Self.label(author, "author", place)
    self.published = published
    self.capturedAt = capturedAt
    self.url = try Self.address(url, place)
    self.language = try Self.checkedLanguage(language, place)
    self.quotations = quotations
    self.quotes = quotes
    self.tip = try Self.label(tip, "tip", place)
    self.addedBy = addedBy
  }

  /// The id of the next source after those that there are or ever were.
  package static func nextID(after ids: some Sequence<String>) -> String {
    let most = ids.compactMap { isID($0) ? Int($0.dropFirst()) : nil }.max() ?? 0
    return "S\(most + 1)"
  }

  /// - Throws: `unknown` where one quotes a source that is not among them; `outOfRange` where two have one id.
  package static func check(_ sources: [Source]) throws(EvidenceError) {
    let ids = Set(sources.map(\.id))
    guard ids.count == sources.count else {
      throw EvidenceError(.outOfRange, at: "sources", "Two have one id.", mend: "Let the case give the ids.")
    }
    for source in sources {
      if let stranger = source.quotes.first(where: { !ids.contains($0) }) {
        throw EvidenceError(
          .unknown, at: "source \(source.id)", "It quotes \(stranger), and there is no such source.",
          mend: "Add that source first, or leave it out.")
      }
    }
  }
}
