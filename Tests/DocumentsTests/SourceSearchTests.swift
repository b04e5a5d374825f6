import Evidence
import Foundation
import Provenance
import Quantities
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Searching sources") struct SourceSearchTests {
  static let at = Timestamp(iso8601: "2026-01-02T03:04:05Z")!

  private static func search(_ limits: DocumentLimits = .init()) throws -> SourceSearch {
    try SourceSearch(reader: DocumentReader(limits: limits, pdfProgram: nil), gazetteer: Gazetteer(names: ["룡성"]))
  }

  private static func write(_ text: String, _ path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  @Test("A folder is searched to its ground, and what cannot be read is counted with its reason")
  func folder() throws {
    try withTemporaryFolder { base in
      let folder = base + "/articles"
      try Self.write(
        "<html lang=en><title>A hall</title><meta name=date content=2025-11-03><p>At Ryongsŏng.", folder + "/b/a.html")
      try Self.write("룡성기계련합기업소", folder + "/2025-12-01 note.txt")
      try Self.write("Bryongsongs", folder + "/none.txt")
      try Self.write("Ryongsong", folder + "/.hidden")
      try Self.write("%PDF-1.4", folder + "/locked.pdf")
      try Self.write("GIF89a", folder + "/photo.txt")
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder)
      try #require(unsafe mkfifo(folder + "/pipe", 0o600) == 0)
      let record = try Self.search().folder(folder, at: Self.at, by: "analyst 2")
      #expect(record.kind == .folder && record.place == "articles" && record.documents == 7 && record.undated == 1)
      #expect(record.unread.map(\.document).sorted() == ["link", "locked.pdf", "photo.txt", "pipe"])
      #expect(record.hits.map(\.document) == ["b/a.html", "2025-12-01 note.txt"])
      #expect(
        record.hits[0].title == "A hall" && record.hits[0].datedBy == .document && record.hits[0].language == "en")
      #expect(record.hits[0].passages[0].variant.derivation == .mcCuneReischauer)
      #expect(record.hits[0].passages[0].text == "At Ryongsŏng." && record.hits[0].passages[0].offset == 3)
      #expect(record.hits[1].datedBy == .fileName && record.hits[1].date?.day == "2025-12-01")
      #expect(
        record.statement()
          == "Reported before: first on 2025-11-03 in \"A hall\"; 1 later document names it too; 4 documents of 7 "
          + "searched could not be read.")
      #expect(!record.json.compactText.contains(base), "a path of the machine stands in the record")
      #expect(SearchRecord(json: try JSONValue(parsing: Data(record.json.compactText.utf8))) == record)
    }
  }

  @Test("Documents beyond the limit are counted as not searched")
  func limit() throws {
    try withTemporaryFolder { folder in
      for index in 0..<5 { try Self.write("nothing", folder + "/\(index).txt") }
      var limits = DocumentLimits()
      limits.documents = 3
      let record = try Self.search(limits).folder(folder, at: Self.at, by: "analyst 2")
      #expect(record.documents == 3 && record.notSearched == 2)
      #expect(
        record.statement()
          == "No mention was found in the 3 documents searched (none carries a date); that is no proof that nothing "
          + "was reported. 2 documents beyond the limit of one search were not searched.")
    }
  }

  @Test("A feed's items are searched by title and text")
  func feed() throws {
    let feed = try Feed(Data(FeedTests.rss.utf8), at: "feed")
    let record = try Self.search().feed(feed, of: "https://example.org/feed?token=a", at: Self.at, by: "analyst 2")
    #expect(record.kind == .feed && record.place == "https://example.org/feed" && record.documents == 2)
    #expect(record.hits.map(\.document) == ["https://example.org/1"])
    #expect(record.hits[0].datedBy == .feed && record.hits[0].passages[0].text == "A hall at Ryongsong It grew & grew.")
  }

  @Test("An empty folder is no search, no folder is an error, and somebody must have searched")
  func empty() throws {
    try withTemporaryFolder { folder in
      let search = try Self.search()
      #expect(
        try search.folder(folder, at: Self.at, by: "a").statement() == "Nothing was searched: there was no document.")
      #expect(throws: DocumentError.self) { try search.folder(folder + "/none", at: Self.at, by: "a") }
      #expect(throws: EvidenceError.self) { try search.folder(folder, at: Self.at, by: " ") }
    }
  }

  @Test("A name is counted as often as it stands, and only the first passages are kept")
  func passages() throws {
    try withTemporaryFolder { folder in
      try Self.write(String(repeating: "Ryongsong and much else\u{202E}\u{0007}. ", count: 50), folder + "/a.txt")
      let hit = try #require(try Self.search().folder(folder, at: Self.at, by: "a").hits.first)
      #expect(hit.count == 50 && hit.passages.count == 5)
      #expect(hit.passages.allSatisfy { $0.text == $0.text.asOneLine })
    }
  }

  @Test(
    "Days in file names are found, and longer numbers are none",
    arguments: [
      ("2025-11-03.txt", "2025-11-03"), ("kcna_20251103_a.html", "2025-11-03"), ("a 2025.11.03", "2025-11-03"),
      ("1202511031.txt", nil), ("2025-1103.txt", nil), ("2025-13-03", nil), ("99999999.txt", nil), ("", nil),
    ])
  func fileDates(_ name: String, _ date: String?) {
    #expect(DocumentDate.inFileName(name)?.description == date)
  }
}
