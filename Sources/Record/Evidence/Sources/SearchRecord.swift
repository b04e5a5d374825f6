import Provenance
import Quantities

/// What was searched for a place's names, by whom and when, and what was found: without it "not reported before" is an
/// empty word.
package struct SearchRecord: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable { case folder, feed }

  /// A document whose text was not had, and why.
  package struct Unread: Sendable, Hashable {
    package let document: String
    package let reason: String

    package init(document: String, reason: String) {
      self.document = document
      self.reason = reason
    }

    var json: JSONValue { ["document": .string(document), "reason": .string(reason)] }

    init?(json: JSONValue) {
      guard let document = json["document"]?.stringValue, let reason = json["reason"]?.stringValue else { return nil }
      self.init(document: document, reason: reason)
    }
  }

  package let kind: Kind
  /// The folder's own name or the feed's address: never a path of the machine.
  package let place: String
  package let names: [String]
  package let variants: [NameVariant]
  /// Documents searched, those that could not be read among them.
  package let documents: Int
  package let unread: [Unread]
  /// Documents beyond the limit of one search, which were left out.
  package let notSearched: Int
  /// Of the documents read that carry a date, the first and the last; `nil` where none does.
  package let firstDate: Timestamp?
  package let lastDate: Timestamp?
  /// Documents read that carry no date.
  package let undated: Int
  package let at: Timestamp
  package let by: String
  /// The earliest first; those without a date last.
  package let hits: [SearchHit]

  /// - Throws: `incomplete` where nobody is named who searched; `outOfRange` where the counts cannot be.
  package init(
    kind: Kind, place: String, gazetteer: Gazetteer, documents: Int, unread: [Unread], notSearched: Int = 0,
    firstDate: Timestamp?, lastDate: Timestamp?, undated: Int, at: Timestamp, by: String, hits: [SearchHit]
  ) throws(EvidenceError) {
    try self.init(
      kind: kind, place: place, names: gazetteer.names, variants: gazetteer.variants, documents: documents,
      unread: unread, notSearched: notSearched, firstDate: firstDate, lastDate: lastDate, undated: undated, at: at,
      by: by, hits: hits)
  }

  private init(
    kind: Kind, place: String, names: [String], variants: [NameVariant], documents: Int, unread: [Unread],
    notSearched: Int, firstDate: Timestamp?, lastDate: Timestamp?, undated: Int, at: Timestamp, by: String,
    hits: [SearchHit]
  ) throws(EvidenceError) {
    guard let by = try Source.label(by, "searcher's name", "search") else {
      throw EvidenceError(
        .incomplete, at: "search", "Nobody is named who searched.", mend: "Give a name or pseudonym with --by.")
    }
    let isOrdered = firstDate.map { first in lastDate.map { first <= $0 } ?? false } ?? (lastDate == nil)
    let read = documents - unread.count
    guard read >= 0, notSearched >= 0, (0...read).contains(undated), hits.count <= read, isOrdered else {
      throw EvidenceError(
        .outOfRange, at: "search",
        "\(documents) documents cannot have \(unread.count) unread, \(undated) undated and \(hits.count) with a hit.",
        mend: "Search again.")
    }
    self.kind = kind
    self.place = place.asOneLine
    self.names = names
    self.variants = variants
    self.documents = documents
    self.unread = unread
    self.notSearched = notSearched
    self.firstDate = firstDate
    self.lastDate = lastDate
    self.undated = undated
    self.at = at
    self.by = by
    self.hits = hits.sorted(by: Self.isEarlier)
  }

  private static func isEarlier(_ left: SearchHit, _ right: SearchHit) -> Bool {
    switch (left.date, right.date) {
    case (let one?, let other?) where one != other: one < other
    case (.some, nil): true
    case (nil, .some): false
    default: left.document.utf8.lexicographicallyPrecedes(right.document.utf8)
    }
  }
}

extension SearchRecord {
  package var json: JSONValue {
    .object([
      .init("kind", .string(kind.rawValue)), .init("place", .string(place)),
      .init("names", .array(names.map { .string($0) })), .init("variants", .array(variants.map(\.json))),
      .init("documents", .integer(documents)), .init("unread", .array(unread.map(\.json))),
      .init("notSearched", .integer(notSearched)), .init("firstDate", JSONValue(firstDate?.description)),
      .init("lastDate", JSONValue(lastDate?.description)), .init("undated", .integer(undated)),
      .init("at", .string(at.description)), .init("by", .string(by)), .init("hits", .array(hits.map(\.json))),
      .init("statement", .string(statement())),
    ])
  }

  /// The record that `json` wrote; its statement is made anew and not read. `nil` for anything else.
  package init?(json: JSONValue) {
    guard let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)), let place = json["place"]?.stringValue,
      let names = json.list("names", \.stringValue), let variants = json.list("variants", NameVariant.init(json:)),
      let documents = json["documents"]?.intValue, let unread = json.list("unread", Unread.init(json:)),
      let notSearched = json["notSearched"]?.intValue,
      let firstDate = json.optional("firstDate", { $0.stringValue.flatMap(Timestamp.init(iso8601:)) }),
      let lastDate = json.optional("lastDate", { $0.stringValue.flatMap(Timestamp.init(iso8601:)) }),
      let undated = json["undated"]?.intValue, let at = json.moment("at"), let by = json["by"]?.stringValue,
      let hits = json.list("hits", SearchHit.init(json:)),
      let record = try? SearchRecord(
        kind: kind, place: place, names: names, variants: variants, documents: documents, unread: unread,
        notSearched: notSearched, firstDate: firstDate, lastDate: lastDate, undated: undated, at: at, by: by,
        hits: hits)
    else { return nil }
    self = record
  }
}
