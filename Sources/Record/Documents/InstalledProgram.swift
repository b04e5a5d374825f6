import Foundation

/// Programs of other people that are asked by their name.
enum InstalledProgram {
  /// Where the search path has it; `nil` where it has none. Only folders from the root on count: another would change
  /// its meaning with the place where the program is started.
  static func path(of name: String, in folders: String? = ProcessInfo.processInfo.environment["PATH"]) -> String? {
    (folders ?? "").split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
