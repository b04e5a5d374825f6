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

  package var isIntact: Bool { faults.isEmpty }

  /// - Throws: `CaseError.notACase` and its like; `BundleError.notABundle`. What is not intact is no error.
  package init(_ path: String, pin: LedgerAudit.Pin?) throws {
    // A bundle holds a case's GeoPackage: one that lost its manifest must not pass for a case.
    let own = [BundleManifest.name, BundleManifest.ledgerName, ROCrate.name]
    if own.contains(where: { FileManager.default.fileExists(atPath: path + "/" + $0) }) {
      let bundle = try BundleAudit(path, pin: pin)
      kind = .bundle
      ledger = bundle.audit
      var faults = bundle.faults
      let report = Self.report(in: path)
      if let bundled = bundle.ledger, faults.isEmpty {
        faults += Self.faults(of: report, in: path, bundled)
        faults += try Self.faults(ofTables: CaseStore.open(path, for: .reading))
      }
      self.faults = faults
      reportRoot = report?.root
      return
    }
    let store = try CaseStore.open(path, for: .reading)
    kind = .case
    let chain = try store.ledger()
    let audit = LedgerAudit(chain, pin: pin)
    let folder = store.folder.reports + "/latest"
    let report = Self.report(in: folder)
    ledger = audit
    reportRoot = report?.root
    faults =
      [audit.broken.map { BundleAudit.Fault($0.place, $0.reason) }].compactMap { $0 }
      + (try Self.faults(ofTables: store)) + Self.faults(of: report, in: folder, chain)
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
        }), "hidden": .integer(ledger?.hidden ?? 0),
      "remarks": .array((ledger?.remarks ?? []).map { .string($0) }), "words": .string(words),
    ]
  }

  /// What was proved, in a sentence.
  package var words: String {
    if let first = faults.first {
      let more = faults.count > 1 ? " (\(faults.count - 1) more)" : ""
      return "Broken. \(first.place): \(first.reason)\(more)"
    }
    guard let ledger, let pinned = ledger.pinnedTo else {
      return "Internally consistent only: give --key or --root to prove that it is what was published."
    }
    let rest = ledger.entries - pinned
    return "Intact up to entry \(pinned), which the pin covers"
      + (rest > 0 ? "; the \(rest) after it are internally consistent only." : ": the whole record.")
  }
}
