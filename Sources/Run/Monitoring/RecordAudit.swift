import Bundles
import CaseStore
import Evidence
import Foundation
import Provenance
import Reports

/// Whether a case or a bundle is what was written, and what a pinned key or root proves of it.
package struct RecordAudit {
  package enum Kind: String { case `case`, bundle }

  package let kind: Kind
  /// First the bundle's files, then the chain, then tables and report against it.
  package let faults: [BundleAudit.Fault]
  package let ledger: LedgerAudit?
  /// The root that the report prints; `nil` without a report.
  package let reportRoot: ContentHash?
  /// Whether it is an edition that leaves things out.
  package let isRedacted: Bool
  /// Fields that it withholds and that are what their author shows.
  package let opened: Int
  private let stamps: StampAudit
  /// What time stamps prove, in sentences.
  package var stampWords: [String] { stamps.words }

  package var isIntact: Bool { faults.isEmpty }

  /// - Throws: `CaseError.notACase` and its like; `BundleError.notABundle`. What is not intact is no error.
  /// - Parameter openings: file of fields that a redacted edition withholds, to be held against it.
  /// - Parameter authority: file of certificates by which time stamps are checked.
  package init(
    _ path: String, pin: LedgerAudit.Pin?, openings: String? = nil, authority: String? = nil
  ) throws {
    let shown = try openings.map(Openings.init)?.audit(in: path)
    opened = shown?.opened ?? 0
    // A bundle holds a case's GeoPackage: one that lost its manifest must not pass for a case.
    let own = [BundleManifest.name, BundleManifest.ledgerName, ROCrate.name]
    if own.contains(where: { FileManager.default.fileExists(atPath: path + "/" + $0) }) {
      let bundle = try BundleAudit(path, pin: pin)
      kind = .bundle
      ledger = bundle.audit
      var faults = bundle.faults + (shown?.faults ?? [])
      stamps = try StampAudit(bundle.audit?.timeStamps ?? [], authority: authority)
      faults += stamps.faults
      let report = Self.report(in: path)
      if let bundled = bundle.ledger, faults.isEmpty {
        faults += Self.faults(of: report, in: path, bundled)
        if bundle.manifest?.files.contains(where: { $0.path == "case.gpkg" }) == true {
          faults += try Self.faults(ofTables: CaseStore.open(path, for: .reading))
        }
      }
      isRedacted = bundle.manifest?.files.contains { $0.path == RedactedEdition.documentName } == true
      self.faults = faults
      reportRoot = report?.root
      return
    }
    let store = try CaseStore.open(path, for: .reading)
    kind = .case
    isRedacted = false
    let chain = try store.ledger()
    let audit = LedgerAudit(chain, pin: pin)
    let folder = store.folder.reports + "/latest"
    let report = Self.report(in: folder)
    stamps = try StampAudit(audit.timeStamps, authority: authority)
    ledger = audit
    reportRoot = report?.root
    faults =
      [audit.broken.map { BundleAudit.Fault($0.place, $0.reason) }].compactMap { $0 }
      + (try Self.faults(ofTables: store)) + (try Self.faults(ofSources: store))
      + Self.faults(of: report, in: folder, chain) + stamps.faults
  }

  // MARK: - Parts

  private static func faults(ofTables store: CaseStore) throws -> [BundleAudit.Fault] {
    let (now, recorded) = (try store.state(), try store.recordedState())
    guard let recorded else { return [] }
    return now.filter { recorded.tables[$0.table] != $0.hash.hexadecimal }.map {
      BundleAudit.Fault(
        "table \($0.table)",
        "It does not hold what ledger entry \(recorded.entry) says: another program changed it since.")
    }
  }

  /// Captured documents against the hashes that the record has of them.
  private static func faults(ofSources store: CaseStore) throws -> [BundleAudit.Fault] {
    try store.sources().compactMap { source in
      let name = "sources/" + source.hash.hexadecimal
      let path = store.folder.path + "/" + name
      guard FileManager.default.fileExists(atPath: path) else {
        return .init(name, "The document of source \(source.id) is missing.")
      }
      guard let hash = try? ContentHash(ofFileAt: path) else {
        return .init(name, "The document of source \(source.id) cannot be read.")
      }
      return hash == source.hash
        ? nil : .init(name, "The document of source \(source.id) has the hash \(hash.short): it was changed since.")
    }
  }

  private static func report(in folder: String) -> (root: ContentHash, hashed: String)? {
    FileManager.default.contents(atPath: folder + "/report.html").flatMap {
      ReportRoot.read(String(decoding: $0, as: UTF8.self))
    }
  }

  /// The page and the files beside it against the entry whose hash the page prints.
  private static func faults(
    of report: (root: ContentHash, hashed: String)?, in folder: String, _ ledger: Ledger
  ) -> [BundleAudit.Fault] {
    guard let report else {
      // Reports from before there were roots are no fault of theirs.
      let isVouchedFor = ledger.entries.contains { $0.act == CaseRun.reportAct }
      let exists = FileManager.default.fileExists(atPath: folder + "/report.html")
      return exists && isVouchedFor ? [.init("report.html", "It prints no root.")] : []
    }
    guard let entry = ledger.entries.last(where: { $0.hash == report.root }), entry.act == CaseRun.reportAct else {
      return [.init("report.html", "Its root \(report.root.short) is no report of this ledger.")]
    }
    guard !entry.isHidden else { return [] }
    var faults: [BundleAudit.Fault] = []
    if entry.output != ContentHash(of: report.hashed) {
      faults.append(.init("report.html", "It is not the page that ledger entry \(entry.sequence) vouches for."))
    }
    for member in entry.settings.members ?? [] {
      let data = FileManager.default.contents(atPath: folder + "/" + member.key)
      if data.map({ ContentHash(of: $0).hexadecimal }) != member.value.stringValue {
        faults.append(
          .init(member.key, "It is not the file that ledger entry \(entry.sequence) vouches for."))
      }
    }
    return faults
  }
}

