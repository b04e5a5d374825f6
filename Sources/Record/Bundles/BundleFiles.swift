import Evidence
import Foundation
import Kernels
import Provenance

/// The files of a bundle as they lie on the disk, taken with distrust.
enum BundleFiles {
  static let largestManifest = 64 << 20
  static let largestLedger = 1 << 30

  /// The bytes of an ordinary file of at most `limit` bytes; `nil` for a link, a folder, a device, and what is larger.
  static func contents(of path: String, atMost limit: Int) -> Data? {
    guard let size = size(of: path), size <= limit else { return nil }
    return FileManager.default.contents(atPath: path)
  }

  /// Size of an ordinary file; `nil` for anything else. Links are not followed.
  static func size(of path: String) -> Int? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { return nil }
    return attributes[.size] as? Int
  }

  /// Whether a path stays inside the bundle whatever the system makes of it.
  static func isInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.isEmpty && !path.utf8.contains(0) && !path.contains("\\")
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Listed files that are missing or changed, and files that are not listed.
  static func faults(of manifest: BundleManifest, in folder: String) -> [BundleAudit.Fault] {
    var faults: [BundleAudit.Fault] = []
    var listed: Set<String> = [BundleManifest.name, BundleManifest.ledgerName]
    if manifest.ledger.path != BundleManifest.ledgerName {
      faults.append(.init(BundleManifest.name, "It names another file as the ledger."))
    }
    for file in manifest.files {
      guard isInside(file.path) else {
        faults.append(.init(BundleManifest.name, "The path \"\(file.path)\" leads out of the bundle."))
        continue
      }
      if !listed.insert(file.path).inserted {
        faults.append(.init(file.path, "It is listed twice."))
        continue
      }
      if let fault = fault(of: file, in: folder) { faults.append(fault) }
    }
    return faults + strangers(in: folder, listed)
  }

  private static func fault(of file: BundleManifest.File, in folder: String) -> BundleAudit.Fault? {
    let path = folder + "/" + file.path
    guard hasNoLink(file.path, in: folder) else { return .init(file.path, "It is a link, or lies behind one.") }
    guard let size = size(of: path) else { return .init(file.path, "It is missing.") }
    guard size == file.bytes else {
      return .init(file.path, "It has \(size) bytes, and \(file.bytes) were written.")
    }
    guard let hash = try? ContentHash(ofFileAt: path) else { return .init(file.path, "It cannot be read.") }
    return hash == file.hash
      ? nil : .init(file.path, "Its content has the hash \(hash.short), and \(file.hash.short) was written.")
  }

  private static func hasNoLink(_ path: String, in folder: String) -> Bool {
    var whole = folder
    for part in path.split(separator: "/") {
      whole += "/" + part
      let type = (try? FileManager.default.attributesOfItem(atPath: whole))?[.type] as? FileAttributeType
      if type == .typeSymbolicLink { return false }
    }
    return true
  }

  private static func strangers(in folder: String, _ listed: Set<String>) -> [BundleAudit.Fault] {
    guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
    var faults: [BundleAudit.Fault] = []
    for case let path as String in names where !listed.contains(path) {
      let type = names.fileAttributes?[.type] as? FileAttributeType
      if type == .typeDirectory { continue }
      faults.append(.init(path, "It is not listed in the manifest."))
    }
    return faults.sorted { $0.place < $1.place }
  }

  // MARK: - Ledger

  /// The ledger of the bundle, a line an entry; the fault where it is missing, changed, or cannot be read.
  static func ledger(
    _ manifest: BundleManifest, in folder: String
  ) -> (ledger: Ledger?, fault: BundleAudit.Fault?) {
    let name = BundleManifest.ledgerName
    guard let data = contents(of: folder + "/" + name, atMost: largestLedger) else {
      return (nil, .init(name, "It is missing, or is no ordinary file."))
    }
    let changed: BundleAudit.Fault? =
      ContentHash(of: data) == manifest.ledger.hash && data.count == manifest.ledger.bytes
      ? nil : .init(name, "Its bytes are not those that the manifest names.")
    guard data.last == UInt8(ascii: "\n") else { return (nil, changed ?? .init(name, "Its last line has no end.")) }
    // Bytes as an array: cut as Data, the lines of a long ledger took longer than reading them.
    let lines = [UInt8](data.dropLast()).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let entries = Parallel.map(lines.count, threads: ProcessInfo.processInfo.activeProcessorCount, inBlocksOf: 512) {
      index in
      (try? JSONValue(parsing: Data(lines[index]))).flatMap(LedgerEntry.init(json:))
    }
    if let index = entries.firstIndex(where: { $0 == nil }) {
      return (nil, .init("ledger entry \(index + 1)", "Line \(index + 1) of \(name) cannot be read."))
    }
    return (Ledger(entries: entries.compactMap { $0 }), changed)
  }
}
