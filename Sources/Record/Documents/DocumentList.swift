import Evidence
import Foundation

/// The files of a folder and of those below it, by their paths within it, in one order everywhere.
struct DocumentList {
  private(set) var documents: [String] = []
  /// What is there and is no document: links, pipes, folders that cannot be opened.
  private(set) var unread: [SearchRecord.Unread] = []
  /// Files beyond the limit.
  private(set) var notSearched = 0

  private static let depthLimit = 64

  /// - Throws: `unreadable`, `notAFile` where the folder itself cannot be listed.
  init(_ folder: String, limit: Int) throws(DocumentError) {
    var isFolder: ObjCBool = false
    guard !folder.utf8.contains(0), unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
    else {
      throw DocumentError(.unreadable, at: folder, "There is no such folder.", mend: "Check its name.")
    }
    guard isFolder.boolValue else {
      throw DocumentError(
        .notAFile, at: folder, "This is no folder.", mend: "Give the folder that holds the documents.")
    }
    do {
      _ = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw DocumentError(
        .unreadable, at: folder, "The folder cannot be listed.", mend: "Check that it may be read.",
        cause: error.localizedDescription)
    }
    visit(folder, "", depth: 0, limit)
  }

  private mutating func visit(_ folder: String, _ prefix: String, depth: Int, _ limit: Int) {
    guard depth <= Self.depthLimit else { return leave(prefix, "Folders nest deeper than \(Self.depthLimit) levels.") }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return leave(prefix, "The folder cannot be listed.")
    }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      let place = prefix + name
      switch (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType {
      case .some(.typeDirectory): visit(path, place + "/", depth: depth + 1, limit)
      case .some(.typeSymbolicLink): leave(place, "A link; it is not followed.")
      case .some(.typeRegular):
        if documents.count < limit { documents.append(place) } else { notSearched += 1 }
      default: leave(place, "No ordinary file.")
      }
    }
  }

  private mutating func leave(_ place: String, _ reason: String) {
    unread.append(.init(document: place.asOneLine, reason: reason))
  }
}