extension RecordAudit {
  package var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "intact": .bool(isIntact), "faults": .array(faults.map(\.json)),
      "entries": .integer(ledger?.entries ?? 0), "head": JSONValue(ledger?.head?.hexadecimal),
      "reportRoot": JSONValue(reportRoot?.hexadecimal),
      "pinnedTo": ledger?.pinnedTo.map { .integer($0) } ?? .null,
      "signatures": .array(
        (ledger?.signatures ?? []).map {
          [
            "sequence": .integer($0.sequence), "by": .string($0.by), "key": .string($0.key),
            "at": .string($0.at.description),
          ]
        }), "hidden": .integer(ledger?.hidden ?? 0), "redacted": .bool(isRedacted), "opened": .integer(opened),
      "timeStamps": .array(stamps.json),
      "remarks": .array((ledger?.remarks ?? []).map { .string($0) }), "words": .string(words),
    ]
  }

  /// What was proved, in a sentence.
  package var words: String {
    if let first = faults.first {
      let more = faults.count > 1 ? " (\(faults.count - 1) more)" : ""
      return "Broken. \(first.place): \(first.reason)\(more)"
    }
    let hidden = ledger?.hidden ?? 0
    let rest =
      isRedacted
      ? " A redacted edition: the content of \(hidden) of its \(ledger?.entries ?? 0) entries is left out, and none of its "
        + "numbers can be computed again." : ""
    guard let ledger, let pinned = ledger.pinnedTo else {
      return "Internally consistent only: give --key or --root to prove that it is what was published." + rest
    }
    // The signature itself is the entry after what it covers.
    let isSignature = ledger.entries - pinned == 1 && ledger.signatures.last?.sequence == pinned
    let after = isSignature ? 0 : ledger.entries - pinned
    return "Intact up to entry \(pinned), which the key or root that you gave covers"
      + (after > 0
        ? "; what follows it, \(after == 1 ? "one entry" : "\(after) entries"), is internally consistent only."
        : ": the whole record.") + rest
  }
}
