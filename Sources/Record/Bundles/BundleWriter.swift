import Evidence
import Foundation
import Provenance

/// A bundle while it is made: beside its place under a name of its own, then renamed.
package struct BundleWriter {
  private let target: String
  private let folder: String

  /// - Throws: `notEmpty` where something stands at `path`; `failed` where nothing can be written beside it.
  package init(at path: String) throws(BundleError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    target = path
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    guard names?.isEmpty ?? !FileManager.default.fileExists(atPath: path) else {
      throw BundleError(
        .notEmpty, at: path, "Something is there already, and a bundle is never written over.",
        mend: "Choose a new folder with -o.")
    }
    AtomicFile.sweep(leftOf: path)
    folder = AtomicFile.temporaryPath(for: path)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw Self.failed(path, error) }
  }

  /// Where the file `name` of the bundle is to be written.
  package func path(of name: String) -> String { folder + "/" + name }

  package func write(_ text: String, to name: String) throws(BundleError) {
    do {
      try makeFolder(of: name)
      try AtomicFile.write(Data(text.utf8), to: path(of: name))
    } catch { throw Self.failed(target + "/" + name, error) }
  }

  package func copy(_ file: String, to name: String) throws(BundleError) {
    do {
      try makeFolder(of: name)
      let real = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
      try FileManager.default.copyItem(atPath: real, toPath: path(of: name))
    } catch { throw Self.failed(target + "/" + name, error) }
  }

  private func makeFolder(of name: String) throws {
    let parent = URL(fileURLWithPath: path(of: name)).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
  }

  /// All files written so far.
  package func files() throws(BundleError) -> [BundleManifest.File] {
    guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
    var files: [BundleManifest.File] = []
    do {
      for case let name as String in names where names.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        let size = names.fileAttributes?[.size] as? Int ?? 0
        files.append(
          BundleManifest.File(path: name, bytes: size, hash: try ContentHash(ofFileAt: path(of: name))))
      }
    } catch { throw Self.failed(target, error) }
    return files.sorted { $0.path < $1.path }
  }

  /// Writes ledger and manifest and puts the bundle in its place.
  package func finish(files: [BundleManifest.File], ledger: [LedgerEntry]) throws(BundleError) {
    let text = ledger.map { $0.json.canonicalText + "\n" }.joined()
    try write(text, to: BundleManifest.ledgerName)
    let manifest = BundleManifest(
      files: files,
      ledger: BundleManifest.File(
        path: BundleManifest.ledgerName, bytes: text.utf8.count, hash: ContentHash(of: text)),
      entries: ledger.count, head: ledger.last?.hash ?? ContentHash(of: ""))
    try write(manifest.json.prettyText, to: BundleManifest.name)
    try place()
  }

  /// Puts what was written in its place.
  package func place() throws(BundleError) {
    do {
      // An empty folder may stand there.
      if FileManager.default.fileExists(atPath: target) { try FileManager.default.removeItem(atPath: target) }
      try AtomicFile.replace(target, with: folder)
    } catch { throw Self.failed(target, error) }
  }

  /// Removes what was not finished.
  package func clean() { try? FileManager.default.removeItem(atPath: folder) }

  private static func failed(_ place: String, _ error: any Error) -> BundleError {
    let fault = FileFault(error)
    return BundleError(
      .failed, at: place, "It could not be written: \(fault.words).",
      mend: fault.isFull ? "Make room, and export again." : "Check the folder's place and rights, and export again.")
  }
}
