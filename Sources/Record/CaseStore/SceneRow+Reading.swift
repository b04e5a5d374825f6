import Catalogue
import Foundation
import GRDB
import Geodesy
import Places
import Provenance
import Quantities
import Rasters

extension SceneRow {
  /// The row as `CaseTransaction` wrote it; `nil` where it was written otherwise.
  init?(_ row: Row, _ locations: [String: String], in folder: CaseFolder) {
    let file: String = row["file"]
    let blob: Data? = row["geom"]
    let hashText: String? = row["content_hash"]
    let text: String? = row["properties"]
    let hash = hashText.flatMap(ContentHash.init(stored:))
    guard (hash == nil) == (hashText == nil), let exclusion = Self.exclusion(row),
      let footprint = blob.map(GeoPackageGeometry.polygons) ?? []
    else { return nil }
    let json = text.flatMap { try? JSONValue(parsing: Data($0.utf8)) }
    let scene = json.flatMap { Self.scene(row, $0, hash, locations, folder) }
    guard (scene == nil) == (text == nil) else { return nil }
    self.init(
      fileName: file, contentHash: hash, scene: scene, exclusion: exclusion,
      alignment: Self.alignment(row, transform: json?["transform"]), clearFraction: row["clear"], footprint: footprint,
      location: scene?.path ?? locations[ImageryLocations.key(fileName: file, hash)])
    effectiveGSD = json?["effectiveGsd"]?.doubleValue.map { Metres($0) }
  }

  /// Outer `nil`: a code that is not on the list. Inner `nil`: none.
  private static func exclusion(_ row: Row) -> Exclusion?? {
    guard let text: String = row["exclusion_code"] else { return .some(nil) }
    guard let code = ExclusionCode(rawValue: text), let reason: String = row["exclusion_reason"] else { return nil }
    return Exclusion(code, reason)
  }

  private static func alignment(_ row: Row, transform: JSONValue?) -> SceneAlignment? {
    guard let down: Double = row["shift_rows"], let right: Double = row["shift_columns"],
      let ce90: Double = row["ce90"]
    else { return nil }
    let coefficients = transform?.arrayValue?.compactMap(\.doubleValue) ?? []
    return SceneAlignment(shiftRows: down, shiftColumns: right, ce90Metres: ce90, transform: coefficients)
  }

  private static func scene(
    _ row: Row, _ json: JSONValue, _ hash: ContentHash?, _ locations: [String: String], _ folder: CaseFolder
  ) -> Scene? {
    guard let hash, let id: String = row["id"], let sensor: String = row["sensor"], let gsd: Double = row["gsd"],
      let date = json["taken"]?.stringValue.flatMap(Timestamp.init(iso8601:)),
      let dateSource = json["dateSource"]?.stringValue, let grid = grid(json),
      let bandCount = json["bandCount"]?.intValue,
      let remarks = json["remarks"]?.arrayValue?.compactMap(\.stringValue)
    else { return nil }
    // Without a known place it is looked for in the case, where a case that was passed on may carry it.
    func path(_ hash: ContentHash) -> String {
      locations[hash.hexadecimal] ?? folder.imagery + "/" + hash.hexadecimal
    }
    // Cases of format 1 hold plain files only, and say nothing of their product.
    let written = json["product"]
    guard let product = written.map({ SceneProduct(json: $0, path: path) }) ?? .plain else { return nil }
    let first = product.parts.first?.path ?? product.assets.first?.path ?? path(hash)
    return Scene(
      id: id, path: first, contentHash: hash, date: date, dateSource: dateSource, sensor: sensor, gsd: Metres(gsd),
      grid: grid, bandCount: bandCount, credit: row["credit"], licence: row["licence"], remarks: remarks,
      product: product)
  }

  private static func grid(_ json: JSONValue) -> Grid? {
    guard let columns = json["columns"]?.intValue, let rows = json["rows"]?.intValue,
      let coefficients = json["geotransform"]?.arrayValue?.compactMap(\.doubleValue), coefficients.count == 6,
      let crs = json["crs"]?.stringValue
    else { return nil }
    return Grid(columns: columns, rows: rows, geotransform: Geotransform(coefficients), crs: CRS(crs))
  }
}
