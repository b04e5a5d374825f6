import Provenance

/// A passage that a source says, with where in its extracted text it stands.
package struct Quotation: Sendable, Hashable {
  /// The passage as it was asked for, on one line.
  package let text: String
  /// Code points of the extracted text before it.
  package let offset: Int
  /// Code points of the extracted text that it takes, line breaks and all.
  package let length: Int
  /// Page that it begins on, counted from 1; `nil` where the document has no pages.
  package let page: Int?

  /// Longest passage: what is longer is a copy rather than a quotation.
  package static let longest = 10_000

  /// - Throws: `incomplete` for an empty passage; `outOfRange` for a position that no text has, or one too long.
  package init(text: String, offset: Int, length: Int, page: Int? = nil) throws(EvidenceError) {
    let line = text.asOneLine
    guard !line.isEmpty else {
      throw EvidenceError(.incomplete, at: "quotation", "It has no words.", mend: "Give the words that are quoted.")
    }
    let size = text.unicodeScalars.count
    guard size <= Self.longest else {
      throw EvidenceError(
        .outOfRange, at: "quotation", "It has \(size) characters, and at most \(Self.longest) are taken.",
        mend: "Quote the sentences that matter, one by one.")
    }
    guard offset >= 0, length > 0, offset <= Int.max - length, page.map({ $0 >= 1 }) ?? true else {
      throw EvidenceError(
        .outOfRange, at: "quotation", "No text has \(length) characters from \(offset) on page \(page ?? 1).",
        mend: "Let the position be found from the words.")
    }
    self.text = line
    self.offset = offset
    self.length = length
    self.page = page
  }

  /// The first place where `text` says `passage`. Line breaks, spaces, hyphens at the ends of lines, ligatures and the
  /// shapes of quotation marks and dashes do not count; letters and their case do.
  /// - Throws: `unreadable` with the nearest words where the text does not say it; `incomplete`, `outOfRange`.
  package init(of passage: String, in text: ExtractedText, at place: String = "quotation") throws(EvidenceError) {
    _ = try Quotation(text: passage, offset: 0, length: 1)
    guard let range = QuotationSearch.range(of: passage, in: text.text) else {
      throw Self.missing(passage, text.text, place)
    }
    try self.init(text: passage, offset: range.lowerBound, length: range.count, page: text.page(at: range.lowerBound))
  }

  private static func missing(_ passage: String, _ text: String, _ place: String) -> EvidenceError {
    let asked = "The document does not say \"\(passage.asOneLine.shortened(to: 200))\"."
    guard let near = NearestWords.find(passage, in: text) else {
      return EvidenceError(
        .unreadable, at: place, "\(asked) Nothing in it is like that.",
        mend: "Check that this is the right document, and that its text could be read.")
    }
    return EvidenceError(
      .unreadable, at: place, "\(asked) The nearest words in it are: \"\(near.shortened(to: 300))\".",
      mend: "Quote the document's own words.")
  }

  package var json: JSONValue {
    [
      "text": .string(text), "offset": .integer(offset), "length": .integer(length),
      "page": page.map { .integer($0) } ?? .null,
    ]
  }

  package init?(json: JSONValue) {
    guard let text = json["text"]?.stringValue, let offset = json["offset"]?.intValue,
      let length = json["length"]?.intValue, let page = json.optional("page", \.intValue),
      let quotation = try? Quotation(text: text, offset: offset, length: length, page: page)
    else { return nil }
    self = quotation
  }
}
