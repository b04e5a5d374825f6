import Catalogue
import Evidence
import Foundation
import GRDB
import Geodesy
import Places
import Provenance

extension CaseTransaction {
  /// Scenes by date, then the files that are no scenes by name.
  package func scenes() throws -> [SceneRow] {
    let locations = try ImageryLocations(in: folder).paths.merging(newLocations) { _, new in new }
    return try Row.fetchAll(database, sql: "SELECT * FROM scenes ORDER BY fid").map { row in
      guard let scene = SceneRow(row, locations, in: folder) else { throw damaged("scenes", row["file"]) }
      return scene
    }
  }

  /// Adds `rows`, each in the place of an earlier one of the same content or the same file.
  package mutating func save(scenes rows: [SceneRow]) throws {
    try replace(scenes: SceneRow.merged(rows, over: scenes()))
  }

  /// Puts `rows` in the place of all that were there.
  package mutating func replace(scenes rows: [SceneRow]) throws {
    try database.execute(sql: "DELETE FROM scenes")
    for (index, row) in rows.sorted(by: SceneRow.precedes).enumerated() {
      try write(row, number: index + 1)
      if let scene = row.scene {
        for file in scene.files { newLocations[file.contentHash.hexadecimal] = file.path }
      } else if let location = row.location {
        newLocations[ImageryLocations.key(fileName: row.fileName, row.contentHash)] = location
      }
    }
    // A case of an older format now holds what an older Telltale would misread.
    try set("format", String(GeoPackageSchema.format))
    try describe("scenes", covering: rows.flatMap { $0.footprint.flatMap { $0.exterior } })
  }

  private func write(_ row: SceneRow, number: Int) throws {
    try insert(
      into: "scenes",
      [
        ("fid", number), ("geom", row.footprint.isEmpty ? nil : GeoPackageGeometry.blob(of: row.footprint)),
        ("file", row.fileName), ("content_hash", row.contentHash?.hexadecimal), ("id", row.scene?.id),
        ("date", row.scene?.date.day), ("sensor", row.scene?.sensor), ("gsd", row.scene?.gsd.magnitude),
        ("credit", row.scene?.credit), ("licence", row.scene?.licence),
        ("exclusion_code", row.exclusion?.code.rawValue),
        ("exclusion_reason", row.exclusion.map { redacted($0.reason, of: row) }),
        ("shift_rows", row.alignment?.shiftRows), ("shift_columns", row.alignment?.shiftColumns),
        ("ce90", row.alignment?.ce90Metres), ("clear", row.clearFraction),
        ("properties", properties(of: row)?.compactText),
      ])
  }

  /// What has no column of its own.
  private func properties(of row: SceneRow) -> JSONValue? {
    guard let scene = row.scene else { return nil }
    let transform = row.alignment?.transform ?? []
    return [
      "taken": .string(scene.date.description), "dateSource": .string(scene.dateSource),
      "columns": .integer(scene.grid.columns), "rows": .integer(scene.grid.rows),
      "geotransform": .array(scene.grid.geotransform.coefficients.map { .number($0) }),
      "crs": .string(scene.grid.crs.definition), "bandCount": .integer(scene.bandCount),
      "remarks": .array(scene.remarks.map { .string(redacted($0, of: row)) }),
      "transform": .array(transform.map { .number($0) }),
      "effectiveGsd": row.effectiveGSD.map { .number($0.magnitude) } ?? .null, "product": published(scene, row).json,
    ]
  }

  /// The product with nothing of this machine in its remarks; paths are never part of what is written.
  private func published(_ scene: Scene, _ row: SceneRow) -> SceneProduct {
    var product = scene.product
    product.parts = product.parts.map { part in
      Scene(
        id: part.id, path: part.path, contentHash: part.contentHash, date: part.date, dateSource: part.dateSource,
        sensor: part.sensor, gsd: part.gsd, grid: part.grid, bandCount: part.bandCount, credit: part.credit,
        licence: part.licence, remarks: part.remarks.map { redacted($0, of: row) }, product: part.product)
    }
    return product
  }

  /// Messages of libraries name files by their whole path, which must not be published.
  private func redacted(_ text: String, of row: SceneRow) -> String {
    var text = text
    for path in (row.scene?.files.map(\.path) ?? []) + [folder.path] where path.hasPrefix("/") {
      let parent = path.split(separator: "/").dropLast().joined(separator: "/")
      if !parent.isEmpty { text = text.replacingOccurrences(of: "/\(parent)/", with: "") }
    }
    return HostPath.redacted(text)
  }
}
