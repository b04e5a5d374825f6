import Evidence
import Foundation
import Provenance

/// Every file of an evidence bundle with its size and hash, and the head of the ledger that vouches for them.
package struct BundleManifest: Sendable, Equatable {
  package struct File: Sendable, Equatable {
    /// Relative to the bundle, with slashes.
    package let path: String
    package let bytes: Int
    package let hash: ContentHash

    package init(path: String, bytes: Int, hash: ContentHash) {
      self.path = path
      self.bytes = bytes
      self.hash = hash
    }

    var json: JSONValue {
      ["path": .string(path), "bytes": .integer(bytes), "sha256": .string(hash.hexadecimal)]
    }

    init?(json: JSONValue) {
      guard let path = json["path"]?.stringValue, let bytes = json["bytes"]?.intValue,
        let hash = json["sha256"]?.stringValue.flatMap(ContentHash.init(stored:))
      else { return nil }
      self.init(path: path, bytes: bytes, hash: hash)
    }
  }

  package static let name = "manifest.json"
  package static let ledgerName = "ledger.jsonl"
  /// Act by which the ledger vouches for the files.
  package static let act = "bundle"
  private static let format = 1

  /// By path; without this file and the ledger.
  package let files: [File]
  package let ledger: File
  package let entries: Int
  package let head: ContentHash

  package init(files: [File], ledger: File, entries: Int, head: ContentHash) {
    self.files = files.sorted { $0.path < $1.path }
    self.ledger = ledger
    self.entries = entries
    self.head = head
  }

  /// What the ledger's `bundle` entry has as its output.
  package static func hash(of files: [File]) -> ContentHash {
    ContentHash(of: .array(files.sorted { $0.path < $1.path }.map(\.json)))
  }

  package var json: JSONValue {
    [
      "format": .integer(Self.format), "files": .array(files.map(\.json)), "ledger": ledger.json,
      "entries": .integer(entries), "head": .string(head.hexadecimal),
    ]
  }

  /// - Returns: `nil` unless `data` is, byte for byte, what a manifest is written as.
  package init?(_ data: Data) {
    guard let json = try? JSONValue(parsing: data), json["format"]?.intValue == Self.format,
      let listed = json["files"]?.arrayValue, let ledger = json["ledger"].flatMap(File.init(json:)),
      let entries = json["entries"]?.intValue,
      let head = json["head"]?.stringValue.flatMap(ContentHash.init(stored:))
    else { return nil }
    let files = listed.compactMap(File.init(json:))
    guard files.count == listed.count else { return nil }
    self.init(files: files, ledger: ledger, entries: entries, head: head)
    guard Data(self.json.prettyText.utf8) == data else { return nil }
  }
}
