import Bundles
import CaseStore
import Evidence
import Foundation
import Kernels
import Places
import Provenance
import Rasters
import Reports

extension CaseRun {
  /// What was written, and by what a reader checks it.
  package struct Bundled: Sendable {
    package let files: Int
    /// Hash of the ledger's last entry: it vouches for every file of the bundle.
    package let root: ContentHash
    /// Number of that entry.
    package let entries: Int
    /// Key that signed it; `nil` where none was given.
    package let key: VerifyingKey?
  }

  /// An evidence bundle in the folder `path`: the report, the case's record without its pictures, the ledger, and the
  /// hashes of all of it. The folder appears whole or not at all.
  /// - Parameters:
  ///   - key: signs the ledger's head, so that a reader who knows the key needs no root.
  ///   - withImagery: also the pictures themselves, by content hash.
  /// - Throws: `MonitoringError.unknown` for a case without a report; `BundleError.notEmpty`, `.failed`.
  package func bundle(to path: String, key: SigningKey? = nil, withImagery: Bool = false) throws -> Bundled {
    let isWhole = Self.reportNames.allSatisfy {
      FileManager.default.fileExists(atPath: store.folder.reports + "/latest/" + $0)
    }
    guard isWhole, try store.setting("published") != nil else {
      throw MonitoringError(
        .unknown, at: store.folder.path, "The case has no report that fits it, so there is nothing to bundle.",
        mend: "Run watch or report on it first.")
    }
    _ = try OutputPlace(path, outside: store.folder)
    _ = try vouchedPage()
    let writer = try BundleWriter(at: path)
    defer { writer.clean() }
    for name in Self.reportNames {
      try writer.copy(store.folder.reports + "/latest/" + name, to: name)
    }
    try store.copyDatabase(to: writer.path(of: "case.gpkg"))
    try writer.write(scenesDocument().prettyText, to: "scenes.json")
    try writer.write(environment.prettyText, to: "environment.json")
    for hash in Set(try store.sources().map(\.hash)) {
      let name = "sources/" + hash.hexadecimal
      try writer.copy(store.folder.path + "/" + name, to: name)
    }
    if withImagery { try addImagery(to: writer) }
    try writer.write(crate(writer).prettyText, to: ROCrate.name)
    let files = try writer.files()
    let entries = try vouch(for: files, key: key).entries
    try writer.finish(files: files, ledger: entries)
    return Bundled(
      files: files.count + 2, root: entries.last?.hash ?? ContentHash(of: ""), entries: entries.count,
      key: key?.verifying)
  }

  /// An entry that vouches for `files`, and the key's checkpoint over it.
  /// - Returns: the ledger up to there.
  func vouch(for files: [BundleManifest.File], key: SigningKey?) throws -> Ledger {
    let last = try store.commit { transaction -> LedgerEntry? in
      try transaction.append([
        LedgerAct(
          StepRecord(
            BundleManifest.act, version: 1, inputs: [], settings: ["files": .integer(files.count)],
            output: BundleManifest.hash(of: files)), by: Program.name, at: options.now)
      ])
      if let key, let point = try Checkpoint(try transaction.head(), by: key, at: options.now) {
        try transaction.append([point.ledgerAct(by: key.owner, at: options.now)])
      }
      return try transaction.head()
    }
    let ledger = try store.ledger()
    // The ledger may have gone on since, by an entry on the tables; what vouches ends here.
    return Ledger(entries: Array(ledger.entries.prefix(last?.sequence ?? ledger.entries.count)))
  }

  static let reportNames = [
    "report.html", "features.geojson", "activity.json", "observability.json", "findings.json", "report.json",
    "summary.json",
  ]

  /// Every file that the case was made from, used or kept out.
  private func scenesDocument() throws -> JSONValue {
    let rows = try store.scenes()
    return [
      "scenes": .array(
        rows.map { row in
          .object([
            .init("file", .string(row.fileName)), .init("id", JSONValue(row.scene?.id)),
            .init("date", JSONValue(row.scene?.date.description)), .init("sensor", JSONValue(row.scene?.sensor)),
            .init("credit", JSONValue(row.scene?.credit)), .init("licence", JSONValue(row.scene?.licence)),
            .init("excluded", JSONValue(row.exclusion?.code.rawValue)),
            .init(
              "files",
              .array(
                (row.scene?.files.map { (URL(fileURLWithPath: $0.path).lastPathComponent, $0.contentHash) }
                  ?? [(row.fileName, row.contentHash)].compactMap { name, hash in hash.map { (name, $0) } })
                  .map { ["name": .string($0.0), "sha256": .string($0.1.hexadecimal)] })),
          ])
        })
    ]
  }

  /// Versions that moved no number but may.
  package var environment: JSONValue {
    [
      "program": .string(Program.name), "analysis": .integer(Self.version), "stack": .integer(StackAssembly.version),
      "GDAL": .string(RasterRuntime.version), "threads": .integer(options.threads),
      "kernels": .string(KernelForm.current.rawValue),
    ]
  }

  private func addImagery(to writer: BundleWriter) throws {
    let rules = try store.licenceRules()
    let rows = try store.scenes()
    // What one scene's licence keeps back stays back though another shares the file.
    let kept = Set(
      rows.compactMap(\.scene).filter { !(rules.allowsWhole($0)) }.flatMap { $0.files.map(\.contentHash) })
    var done = kept
    for row in rows {
      for file in row.scene?.files ?? [] where done.insert(file.contentHash).inserted {
        try writer.copy(file.path, to: "imagery/" + file.contentHash.hexadecimal)
      }
    }
  }

  private func crate(_ writer: BundleWriter) throws -> JSONValue {
    let sites = try store.sites().filter { $0.role == .site }.map(\.name)
    let rows = try store.scenes().filter { $0.scene != nil && $0.exclusion == nil }
    let people = Set(try store.findings().flatMap { $0.history.map(\.by) }).sorted()
    return ROCrate(
      title: "Telltale evidence: \(sites.joined(separator: ", "))", date: options.now.day, files: try writer.files(),
      scenes: rows.compactMap { row in
        row.scene.map {
          ROCrate.Scene(
            hash: row.contentHash?.hexadecimal ?? "", name: row.fileName, date: $0.date.description, sensor: $0.sensor,
            licence: $0.licence)
        }
      }, people: people, program: Program.name
    ).json
  }
}
