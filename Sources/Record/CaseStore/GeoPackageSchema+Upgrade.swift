import GRDB

extension GeoPackageSchema {
  /// Tells readers of the GeoPackage that `layer` is there.
  static func register(_ layer: Layer, in database: Database) throws {
    try database.execute(
      sql: "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        layer.table, layer.geometryType == nil ? "attributes" : "features", layer.table, layer.description,
        layer.geometryType == nil ? nil : 4326,
      ])
    guard let type = layer.geometryType else { return }
    try database.execute(
      sql: "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", arguments: [layer.table, type])
  }

  /// Gives a case of an older format the tables that it lacks; nothing that it holds is touched.
  static func upgrade(_ database: Database) throws {
    guard try !database.tableExists("findings") else { return }
    try database.execute(sql: judgements)
    for layer in layers where ["findings", "sources", "assessments"].contains(layer.table) {
      try register(layer, in: database)
    }
    if try !database.columns(in: "ledger").contains(where: { $0.name == "salt" }) {
      try database.execute(sql: "ALTER TABLE ledger ADD COLUMN salt TEXT")
    }
    // An older Telltale would take the new entries of the ledger for broken ones.
    try database.execute(sql: "UPDATE settings SET value = ? WHERE \"key\" = 'format'", arguments: [String(format)])
  }
}
