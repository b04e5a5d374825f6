import GRDB
import Geodesy
import Provenance

/// What may be read and written inside one commit. All of it reaches the disk at once, or none.
package struct CaseTransaction {
  let database: Database
  let folder: CaseFolder
  /// Paths of scenes saved so far, to be written when the commit succeeds.
  var newLocations: [String: String] = [:]

  init(_ database: Database, in folder: CaseFolder) {
    self.database = database
    self.folder = folder
  }

  /// The value under `key`; `nil` where none was set.
  package func setting(_ key: String) throws -> String? {
    try String.fetchOne(database, sql: "SELECT value FROM settings WHERE \"key\" = ?", arguments: [key])
  }

  /// Keeps `value` under `key`; `nil` removes it.
  package func set(_ key: String, _ value: String?) throws {
    guard let value else {
      try database.execute(sql: "DELETE FROM settings WHERE \"key\" = ?", arguments: [key])
      return
    }
    try database.execute(
      sql: """
        INSERT INTO settings ("key", value) VALUES (?, ?) ON CONFLICT ("key") DO UPDATE SET value = excluded.value
        """,
      arguments: [key, value])
  }

  /// Keeps where a file that is no picture of the case lies, outside the GeoPackage.
  package mutating func locate(_ hash: ContentHash, at path: String) { newLocations[hash.hexadecimal] = path }

  /// One row, given by column.
  func insert(into table: String, _ columns: [(name: String, value: (any DatabaseValueConvertible)?)]) throws {
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    try database.cachedStatement(sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))")
      .execute(arguments: StatementArguments(columns.map(\.value)))
  }

  /// Tells readers of the GeoPackage what `table` now covers.
  func describe(_ table: String, covering points: some Sequence<GeoPoint>) throws {
    let box = Envelope(of: points)
    try database.execute(
      sql: """
        UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'),
          min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?
        """,
      arguments: [box?.west, box?.south, box?.east, box?.north, table])
  }

  /// Something in the tables that Telltale did not write so.
  func damaged(_ table: String, _ row: String) -> CaseError {
    .damaged(at: folder.geoPackage, cause: "table \(table), \(row)")
  }

  /// A list as JSON text, for columns.
  static func text(_ strings: [String]) -> String { JSONValue.array(strings.map { .string($0) }).compactText }
}
