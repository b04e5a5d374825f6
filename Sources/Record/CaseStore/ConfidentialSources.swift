import Evidence
import Foundation
import Provenance

/// Sources that nobody outside may learn of: a folder of their own with a ledger of its own. The case's record does not
/// name it, and nothing that is exported reads it.
package struct ConfidentialSources: Sendable {
  private let folder: String

  /// Documents by content hash.
  package var documents: String { folder + "/documents" }
  private var ledgerFile: String { folder + "/ledger.jsonl" }

  /// - Throws: Foundation's error where the folder cannot be made.
  init(in caseFolder: CaseFolder) throws {
    folder = caseFolder.confidential
    try FileManager.default.createDirectory(
      atPath: folder + "/documents", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// - Throws: `damaged` where a line cannot be read or the chain is broken.
  package func ledger() throws -> Ledger {
    guard let data = FileManager.default.contents(atPath: ledgerFile) else { return Ledger() }
    let lines = data.split(separator: UInt8(ascii: "\n"))
    let entries = lines.compactMap { line in
      (try? JSONValue(parsing: Data(line))).flatMap(LedgerEntry.init(json:))
    }
    let ledger = Ledger(entries: entries)
    do {
      guard entries.count == lines.count else { throw CaseError.damaged(at: ledgerFile, cause: "a line") }
      try ledger.verify()
    } catch { throw CaseError.damaged(at: ledgerFile, cause: "\(error)") }
    return ledger
  }

  package func append(_ act: LedgerAct) throws {
    var ledger = try ledger()
    try ledger.append(act)
    let text = ledger.entries.map { $0.json.canonicalText + "\n" }.joined()
    try AtomicFile.write(Data(text.utf8), to: ledgerFile)
  }

  package func sources() throws -> [Source] {
    try ledger().entries.compactMap { $0.settings["row"].flatMap(Source.init(json:)) }
  }
}

extension CaseStore {
  /// Made where it is not there yet.
  package func confidential() throws -> ConfidentialSources {
    do { return try ConfidentialSources(in: folder) } catch { throw CaseError(error, at: folder.confidential) }
  }

  /// Whether there are any; nothing is made.
  package var hasConfidential: Bool { FileManager.default.fileExists(atPath: folder.confidential) }
}
