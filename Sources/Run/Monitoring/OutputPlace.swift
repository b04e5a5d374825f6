import CaseStore
import Foundation

/// Whether a file may be written where a person says: never into the case itself, and never over something else.
struct OutputPlace {
  let path: String

  /// - Throws: `MonitoringError.refused` for a place within the case.
  init(_ path: String, outside folder: CaseFolder) throws {
    self.path = path
    let parts = Self.parts(path)
    let own = Self.parts(folder.path)
    guard !parts.starts(with: own) else {
      throw MonitoringError(
        .refused, at: path, "It lies in the case's own folder, and would be written over what is kept there.",
        mend: "Name a place outside the case.")
    }
  }

  /// - Parameter beginnings: any of which a file of that form begins with, white space aside.
  /// - Throws: `MonitoringError.refused` where something of another form stands there.
  func requireFree(orBeginningWith beginnings: [String] = []) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let start = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: 64) } ?? Data()
    let text = String(decoding: start, as: UTF8.self).drop { $0.isWhitespace }
    guard !start.isEmpty, beginnings.contains(where: { text.hasPrefix($0) }) else {
      throw MonitoringError(
        .refused, at: path, "Something else stands there, and is not written over.",
        mend: "Name another file, or move that one away.")
    }
  }

  /// Of the real path; of a file that is not there yet by the folder that it will lie in.
  private static func parts(_ path: String) -> [Substring] {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
    let whole =
      FileManager.default.fileExists(atPath: url.path)
      ? url.resolvingSymlinksInPath() : folder.appendingPathComponent(url.lastPathComponent)
    return whole.path.split(separator: "/")
  }
}
