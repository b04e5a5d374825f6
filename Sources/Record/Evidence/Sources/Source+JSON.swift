import Provenance
import Quantities

extension Source {
  package var json: JSONValue {
    .object([
      .init("id", .string(id)), .init("kind", .string(kind.rawValue)), .init("title", .string(title)),
      .init("publisher", JSONValue(publisher)), .init("author", JSONValue(author)),
      .init("published", JSONValue(published?.description)), .init("capturedAt", .string(capturedAt.description)),
      .init("url", JSONValue(url)), .init("language", JSONValue(language)),
      .init("hash", .string(hash.hexadecimal)), .init("mediaType", .string(mediaType)), .init("size", .integer(size)),
      .init("quotations", .array(quotations.map(\.json))), .init("quotes", .array(quotes.map { .string($0) })),
      .init("tip", JSONValue(tip)), .init("addedBy", .string(addedBy)),
    ])
  }

  /// The source that `json` wrote; `nil` for anything else, and for what could not be added today.
  package init?(json: JSONValue) {
    guard let id = json["id"]?.stringValue, let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)),
      let title = json["title"]?.stringValue, let publisher = json.optional("publisher", \.stringValue),
      let author = json.optional("author", \.stringValue),
      let published = json.optional("published", { $0.stringValue.flatMap(Timestamp.init(iso8601:)) }),
      let capturedAt = json.moment("capturedAt"), let url = json.optional("url", \.stringValue),
      let language = json.optional("language", \.stringValue),
      let hash = json["hash"]?.stringValue.flatMap(ContentHash.init(stored:)),
      let mediaType = json["mediaType"]?.stringValue, let size = json["size"]?.intValue,
      let quotations = json.list("quotations", Quotation.init(json:)),
      let quotes = json.list("quotes", \.stringValue), let tip = json.optional("tip", \.stringValue),
      let addedBy = json["addedBy"]?.stringValue,
      let source = try? Source(
        id: id, hash: hash, mediaType: mediaType, size: size, title: title, kind: kind, publisher: publisher,
        author: author, published: published, capturedAt: capturedAt, url: url, language: language,
        quotations: quotations, quotes: quotes, tip: tip, addedBy: addedBy)
    else { return nil }
    self = source
  }
}
