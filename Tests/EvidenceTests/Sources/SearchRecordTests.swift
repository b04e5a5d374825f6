import Foundation
import Provenance
import Quantities
import Testing

@testable import Evidence

@Suite("Searches") struct SearchRecordTests {
  static func hit(_ document: String, _ date: String?, title: String? = nil) throws -> SearchHit {
    let found = try Gazetteer(names: ["룡성"]).hits(in: "at Ryongsong").hits[0]
    let passage = SearchHit.Passage(
      text: "at Ryongsong", offset: found.offset, length: found.length, page: 2, variant: found.variant)
    return SearchHit(
      document: document, title: title, date: date.flatMap(Timestamp.init(iso8601:)),
      datedBy: date.map { _ in .document },
      language: "en", mediaType: "text/html", passages: [passage], count: 3)
  }

  static func record(
    _ hits: [SearchHit], documents: Int = 120, unread: Int = 0, notSearched: Int = 0, undated: Int = 0,
    first: String? = "2020-01-01", last: String? = "2026-01-01", by: String = "analyst 2"
  ) throws -> SearchRecord {
    try SearchRecord(
      kind: .folder, place: "articles", gazetteer: Gazetteer(names: ["룡성"]), documents: documents,
      unread: (0..<unread).map { SearchRecord.Unread(document: "\($0).pdf", reason: "locked") },
      notSearched: notSearched, firstDate: first.flatMap(Timestamp.init(iso8601:)),
      lastDate: last.flatMap(Timestamp.init(iso8601:)), undated: undated, at: SourceTests.at, by: by, hits: hits)
  }

  @Test("Nothing found is said with what was searched, and is no proof")
  func nothing() throws {
    #expect(
      try Self.record([]).statement()
        == "No mention was found in the 120 documents searched (2020-01-01 to 2026-01-01); that is no proof that "
        + "nothing was reported.")
    #expect(
      try Self.record([], unread: 2, notSearched: 40, undated: 3).statement()
        == "No mention was found in the 120 documents searched (2020-01-01 to 2026-01-01, 3 without a date); "
        + "2 documents of 120 searched could not be read; that is no proof that nothing was reported. 40 documents "
        + "beyond the limit of one search were not searched.")
  }

  @Test("What was reported is said with its first date and the documents that could not be read")
  func reported() throws {
    let hits = try [
      Self.hit("c.html", nil), Self.hit("b.html", "2025-12-01"), Self.hit("a.html", "2025-11-03", title: "A hall"),
    ]
    let record = try Self.record(hits, unread: 2)
    #expect(record.hits.map(\.document) == ["a.html", "b.html", "c.html"])
    #expect(
      record.statement()
        == "Reported before: first on 2025-11-03 in \"A hall\"; 1 later document names it too; 2 documents of 120 "
        + "searched could not be read; 1 more names it without a date.")
    #expect(
      record.statement(before: Timestamp(iso8601: "2025-11-20"))
        == "Reported before 2025-11-20: first on 2025-11-03 in \"A hall\"; 2 documents of 120 searched could not be "
        + "read; 1 more names it without a date.")
  }

  @Test("A mention without a date, or only a later one, is not called a report before")
  func laterOrUndated() throws {
    #expect(
      try Self.record([Self.hit("a", nil)], undated: 1).statement()
        == "Mentioned in 1 document without a date, so that when it was first reported is not known; 0 documents of "
        + "120 searched could not be read.")
    #expect(
      try Self.record([Self.hit("a", "2025-11-03")]).statement(before: Timestamp(iso8601: "2025-10-01"))
        == "No mention dated before 2025-10-01 was found in the 120 documents searched (2020-01-01 to 2026-01-01); "
        + "the first is of 2025-11-03; that is no proof that nothing was reported.")
  }

  @Test("A search of nothing, or of what could not be read, says so")
  func empty() throws {
    #expect(
      try Self.record([], documents: 0, first: nil, last: nil).statement()
        == "Nothing was searched: there was no document.")
    #expect(
      try Self.record([], documents: 2, unread: 2, first: nil, last: nil).statement()
        == "Nothing can be said: none of the 2 documents searched could be read.")
  }

  @Test("A record goes to JSON text and back, its statement made anew")
  func roundTrip() throws {
    let record = try Self.record([Self.hit("a", "2025-11-03"), Self.hit("b", nil)], unread: 2, undated: 4)
    let json = try JSONValue(parsing: Data(record.json.canonicalText.utf8))
    #expect(SearchRecord(json: json) == record)
  }

  @Test("Counts that cannot be, and a search by nobody, are refused")
  func refused() throws {
    #expect(throws: EvidenceError.self) { try Self.record([], documents: 1, unread: 2) }
    #expect(throws: EvidenceError.self) { try Self.record([Self.hit("a", nil)], documents: 2, unread: 2) }
    #expect(throws: EvidenceError.self) { try Self.record([], first: nil) }
    #expect(throws: EvidenceError.self) { try Self.record([], by: " ") }
  }
}
