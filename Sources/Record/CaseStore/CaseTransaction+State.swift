import Evidence
import Foundation
import GRDB
import Provenance
import Quantities

/// What the tables held when Telltale last wrote them: who edits the GeoPackage with another program is found out.
extension CaseTransaction {
  package static let stateAct = "state"
  /// Tables whose content the ledger vouches for.
  static let vouched = ["sites", "scenes", "features", "observations", "marks", "findings", "sources", "assessments"]

  /// Hashes of the tables as they are, by name; without those that a case of an older format lacks.
  package func state() throws -> [(table: String, hash: ContentHash)] {
    try Self.vouched.compactMap { table in
      guard try database.tableExists(table) else { return nil }
      return (table, try digest(of: table))
    }
  }

  /// What the ledger says that the tables hold, and the entry that says so; `nil` where none does.
  package func recordedState() throws -> (entry: Int, tables: [String: String])? {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT sequence, settings FROM ledger WHERE act = ? ORDER BY sequence DESC LIMIT 1",
        arguments: [Self.stateAct])
    else { return nil }
    let settings = try? JSONValue(parsing: Data((row["settings"] as String).utf8))
    let members = settings?.members ?? []
    return (
      row["sequence"],
      Dictionary(members.map { ($0.key, $0.value.stringValue ?? "") }, uniquingKeysWith: { first, _ in first })
    )
  }

  /// Writes to the ledger what the tables hold now, where that is not what it says last.
  /// At the moment of the act before it, as acts of one run bear one moment; not before there is an act.
  func vouch() throws {
    guard let last = try head() else { return }
    let now = try state()
    guard try recordedState()?.tables != Dictionary(uniqueKeysWithValues: now.map { ($0.table, $0.hash.hexadecimal) })
    else { return }
    try append([
      LedgerAct(
        Self.stateAct, by: Program.name, at: last.at,
        settings: .object(now.map { .init($0.table, .string($0.hash.hexadecimal)) }))
    ])
  }

  /// Hash over every column of every row, in the order of `fid` or `sequence`.
  private func digest(of table: String) throws -> ContentHash {
    var hasher = ContentHash.Builder()
    let cursor = try Row.fetchCursor(database, sql: "SELECT * FROM \(table) ORDER BY 1")
    while let row = try cursor.next() {
      for (name, value) in row {
        hasher.add(name)
        switch value.storage {
        case .null: hasher.add("null")
        case .int64(let number): hasher.add("i\(number)")
        case .double(let number): hasher.add("d\(number.bitPattern)")
        case .string(let text): hasher.add("s" + text)
        case .blob(let bytes): hasher.add(bytes)
        }
      }
    }
    return hasher.finished()
  }
}
