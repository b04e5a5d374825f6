import Foundation

/// The checkout's files.
enum SourceTree {
  /// Folder of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Files below `folder` with one of the endings, as paths relative to the package, sorted; hidden ones left out.
  static func files(below folder: String, endings: Set<String>) -> [String] {
    let start = root.appendingPathComponent(folder).standardizedFileURL
    guard
      let found = FileManager.default.enumerator(
        at: start, includingPropertiesForKeys: [.isRegularFileKey], options: .skipsHiddenFiles)
    else { return [] }
    let prefix = root.standardizedFileURL.path + "/"
    return found.compactMap { $0 as? URL }
      .filter { endings.contains($0.pathExtension) }
      .map { String($0.standardizedFileURL.path.dropFirst(prefix.count)) }
      .sorted()
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }
}
