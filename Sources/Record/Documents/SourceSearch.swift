import Evidence
import Foundation
import Quantities

/// Looks for a place's names in the documents of a folder or the items of a feed. A document that cannot be read is
/// counted with its reason and never ends the search. Calls block.
package struct SourceSearch: Sendable {
  package let reader: DocumentReader
  package let gazetteer: Gazetteer

  /// Passages that are kept of one document, and code points around each name.
  private static let mostPassages = 5
  private static let margin = 120

  package init(reader: DocumentReader = .init(), gazetteer: Gazetteer) {
    self.reader = reader
    self.gazetteer = gazetteer
  }

  /// Documents of a folder and the folders below it: hidden ones are left out, links are not followed.
  /// - Parameter progress: told of each document before it is read: which one of how many.
  /// - Throws: `DocumentError` where it is no folder that can be listed; `EvidenceError` where nobody is named.
  package func folder(
    _ path: String, at moment: Timestamp, by person: String, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> SearchRecord {
    let list = try DocumentList(path, limit: reader.limits.documents)
    var tally = Tally(unread: list.unread)
    for (index, name) in list.documents.enumerated() {
      progress(index, list.documents.count)
      tally.documents += 1
      do {
        tally.add(try document(name, in: path))
      } catch {
        tally.unread.append(.init(document: name, reason: Self.reason(error)))
      }
    }
    return try tally.record(
      .folder, URL(fileURLWithPath: path).lastPathComponent, gazetteer, list.notSearched, moment, person)
  }

  /// - Parameter place: the feed's address or the name of its file.
  /// - Throws: `EvidenceError` where nobody is named.
  package func feed(_ feed: Feed, of place: String, at moment: Timestamp, by person: String) throws -> SearchRecord {
    var tally = Tally(unread: [])
    for (index, item) in feed.items.prefix(reader.limits.documents).enumerated() {
      tally.documents += 1
      let text = ExtractedText([item.title, item.summary].compactMap { $0 }.joined(separator: "\n"))
      let found = passages(in: text)
      let hit = SearchHit(
        document: item.link ?? item.id ?? "item \(index + 1)", title: item.title, date: item.date,
        datedBy: item.date.map { _ in .feed }, language: feed.language, passages: found.passages, count: found.count)
      tally.add(hit)
    }
    let left = feed.items.count - tally.documents
    let name = (try? WebAddress(place).text) ?? URL(fileURLWithPath: place).lastPathComponent
    return try tally.record(.feed, name, gazetteer, left, moment, person)
  }

  // MARK: - One document

  /// A hit without passages where the document names none.
  private func document(_ name: String, in folder: String) throws(DocumentError) -> SearchHit {
    let document = try reader.read(folder + "/" + name)
    guard !document.isEmpty else {
      let isPicture = document.mediaType.hasPrefix("image/")
      throw DocumentError(
        .unsupported, at: name, isPicture ? "A picture: no text is read in it." : "It has no text; it may be scanned.",
        mend: "Look at it yourself.")
    }
    let found = passages(in: document.text)
    let fileDate = DocumentDate.inFileName(name.split(separator: "/").last.map(String.init) ?? name)
    return SearchHit(
      document: name.asOneLine, title: document.title, date: document.published ?? fileDate,
      datedBy: document.published != nil ? .document : fileDate != nil ? .fileName : nil,
      language: document.language, mediaType: document.mediaType, passages: found.passages, count: found.count)
  }

  private func passages(in text: ExtractedText) -> (passages: [SearchHit.Passage], count: Int) {
    let (hits, count) = gazetteer.hits(in: text.text, limit: Self.mostPassages)
    let passages = hits.map { hit in
      let around = text.passage(from: hit.offset - Self.margin, to: hit.offset + hit.length + Self.margin)
      return SearchHit.Passage(
        text: around.asOneLine, offset: hit.offset, length: hit.length, page: text.page(at: hit.offset),
        variant: hit.variant)
    }
    return (passages, count)
  }

  /// Without a path of the machine.
  private static func reason(_ error: DocumentError) -> String { error.reason.asOneLine }

  /// What was counted so far.
  private struct Tally {
    var documents = 0
    var unread: [SearchRecord.Unread]
    private var dates: [Timestamp] = []
    private var undated = 0
    private var hits: [SearchHit] = []

    init(unread: [SearchRecord.Unread]) {
      self.unread = unread
      documents = unread.count
    }

    mutating func add(_ hit: SearchHit) {
      if let date = hit.date { dates.append(date) } else { undated += 1 }
      if hit.count > 0 { hits.append(hit) }
    }

    func record(
      _ kind: SearchRecord.Kind, _ place: String, _ gazetteer: Gazetteer, _ notSearched: Int, _ moment: Timestamp,
      _ person: String
    ) throws -> SearchRecord {
      try SearchRecord(
        kind: kind, place: place, gazetteer: gazetteer, documents: documents, unread: unread,
        notSearched: notSearched, firstDate: dates.min(), lastDate: dates.max(), undated: undated, at: moment,
        by: person, hits: hits)
    }
  }
}
