import Foundation

/// The real imagery beside the checkout (`../shared/data`), which is never part of it.
package enum SharedData {
  /// `nil` where the folder is absent; tests that need it are then skipped with `skipReason`.
  package static let folder: String? = {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let given = ProcessInfo.processInfo.environment["TELLTALE_SHARED_DATA"]
    let path = given ?? checkout.deletingLastPathComponent().appendingPathComponent("shared/data").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  package static let isPresent = folder != nil
  package static let skipReason = "skipped: ../shared/data is absent (or set TELLTALE_SHARED_DATA)"
}

/// A folder of the test's own that is gone when `body` returns.
package func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("telltale-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}
