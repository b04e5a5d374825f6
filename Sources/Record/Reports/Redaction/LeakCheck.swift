import Foundation
import Provenance

/// A last look at every file of a redacted edition, however it was made: whether any text that was to be left out stands in
/// it after all.
package struct LeakCheck: Sendable {
  package struct Leak: Sendable, Equatable {
    package let file: String
    /// What was found there, shortened: the message may end in a log.
    package let what: String
  }

  private let needles: [(bytes: [UInt8], what: String)]

  /// - Parameters:
  ///   - texts: names and ids, told whatever their capitals.
  ///   - hashes: of pictures and documents.
  package init(texts: [String], hashes: [ContentHash]) {
    needles =
      texts.filter { !$0.isEmpty }.map { (Array($0.lowercased().utf8), "the name of something that is left out") }
      + hashes.map { (Array($0.hexadecimal.utf8), "the hash \($0.short) of something that is left out") }
  }

  /// - Parameter files: names and bytes.
  package func leaks(in files: [(name: String, data: Data)]) -> [Leak] {
    files.flatMap { file in
      let text = Self.withoutPictures(String(decoding: file.data, as: UTF8.self)).lowercased()
      let found = needles.filter { needle in
        text.contains(String(decoding: needle.bytes, as: UTF8.self))
      }
      return Set(found.map(\.what)).sorted().map { Leak(file: file.name, what: $0) }
    }
  }

  /// Base 64 holds any short name sooner or later.
  private static func withoutPictures(_ text: String) -> String {
    text.replacing(/data:image\/[^"]*/, with: "")
  }
}
