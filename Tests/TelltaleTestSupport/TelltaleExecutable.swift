import Foundation

/// The program under test, which tests start as a user would, and as the reader of pictures starts it.
package enum TelltaleExecutable {
  /// `TELLTALE_EXECUTABLE` from the environment, else `telltale` beside the tests; `nil` where neither is there.
  package static let path: String? = {
    if let given = ProcessInfo.processInfo.environment["TELLTALE_EXECUTABLE"], !given.isEmpty { return given }
    // On Linux the tests are a program in the folder of products; on macOS a bundle there, loaded by a helper.
    let folders =
      [Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
      + Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map { $0.bundleURL.deletingLastPathComponent() }
      + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
      .map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    return folders.map { $0.appendingPathComponent("telltale").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  package static let isPresent = path != nil
  package static let skipReason = "skipped: the program telltale is not built (or set TELLTALE_EXECUTABLE)"
}
