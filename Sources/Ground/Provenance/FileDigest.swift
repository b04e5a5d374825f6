import Crypto
import Foundation

/// The digests under which providers state what a file holds.
package enum FileDigest: String, Sendable, CaseIterable {
  case md5, sha1, sha256, sha384, sha512

  /// Name for readers.
  package var words: String { self == .md5 ? "MD5" : "SHA-" + rawValue.dropFirst(3) }

  /// Hexadecimal digits that it has.
  package var length: Int {
    switch self {
    case .md5: 32
    case .sha1: 40
    case .sha256: 64
    case .sha384: 96
    case .sha512: 128
    }
  }

  /// The one with so many hexadecimal digits; `nil` of another count.
  package init?(length: Int) {
    guard let found = Self.allCases.first(where: { $0.length == length }) else { return nil }
    self = found
  }

  /// Lower-case hexadecimal digits of the file's digest, read in pieces of 1 MiB.
  /// - Throws: Foundation's error where the file cannot be opened or read, or is no ordinary file.
  package func hexadecimal(ofFileAt path: String) throws -> String {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try FileManager.default.attributesOfItem(atPath: real)[.type] as? FileAttributeType
    guard type == .typeRegular else { throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: path]) }
    switch self {
    case .md5: return try Self.digest(Insecure.MD5(), path)
    case .sha1: return try Self.digest(Insecure.SHA1(), path)
    case .sha256: return try Self.digest(SHA256(), path)
    case .sha384: return try Self.digest(SHA384(), path)
    case .sha512: return try Self.digest(SHA512(), path)
    }
  }

  private static func digest(_ start: some HashFunction, _ path: String) throws -> String {
    var hasher = start
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(data: piece) }
    return Hexadecimal.text(hasher.finalize())
  }
}
