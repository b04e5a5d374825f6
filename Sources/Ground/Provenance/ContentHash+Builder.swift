import Crypto
import Foundation

extension ContentHash {
  /// Hash over pieces, each with its length before it, so that no two lists of pieces give one hash.
  package struct Builder {
    private var hasher = SHA256()

    package init() {}

    package mutating func add(_ piece: some DataProtocol) {
      var length = UInt64(piece.count).littleEndian
      unsafe withUnsafeBytes(of: &length) { unsafe hasher.update(bufferPointer: $0) }
      hasher.update(data: piece)
    }

    package mutating func add(_ text: String) { add(Array(text.utf8)) }

    package func finished() -> ContentHash { ContentHash(hasher.finalize()) }
  }
}
