import Foundation
import GRDB
import Places
import Provenance

extension CaseStore {
  package enum Access: Sendable { case writing, reading }

  /// Makes a case of `sites` in a folder that is absent or empty.
  /// - Throws: `exists`, `notEmpty`, `notAFolder`, `notWritable`, `inUse`, `diskFull`.
  package static func create(at path: String, sites: [Site]) throws(CaseError) -> CaseStore {
    let folder = CaseFolder(path)
    try checkIsNew(folder)
    try folder.make()
    let lock = try CaseLock(folder)
    // Once more: another process may have made a case between the look and the lock.
    try checkIsNew(folder)
    sweep(folder)
    try build(folder, sites: sites)
    return CaseStore(folder, queue: try connect(folder, .writing), lock: lock)
  }

  /// Opens the case in the folder `path`. For reading no lock is taken: a writer does not keep readers out.
  /// - Throws: `notACase`, `notAFolder`, `newerVersion`, `damaged`; for writing also `inUse`, `notWritable`.
  package static func open(_ path: String, for access: Access = .writing) throws(CaseError) -> CaseStore {
    let folder = CaseFolder(path)
    try checkIsCase(folder)
    guard access == .writing else { return CaseStore(folder, queue: try connect(folder, .reading), lock: nil) }
    let lock = try CaseLock(folder)
    sweep(folder)
    let queue = try connect(folder, .writing)
    // Folders that are cleared by hand, such as cache, come back.
    try folder.make()
    return CaseStore(folder, queue: queue, lock: lock)
  }

  /// Opens the case of `sites`, or makes it.
  /// - Throws: all that `create` and `open` throw; `anotherCase` where the case there is one of other sites.
  package static func openOrCreate(_ path: String, sites: [Site]) throws(CaseError) -> CaseStore {
    let folder = CaseFolder(path)
    guard folder.kind == .folder, folder.hasGeoPackage else { return try create(at: path, sites: sites) }
    let store = try open(path)
    let wanted = CaseTransaction.hash(of: sites).hexadecimal
    let found = try store.setting(SettingKey.sitesHash)
    guard found == wanted else {
      let names = try store.sites().map(\.name).prefix(3).joined(separator: ", ")
      throw CaseError(
        .anotherCase, at: folder.path, "This is the case of other sites (\(names)), or its site file was changed.",
        mend: try store.features().isEmpty
          ? "Choose another folder with -o; this case has found nothing yet and can also be deleted."
          : "Choose another folder with -o, or go back to the site file that the case was made with.")
    }
    return store
  }

  private enum SettingKey {
    static let sitesHash = "sitesHash"
    static let format = "format"
  }

  private static func checkIsNew(_ folder: CaseFolder) throws(CaseError) {
    switch folder.kind {
    case .nothing: return
    case .file: throw notAFolder(folder)
    case .folder: break
    }
    guard !folder.hasGeoPackage else {
      throw CaseError(
        .exists, at: folder.path, "There is a case already.", mend: "Choose another folder, or go on with this case.")
    }
    if let foreign = folder.foreignFile {
      throw CaseError(
        .notEmpty, at: folder.path, "The folder is no case and holds other files, such as \(foreign).",
        mend: "Choose a new or an empty folder.")
    }
  }

  private static func checkIsCase(_ folder: CaseFolder) throws(CaseError) {
    let kind = folder.kind
    guard kind != .file else { throw notAFolder(folder) }
    guard kind == .folder, folder.hasGeoPackage else {
      throw CaseError(
        .notACase, at: folder.path,
        kind == .folder ? "The folder holds no case.gpkg." : "There is no such folder.",
        mend: "Check the path, or make a case with watch or init.")
    }
  }

  private static func notAFolder(_ folder: CaseFolder) -> CaseError {
    CaseError(
      .notAFolder, at: folder.path, "A file stands where the case folder should be.",
      mend: "Choose another name, or move the file away.")
  }

  /// Removes what killed processes left half-written.
  private static func sweep(_ folder: CaseFolder) {
    AtomicFile.sweep(folder.path)
    AtomicFile.sweep(folder.imagery)
  }

  /// The GeoPackage is made aside and renamed, so that no reader meets a half of it.
  private static func build(_ folder: CaseFolder, sites: [Site]) throws(CaseError) {
    let temporary = AtomicFile.temporaryPath(for: folder.geoPackage)
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    do {
      let queue = try DatabaseQueue(path: temporary, configuration: configuration())
      try queue.write { database in
        for statement in GeoPackageSchema.statements { try database.execute(sql: statement) }
        try database.execute(sql: "PRAGMA application_id = \(GeoPackageSchema.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(GeoPackageSchema.userVersion)")
        for layer in GeoPackageSchema.layers { try GeoPackageSchema.register(layer, in: database) }
        let transaction = CaseTransaction(database, in: folder)
        try transaction.write(sites: sites)
        try transaction.set(SettingKey.format, String(GeoPackageSchema.format))
        try transaction.set(SettingKey.sitesHash, CaseTransaction.hash(of: sites).hexadecimal)
      }
      try queue.close()
      try AtomicFile.replace(folder.geoPackage, with: temporary)
    } catch { throw CaseError(error, at: folder.geoPackage) }
  }
}
