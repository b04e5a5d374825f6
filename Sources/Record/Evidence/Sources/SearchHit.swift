import Provenance
import Quantities

/// A document that names the place, offered as a source: where, by which spelling, and in which words.
package struct SearchHit: Sendable, Hashable {
  /// What the date of a document rests on.
  package enum DatedBy: String, Sendable, CaseIterable {
    case document, feed, fileName

    package var words: String {
      switch self {
      case .document: "the document's own date"
      case .feed: "the feed's date"
      case .fileName: "the date in its file name"
      }
    }
  }

  /// One place in the document.
  package struct Passage: Sendable, Hashable {
    /// The words around the name, on one line.
    package let text: String
    /// Position of the name in the document's text, in code points.
    package let offset: Int
    package let length: Int
    package let page: Int?
    package let variant: NameVariant

    package init(text: String, offset: Int, length: Int, page: Int? = nil, variant: NameVariant) {
      self.text = text
      self.offset = offset
      self.length = length
      self.page = page
      self.variant = variant
    }
  }

  /// Path within the folder that was searched, or the item's address: never a path of the machine.
  package let document: String
  package let title: String?
  package let date: Timestamp?
  package let datedBy: DatedBy?
  package let language: String?
  package let mediaType: String?
  /// The first places.
  package let passages: [Passage]
  /// How often the place is named in all.
  package let count: Int

  package init(
    document: String, title: String? = nil, date: Timestamp? = nil, datedBy: DatedBy? = nil, language: String? = nil,
    mediaType: String? = nil, passages: [Passage], count: Int
  ) {
    self.document = document
    self.title = title
    self.date = date
    self.datedBy = datedBy
    self.language = language
    self.mediaType = mediaType
    self.passages = passages
    self.count = count
  }

  /// Title, or where it lies.
  package var name: String { title ?? document }

  package var json: JSONValue {
    .object([
      .init("document", .string(document)), .init("title", JSONValue(title)),
      .init("date", JSONValue(date?.description)), .init("datedBy", JSONValue(datedBy?.rawValue)),
      .init("language", JSONValue(language)), .init("mediaType", JSONValue(mediaType)),
      .init("passages", .array(passages.map(\.json))), .init("count", .integer(count)),
    ])
  }

  package init?(json: JSONValue) {
    guard let document = json["document"]?.stringValue, let title = json.optional("title", \.stringValue),
      let date = json.optional("date", { $0.stringValue.flatMap(Timestamp.init(iso8601:)) }),
      let datedBy = json.optional("datedBy", { $0.stringValue.flatMap(DatedBy.init(rawValue:)) }),
      let language = json.optional("language", \.stringValue),
      let mediaType = json.optional("mediaType", \.stringValue),
      let passages = json.list("passages", Passage.init(json:)), let count = json["count"]?.intValue, count >= 0
    else { return nil }
    self.init(
      document: document, title: title, date: date, datedBy: datedBy, language: language, mediaType: mediaType,
      passages: passages, count: count)
  }
}

extension SearchHit.Passage {
  var json: JSONValue {
    [
      "text": .string(text), "offset": .integer(offset), "length": .integer(length),
      "page": page.map { .integer($0) } ?? .null, "variant": variant.json,
    ]
  }

  init?(json: JSONValue) {
    guard let text = json["text"]?.stringValue, let offset = json["offset"]?.intValue, offset >= 0,
      let length = json["length"]?.intValue, length > 0, let page = json.optional("page", \.intValue),
      let variant = json["variant"].flatMap(NameVariant.init(json:))
    else { return nil }
    self.init(text: text, offset: offset, length: length, page: page, variant: variant)
  }
}
