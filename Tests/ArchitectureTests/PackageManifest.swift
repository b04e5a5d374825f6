import Foundation
import TelltaleTestSupport

/// What `Package.swift` declares, in its order.
struct PackageManifest: Sendable {
  struct Target: Sendable, Equatable {
    let name: String
    /// Relative to the package: `Sources/Ground/Rasters`.
    let path: String
    let isTest: Bool
    /// Targets of this package.
    let targets: [String]
    /// Products of other packages.
    let products: [String]
  }

  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  let targets: [Target]

  /// This package's own manifest, read once.
  static let own = Result { try dumped(packageAt: SourceTree.root) }

  /// - Throws: `Unreadable` where `swift package dump-package` fails; its own words are in the description.
  static func dumped(packageAt root: URL) throws -> PackageManifest {
    try withTemporaryFolder { folder in
      let messages = folder + "/messages"
      try Data().write(to: URL(fileURLWithPath: messages))
      let output = Pipe()
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      // A scratch folder of its own: the one of this package is locked by the `swift test` that runs this test.
      process.arguments = ["swift", "package", "--scratch-path", folder + "/scratch", "dump-package"]
      process.currentDirectoryURL = root
      process.standardOutput = output
      process.standardError = FileHandle(forWritingAtPath: messages)
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        let words = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
        throw Unreadable(description: "swift package dump-package ended with \(process.terminationStatus): \(words)")
      }
      return try PackageManifest(json: data)
    }
  }

  init(targets: [Target]) { self.targets = targets }

  init(json: Data) throws {
    guard let root = try JSONSerialization.jsonObject(with: json) as? [String: Any],
      let list = root["targets"] as? [[String: Any]]
    else { throw Unreadable(description: "The dump of the manifest has no list of targets.") }
    let names = Set(list.compactMap { $0["name"] as? String })
    targets = try list.map { try Target($0, among: names) }
  }
}

extension PackageManifest.Target {
  /// - Parameter names: all targets of the package; a dependency by name is one of them, or else a product.
  init(_ json: [String: Any], among names: Set<String>) throws {
    guard let name = json["name"] as? String, let type = json["type"] as? String else {
      throw PackageManifest.Unreadable(description: "A target in the dump of the manifest has no name or no type.")
    }
    let dependencies = try (json["dependencies"] as? [[String: Any]] ?? []).map { entry -> String in
      // {"byName": ["Rasters", null]}, {"target": […]} or {"product": ["GRDB", "GRDB.swift", null, null]}
      guard entry.count == 1, let words = entry.values.first as? [Any], let word = words.first as? String else {
        throw PackageManifest.Unreadable(description: "A dependency of \(name) is of an unknown form: \(entry)")
      }
      return word
    }
    self.name = name
    isTest = type == "test"
    path = json["path"] as? String ?? (isTest ? "Tests/" : "Sources/") + name
    targets = dependencies.filter { names.contains($0) }
    products = dependencies.filter { !names.contains($0) }
  }
}
