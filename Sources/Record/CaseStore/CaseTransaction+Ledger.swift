import Evidence
import Foundation
import GRDB
import Provenance
import Quantities

extension CaseTransaction {
  /// The whole ledger as it stands; `Ledger.verify` says whether it is what was written.
  package func ledger() throws -> Ledger {
    Ledger(entries: try Row.fetchAll(database, sql: "SELECT * FROM ledger ORDER BY sequence").map(entry))
  }

  /// Chains `acts` to the end of the ledger.
  /// - Throws: `refused` where an act has no actor or holds an absolute path.
  package func append(_ acts: [LedgerAct]) throws {
    let last = try Row.fetchOne(database, sql: "SELECT * FROM ledger ORDER BY sequence DESC LIMIT 1").map(entry)
    var ledger = Ledger(after: last)
    for act in acts { try ledger.append(act) }
    for entry in ledger.entries {
      try insert(
        into: "ledger",
        [
          ("sequence", entry.sequence), ("previous", entry.previous?.hexadecimal), ("at", entry.at.description),
          ("actor", entry.actor), ("act", entry.act), ("version", entry.version), ("key", entry.key?.hexadecimal),
          ("inputs", Self.text(entry.inputs.map(\.hexadecimal))), ("settings", entry.settings.canonicalText),
          ("output", entry.output?.hexadecimal), ("hash", entry.hash.hexadecimal),
        ])
    }
  }

  private func entry(_ row: Row) throws -> LedgerEntry {
    let sequence: Int = row["sequence"]
    guard let at = Timestamp(iso8601: row["at"]), let hash = ContentHash(stored: row["hash"]),
      let previous = Self.hash(row["previous"]), let key = Self.hash(row["key"]), let output = Self.hash(row["output"]),
      let inputs = Self.hashes(row["inputs"]),
      let settings = try? JSONValue(parsing: Data((row["settings"] as String).utf8))
    else { throw damaged("ledger", "entry \(sequence)") }
    let body = LedgerAct(
      at: at, actor: row["actor"], act: row["act"], version: row["version"], key: key, inputs: inputs,
      settings: settings, output: output)
    return LedgerEntry(storedAs: sequence, previous: previous, body: body, hash: hash)
  }

  /// Outer `nil`: text that is no hash. Inner `nil`: none was stored.
  private static func hash(_ text: String?) -> ContentHash?? {
    guard let text else { return .some(nil) }
    return ContentHash(stored: text).map { .some($0) }
  }

  private static func hashes(_ text: String) -> [ContentHash]? {
    guard let items = (try? JSONValue(parsing: Data(text.utf8)))?.arrayValue else { return nil }
    let hashes = items.compactMap { $0.stringValue.flatMap(ContentHash.init(stored:)) }
    return hashes.count == items.count ? hashes : nil
  }
}
