import Foundation

/// Files that are whole or absent: written aside, synced, renamed.
package enum AtomicFile {
  /// Name under which a file is written before it is complete. `sweep` removes those that a killed process left.
  package static func temporaryPath(for path: String) -> String {
    let url = URL(fileURLWithPath: path)
    // Cut, so that a name as long as the file system allows still has room for the suffix.
    let stem = String(decoding: url.lastPathComponent.utf8.prefix(100), as: UTF8.self)
    let name = ".\(stem).\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8)).part"
    return url.deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// Writes `data` to `path`; a reader sees the old file or the new one, never a piece.
  /// - Throws: Foundation's error (no permission, no space); the old file is then untouched and nothing is left behind.
  /// - Parameter syncing: false for what can be made again (caches): after a power cut it may be empty, and is then
  ///   recognised as damaged; a killed process leaves it whole either way.
  package static func write(_ data: Data, to path: String, syncing: Bool = true) throws {
    let temporary = temporaryPath(for: path)
    do {
      try Data().write(to: URL(fileURLWithPath: temporary))
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: temporary))
      defer { try? handle.close() }
      try handle.write(contentsOf: data)
      if syncing { try handle.synchronize() }
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw error
    }
    try replace(path, with: temporary)
  }

  /// Renames a finished `temporary` onto `path`; removes it when that fails.
  package static func replace(_ path: String, with temporary: String) throws {
    guard unsafe rename(temporary, path) == 0 else {
      let code = POSIXErrorCode(rawValue: errno) ?? .EIO
      try? FileManager.default.removeItem(atPath: temporary)
      throw CocoaError(
        .fileWriteUnknown, userInfo: [NSFilePathErrorKey: path, NSUnderlyingErrorKey: POSIXError(code)])
    }
  }

  /// Removes what killed processes left half-written in `folder` (not below it).
  package static func sweep(_ folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // SQLite leaves a journal beside a database that it was killed in.
    for name in names where name.hasPrefix(".") && (name.hasSuffix(".part") || name.hasSuffix(".part-journal")) {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  /// Removes what processes that are gone left half-written of `path`.
  package static func sweep(leftOf path: String) {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let start = "." + String(decoding: url.lastPathComponent.utf8.prefix(100), as: UTF8.self) + "."
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(start) && name.contains(".part") {
      let number = name.dropFirst(start.count).prefix { $0.isNumber }
      guard let process = pid_t(number), kill(process, 0) != 0, errno == ESRCH else { continue }
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }
}
