import Foundation
import GRDB

extension CaseStore {
  /// A connection to a GeoPackage that is known to be one of ours and whole.
  static func connect(_ folder: CaseFolder, _ access: Access) throws(CaseError) -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: folder.geoPackage, configuration: configuration(for: access, of: folder))
      try queue.read { database in try check(database, folder) }
      // After the look, so that a foreign file is left as it is. Some GIS programs leave write-ahead logging behind.
      if access == .writing {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try queue.write { try GeoPackageSchema.upgrade($0) }
      }
      return queue
    } catch { throw CaseError(error, at: folder.geoPackage) }
  }

  /// Full syncs, so that a commit outlives a power cut.
  static func configuration(for access: Access = .writing, of folder: CaseFolder? = nil) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.label = "case"
    // Where the folder may be written, even a reader must be able to roll back what a killed writer left.
    let mayWrite = folder.map { FileManager.default.isWritableFile(atPath: $0.path) } ?? true
    configuration.readonly = access == .reading && !mayWrite
    configuration.prepareDatabase { database in
      for function in SpatialFunctions.all { database.add(function: function) }
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }

  private static func check(_ database: Database, _ folder: CaseFolder) throws {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id")
    guard application == GeoPackageSchema.applicationID, try database.tableExists("settings"),
      let text = try CaseTransaction(database, in: folder).setting("format"), let format = Int(text)
    else {
      throw CaseError(
        .notACase, at: folder.geoPackage, "The file is not one that Telltale made.",
        mend: "Choose another folder.")
    }
    guard format <= GeoPackageSchema.format else {
      throw CaseError(
        .newerVersion, at: folder.geoPackage,
        "The case has format \(format); this Telltale reads up to \(GeoPackageSchema.format).",
        mend: "Use the Telltale that made it, or a newer one.")
    }
    let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
    guard verdict == "ok" else { throw CaseError.damaged(at: folder.geoPackage, cause: verdict) }
  }
}
