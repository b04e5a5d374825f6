import Evidence
import Foundation
import GRDB
import Provenance
import Quantities

/// Something that persons say, kept whole in one row: a finding, a source, an assessment.
package struct RecordRow: Sendable, Equatable {
  package enum Table: String, Sendable, CaseIterable { case findings, sources, assessments }

  package let table: Table
  package let id: String
  package let status: String
  /// What it says, in a sentence: for readers of the GeoPackage.
  package let words: String
  package let by: String
  package let content: JSONValue

  package init(_ table: Table, id: String, status: String, words: String, by: String, content: JSONValue) {
    self.table = table
    self.id = id
    self.status = status
    self.words = words
    self.by = by
    self.content = content
  }

  package init(_ finding: Finding) {
    self.init(
      .findings, id: finding.id, status: finding.status.rawValue, words: finding.sentence, by: finding.analyst,
      content: finding.json)
  }
}

extension CaseTransaction {
  /// In the order in which they were first written.
  package func rows(_ table: RecordRow.Table) throws -> [RecordRow] {
    guard try database.tableExists(table.rawValue) else { return [] }
    return try Row.fetchAll(database, sql: "SELECT * FROM \(table.rawValue) ORDER BY fid").map { row in
      guard let content = try? JSONValue(parsing: Data((row["properties"] as String).utf8)) else {
        throw damaged(table.rawValue, row["id"])
      }
      return RecordRow(
        table, id: row["id"], status: row["status"], words: row["words"], by: row["by"], content: content)
    }
  }

  package func findings() throws -> [Finding] {
    try rows(.findings).map { row in
      guard let finding = Finding(json: row.content) else { throw damaged("findings", row.id) }
      return finding
    }
  }

  package func sources() throws -> [Source] {
    try rows(.sources).map { row in
      guard let source = Source(json: row.content) else { throw damaged("sources", row.id) }
      return source
    }
  }

  /// Writes `row` in the place of the one that bears its id, and in the ledger what was done and by whom.
  /// - Throws: `refused` where a text holds an absolute path of this machine.
  package func save(_ row: RecordRow, act: String, by person: String, at moment: Timestamp) throws {
    try append([
      LedgerAct(
        act, by: person, at: moment, settings: ["table": .string(row.table.rawValue), "row": row.content],
        output: ContentHash(of: row.content))
    ])
    try database.execute(
      sql: """
        INSERT INTO \(row.table.rawValue) (id, status, words, by, properties) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET status = excluded.status, words = excluded.words, properties = excluded.properties
        """,
      arguments: [row.id, row.status, row.words, row.by, row.content.canonicalText])
  }

  /// `F1`, `F2` …: the next that no row has borne.
  package func nextID(_ table: RecordRow.Table, prefix: String) throws -> String {
    let used = try rows(table).compactMap { row in
      row.id.hasPrefix(prefix) ? Int(row.id.dropFirst(prefix.count)) : nil
    }
    return prefix + String((used.max() ?? 0) + 1)
  }
}
