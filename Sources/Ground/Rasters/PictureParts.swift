import Foundation
import Provenance

/// A picture and the files beside it that belong to it: an ENVI header. Nothing else beside a picture counts.
package struct PictureParts: Sendable, Equatable {
  /// Path of the picture.
  package let picture: String
  /// What the content is; `nil` where it is none of `PictureFormat`.
  package let format: PictureFormat?
  /// Path of the ENVI header, where the picture is raw samples.
  package let header: String?

  /// Looks at the first bytes of the picture and at the names beside it.
  /// - Throws: `.unreadable`, `.unsupported` or `.readFailed` where `path` is no ordinary file with content.
  package init(of path: String) throws(RasterError) {
    try self.init(FileIdentity(lookingAt: path))
  }

  init(_ identity: FileIdentity) throws(RasterError) {
    picture = identity.path
    switch FileSignature(try identity.firstBytes(FileSignature.byteCount)) {
    case .picture(let found):
      format = found
      header = nil
    case .other:
      header = Self.enviHeader(beside: identity.path)
      format = header == nil ? nil : .envi
    }
  }

  /// Paths of everything that belongs to the picture besides itself.
  package var companions: [String] { [header].compactMap { $0 } }

  /// `NAME.EXT` has its header in `NAME.hdr` or `NAME.EXT.hdr`, in capitals or not.
  private static func enviHeader(beside path: String) -> String? {
    let name = URL(fileURLWithPath: path).lastPathComponent
    var stems = [path]
    if let dot = name.lastIndex(of: "."), dot > name.startIndex {
      stems.insert(String(path.dropLast(name[dot...].count)), at: 0)
    }
    return stems.flatMap { [$0 + ".hdr", $0 + ".HDR"] }.first { candidate in
      guard let identity = try? FileIdentity(lookingAt: candidate), let bytes = try? identity.firstBytes(5) else {
        return false
      }
      return bytes.starts(with: Array("ENVI".utf8)) && bytes.dropFirst(4).allSatisfy { $0 == 0x0A || $0 == 0x0D }
    }
  }
}

extension ContentHash {
  /// Hash of a picture with all that belongs to it: of the file where it stands alone, else of the hashes of the
  /// picture and of its companions, so that another header makes another picture.
  /// - Throws: As `init(ofFileAt:)`.
  package init(ofPictureAt path: String) throws {
    let own = try ContentHash(ofFileAt: path)
    let companions = (try? PictureParts(of: path))?.companions ?? []
    guard !companions.isEmpty else {
      self = own
      return
    }
    let hashes = try companions.map { try ContentHash(ofFileAt: $0) }
    self.init(of: .array(([own] + hashes).map { .string($0.hexadecimal) }))
  }
}
