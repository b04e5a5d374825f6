import Foundation

/// Folders that a benchmark makes for itself.
package enum Scratch {
  /// A new folder among the system's temporary ones.
  package static func makeTemporary() throws(BenchError) -> URL {
    try make(FileManager.default.temporaryDirectory.appending(path: "telltale-bench-\(UUID().uuidString.prefix(8))"))
  }

  /// A new folder of this run inside one that the user named: nothing of theirs is overwritten.
  package static func makeRun(in parent: String) throws(BenchError) -> URL {
    let stamp = Date.now.formatted(.iso8601.timeSeparator(.omitted)).replacing("Z", with: "")
    return try make(URL(filePath: parent).appending(path: "run-\(stamp)-\(UUID().uuidString.prefix(4))"))
  }

  @discardableResult
  package static func make(_ folder: URL) throws(BenchError) -> URL {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return folder
    } catch {
      throw BenchError(
        .failed, at: folder.path(percentEncoded: false), "The folder cannot be made: \(error.localizedDescription)",
        mend: "Name one that can be written with --folder.")
    }
  }

  package static func remove(_ folder: URL) { try? FileManager.default.removeItem(at: folder) }
}
