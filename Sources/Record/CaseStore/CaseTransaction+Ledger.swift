import Evidence
import Foundation
import GRDB
import Kernels
import Provenance
import Quantities

extension CaseTransaction {
  /// The whole ledger as it stands; `Ledger.verify` says whether it is what was written.
  package func ledger() throws -> Ledger {
    let cursor = try Row.fetchCursor(database, sql: Self.columns(of: database) + " ORDER BY sequence")
    let rows = try Array(cursor.map(StoredEntry.init))
    let entries = Parallel.map(rows.count, threads: ProcessInfo.processInfo.activeProcessorCount, inBlocksOf: 512) {
      rows[$0].entry
    }
    for (row, entry) in zip(rows, entries) where entry == nil { throw damaged("ledger", "entry \(row.sequence)") }
    return Ledger(entries: entries.compactMap { $0 })
  }

  /// Columns by place: looked up by name, those of a long ledger took longer than its hashes.
  private static func columns(of database: Database) throws -> String {
    let hasSalt = try database.columns(in: "ledger").contains { $0.name == "salt" }
    return """
      SELECT sequence, previous, at, actor, act, version, "key", inputs, settings, output, hash,
        \(hasSalt ? "salt" : "NULL") FROM ledger
      """
  }

  /// The last entry; `nil` of an empty ledger.
  package func head() throws -> LedgerEntry? {
    let sql = try Self.columns(of: database) + " ORDER BY sequence DESC LIMIT 1"
    return try Row.fetchOne(database, sql: sql).map { row in
      let stored = StoredEntry(row)
      guard let entry = stored.entry else { throw damaged("ledger", "entry \(stored.sequence)") }
      return entry
    }
  }

  /// Chains `acts` to the end of the ledger.
  /// - Throws: `refused` where an act has no actor or holds an absolute path.
  package func append(_ acts: [LedgerAct]) throws {
    var ledger = Ledger(after: try head())
    for act in acts { try ledger.append(act) }
    for entry in ledger.entries {
      try insert(
        into: "ledger",
        [
          ("sequence", entry.sequence), ("previous", entry.previous?.hexadecimal), ("at", entry.at.description),
          ("actor", entry.actor), ("act", entry.act), ("version", entry.version), ("key", entry.key?.hexadecimal),
          ("inputs", Self.text(entry.inputs.map(\.hexadecimal))), ("settings", entry.settings.canonicalText),
          ("output", entry.output?.hexadecimal), ("salt", entry.salt), ("hash", entry.hash.hexadecimal),
        ])
    }
  }
}

/// A row of the ledger as text, not yet read.
private struct StoredEntry: Sendable {
  let sequence: Int
  private let previous: String?
  private let at: String
  private let actor: String
  private let act: String
  private let version: Int?
  private let key: String?
  private let inputs: String
  private let settings: String
  private let output: String?
  private let hash: String
  private let salt: String?

  /// - Parameter row: its columns in the order of `columns(of:)`.
  init(_ row: Row) {
    sequence = row[0]
    previous = row[1]
    at = row[2]
    actor = row[3]
    act = row[4]
    version = row[5]
    key = row[6]
    inputs = row[7]
    settings = row[8]
    output = row[9]
    hash = row[10]
    salt = row[11]
  }

  /// `nil` where a column holds what Telltale did not write so.
  var entry: LedgerEntry? {
    guard let at = Timestamp(iso8601: at), let hash = ContentHash(stored: hash),
      let previous = Self.hash(previous), let key = Self.hash(key), let output = Self.hash(output),
      let inputs = Self.hashes(inputs), let settings = try? JSONValue(parsing: Data(settings.utf8))
    else { return nil }
    let body = LedgerAct(
      at: at, actor: actor, act: act, version: version, key: key, inputs: inputs, settings: settings, output: output)
    return LedgerEntry(storedAs: sequence, previous: previous, body: body, salt: salt, hash: hash)
  }

  /// Outer `nil`: text that is no hash. Inner `nil`: none was stored.
  private static func hash(_ text: String?) -> ContentHash?? {
    guard let text else { return .some(nil) }
    return ContentHash(stored: text).map { .some($0) }
  }

  private static func hashes(_ text: String) -> [ContentHash]? {
    guard text != "[]" else { return [] }
    guard let items = (try? JSONValue(parsing: Data(text.utf8)))?.arrayValue else { return nil }
    let hashes = items.compactMap { $0.stringValue.flatMap(ContentHash.init(stored:)) }
    return hashes.count == items.count ? hashes : nil
  }
}
