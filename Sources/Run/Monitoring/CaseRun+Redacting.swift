import Bundles
import CaseStore
import Evidence
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Reports
import Vectors

extension CaseRun {
  /// What a redacted edition is to leave out beside ids, hashes, hours and outlines, which it never tells.
  package struct RedactionChoice: Sendable {
    /// The place is told to the cell of a fixed grid that is at least so wide.
    package let kilometres: Double
    /// Zones, lines or features of which nothing is told.
    package var hidden: [String] = []
    /// Words that may stand in no text.
    package var words: [String] = []

    /// - Throws: `MonitoringError.unknown` for a width that is none, or that hides nothing.
    package init(kilometres: Double) throws(MonitoringError) {
      guard kilometres.isFinite, kilometres >= 1, kilometres <= 2_000 else {
        throw MonitoringError(
          .unknown, at: "redaction", "A place cannot be told to \(kilometres) km.", mend: "Give 1 to 2000 km.")
      }
      self.kilometres = kilometres
    }
  }

  /// A redacted edition of the evidence in the folder `path`: the report and its data without place, scene ids, hashes
  /// and captured documents, and the whole ledger with the content of its entries left out. It verifies against the same
  /// key and root as the full bundle; nothing of it can be computed again.
  ///
  /// What can be shown later to whom one trusts, each field with its salt, is kept in the case's folder `redactions`.
  /// - Throws: as `watch`; `MonitoringError.unknown` for something to hide that is not there; `.refused` where the ledger
  ///   holds entries that cannot be left out, or a text would tell the place after all; `BundleError`.
  package func redacted(
    to path: String, _ choice: RedactionChoice, key: SigningKey? = nil
  ) throws -> (bundle: Bundled, edition: RedactedEdition) {
    _ = try OutputPlace(path, outside: store.folder)
    let writer = try BundleWriter(at: path)
    defer { writer.clean() }
    _ = try watch([])
    let edition = try RedactedEdition(report: try assembled(), choice, store: store, now: options.now)
    for document in edition.documents { try writer.write(document.text, to: document.name) }
    let settings = JSONValue.object(
      edition.documents.map { .init($0.name, .string(ContentHash(of: $0.text).hexadecimal)) })
    let page = try store.commit { transaction -> LedgerEntry? in
      try transaction.append([
        LedgerAct(
          StepRecord(Self.reportAct, version: 1, inputs: [], settings: settings, output: ContentHash(of: edition.page)),
          by: Program.name, at: options.now)
      ])
      return try transaction.head()
    }
    try writer.write(
      ReportRoot.page(edition.page, root: page?.hash ?? ContentHash(of: edition.page)), to: "report.html")
    try writer.write(
      ROCrate(
        title: "Telltale evidence, redacted edition", date: options.now.day, files: try writer.files(), scenes: [],
        people: edition.people, program: Program.name
      ).json.prettyText, to: ROCrate.name)
    let bundled = try finish(writer, key: key) { edition in
      edition.sequence == page?.sequence
        || [BundleManifest.act, Checkpoint.act, LedgerTimeStamp.act].contains(edition.act)
    } check: { files in
      try edition.requireNoLeak(in: files)
    }
    try keep(edition.withheld, root: bundled.root)
    return (bundled, edition)
  }

  /// Vouches for the files, signs, and puts the bundle in its place with the entries that it may tell.
  private func finish(
    _ writer: BundleWriter, key: SigningKey?, tells: (LedgerEntry) -> Bool,
    check: ([(name: String, data: Data)]) throws -> Void
  ) throws -> Bundled {
    let files = try writer.files()
    let own = try vouch(for: files, key: key)
    let entries = try own.entries.map { entry -> LedgerEntry in
      // Of bundles that were handed on before, only this one's entry is told.
      let isOlder = entry.act == BundleManifest.act && entry.output != BundleManifest.hash(of: files)
      guard !tells(entry) || isOlder else { return entry }
      let hidden = entry.hidden
      guard hidden.isHidden else {
        throw MonitoringError(
          .refused, at: "ledger entry \(entry.sequence)",
          "It was written before entries could be left out, and would tell what this edition hides.",
          mend: "Make a new case of the same site and pictures, and redact that.")
      }
      return hidden
    }
    let ledger = entries.map { $0.json.canonicalText + "\n" }.joined()
    try check(
      files.map { ($0.path, FileManager.default.contents(atPath: writer.path(of: $0.path)) ?? Data()) }
        + [(BundleManifest.ledgerName, Data(ledger.utf8))])
    try writer.finish(files: files, ledger: entries)
    return Bundled(
      files: files.count + 2, root: entries.last?.hash ?? ContentHash(of: ""), entries: entries.count,
      key: key?.verifying)
  }

  private func keep(_ withheld: [WithheldField], root: ContentHash) throws {
    let folder = store.folder.path + "/redactions"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let fields = JSONValue.object([.init("fields", .array(withheld.map(\.json)))])
      try AtomicFile.write(Data(fields.prettyText.utf8), to: folder + "/\(root.short).json")
    } catch { throw MonitoringError(writing: "What the edition withholds", to: folder, error) }
  }
}
