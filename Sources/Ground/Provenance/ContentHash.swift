import Crypto
import Foundation

/// SHA-256 of some content, as 64 lower-case hexadecimal digits.
package struct ContentHash: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let hexadecimal: String

  package init(of data: some DataProtocol) { self.init(SHA256.hash(data: data)) }
  package init(of text: String) { self.init(of: Data(text.utf8)) }
  package init(of value: JSONValue) { self.init(of: value.canonicalText) }

  /// A hash that was stored earlier; `nil` unless it is 64 hexadecimal digits.
  package init?(stored text: String) {
    // Bytes, not characters: a long ledger holds hundreds of thousands of them.
    guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    hexadecimal = text
  }

  /// Hash of a file's bytes, read in pieces of 1 MiB.
  /// - Throws: Foundation's error where the file cannot be opened or read, or is no ordinary file: opening a pipe or
  ///   reading a device to its end would take for ever.
  package init(ofFileAt path: String) throws {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try FileManager.default.attributesOfItem(atPath: real)[.type] as? FileAttributeType
    guard type == .typeRegular else { throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: path]) }
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    var hasher = SHA256()
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(data: piece) }
    self.init(hasher.finalize())
  }

  init(_ digest: SHA256Digest) { hexadecimal = Hexadecimal.text(digest) }

  package var description: String { hexadecimal }
  /// The first ten digits: enough to tell files of one case apart in ids and tables.
  package var short: String { String(hexadecimal.prefix(10)) }
  package static func < (left: Self, right: Self) -> Bool { left.hexadecimal < right.hexadecimal }
}
