import CaseStore
import Documents
import Evidence
import Foundation
import Provenance
import Quantities

/// What a person says of a document that is to be a source.
package struct SourceDraft: Sendable {
  /// A file, or the text itself.
  package enum Content: Sendable {
    case file(String)
    case text(String)
  }

  package var content: Content
  package var kind: Source.Kind
  package var by: String
  /// `nil` takes what the document says of itself.
  package var title: String?
  package var publisher: String?
  package var author: String?
  package var published: Timestamp?
  package var url: String?
  package var language: String?
  /// Passages that must stand in the document.
  package var quotations: [String] = []
  /// Ids of sources that it quotes.
  package var quotes: [String] = []
  package var tip: String?

  package init(_ content: Content, kind: Source.Kind, by: String) {
    self.content = content
    self.kind = kind
    self.by = by
  }

  /// The bytes copied into `folder`, and what they say.
  fileprivate func captured(into folder: String) throws -> (file: CapturedFile, text: DocumentText) {
    switch content {
    case .file(let path):
      let text = try DocumentReader().read(path)
      return (try CapturedFile(copying: path, into: folder), text)
    case .text(let words):
      let file = try CapturedFile(text: words, into: folder)
      return (file, DocumentText(ExtractedText(words), mediaType: file.mediaType))
    }
  }

  fileprivate func source(id: String, _ file: CapturedFile, _ text: DocumentText, at moment: Timestamp) throws -> Source
  {
    var name = "text"
    if case .file(let path) = content { name = URL(fileURLWithPath: path).lastPathComponent }
    return try Source(
      id: id, hash: file.hash, mediaType: file.mediaType, size: file.size, title: title ?? text.title ?? name,
      kind: kind, publisher: publisher ?? text.publisher, author: author ?? text.author,
      published: published ?? text.published, capturedAt: moment, url: url, language: language ?? text.language,
      quotations: try quotations.map { try Quotation(of: $0, in: text.text) }, quotes: quotes, tip: tip, addedBy: by)
  }
}

extension CaseRun {
  /// A document captured by its content, numbered and recorded.
  /// - Parameters:
  ///   - isConfidential: kept apart from the case's record, which never says that it exists.
  ///   - supports: of a confidential source, the findings that it speaks for: the findings themselves do not say so.
  /// - Throws: `DocumentError`, `EvidenceError`; `CaseError.refused` where a text holds an absolute path.
  package func add(_ draft: SourceDraft, isConfidential: Bool = false, supports: [String] = []) throws -> Source {
    if isConfidential { return try addConfidential(draft, supports: supports) }
    let (file, text) = try draft.captured(into: store.folder.sources)
    return try store.commit { transaction in
      let known = try transaction.sources()
      let source = try draft.source(
        id: try transaction.nextID(.sources, prefix: "S"), file, text, at: options.now)
      try Source.check(known + [source])
      try transaction.save(
        RecordRow(
          .sources, id: source.id, status: source.kind.rawValue, words: source.title, by: source.addedBy,
          content: source.json), act: "source", by: draft.by, at: options.now)
      try transaction.set("published", nil)
      return source
    }
  }

  private func addConfidential(_ draft: SourceDraft, supports: [String]) throws -> Source {
    let vault = try store.confidential()
    let (file, text) = try draft.captured(into: vault.documents)
    let findings = Set(try store.findings().map(\.id))
    if let stray = supports.first(where: { !findings.contains($0) }) {
      throw EvidenceError(
        .unknown, at: "source", "There is no finding \"\(stray)\" in the case.",
        mend: "List them with: telltale finding list CASE.")
    }
    let id = Source.nextID(after: try vault.sources().map(\.id))
    let source = try draft.source(id: id, file, text, at: options.now)
    try vault.append(
      LedgerAct(
        "source", by: draft.by, at: options.now,
        settings: ["row": source.json, "supports": .array(supports.map { .string($0) })]))
    return source
  }

  /// Names searched for in a folder or feed; what was searched is recorded with what was found.
  /// - Throws: `DocumentError`, `EvidenceError` for names that are none.
  package func search(_ place: String, for names: [String], by person: String) throws -> SearchRecord {
    let search = SourceSearch(gazetteer: try Gazetteer(names: names))
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
    let record =
      if exists, isFolder.boolValue {
        try search.folder(place, at: options.now, by: person)
      } else if exists {
        try search.feed(
          Feed(file: place), of: URL(fileURLWithPath: place).lastPathComponent, at: options.now, by: person)
      } else {
        try search.feed(Feed(url: place), of: place, at: options.now, by: person)
      }
    try store.commit { transaction in
      try transaction.append([
        LedgerAct(
          "search", by: person, at: options.now,
          settings: ["statement": .string(record.statement()), "record": record.json])
      ])
    }
    return record
  }
}
