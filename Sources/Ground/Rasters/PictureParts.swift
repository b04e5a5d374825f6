import Foundation
import Geodesy
import Provenance

/// A picture and the files beside it that belong to it: an ENVI header, a rational polynomial model. Nothing else
/// beside a picture counts.
package struct PictureParts: Sendable, Equatable {
  /// Path of the picture.
  package let picture: String
  /// What the content is; `nil` where it is none of `PictureFormat`.
  package let format: PictureFormat?
  /// Path of the ENVI header, where the picture is raw samples.
  package let header: String?
  /// Path of the file with rational polynomial coefficients beside a TIFF, JPEG 2000 or NITF.
  package let coefficients: String?

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
      coefficients =
        [.tiff, .jpeg2000, .nitf].contains(found) ? Self.coefficients(beside: identity.path) : nil
    case .other:
      header = Self.enviHeader(beside: identity.path)
      format = header == nil ? nil : .envi
      coefficients = nil
    }
  }

  /// Paths of everything that belongs to the picture besides itself.
  package var companions: [String] { [header, coefficients].compactMap { $0 } }

  /// `NAME.EXT` has its header in `NAME.hdr` or `NAME.EXT.hdr`, in capitals or not.
  private static func enviHeader(beside path: String) -> String? {
    let stems = Set([stem(path), path])
    return stems.sorted().flatMap { [$0 + ".hdr", $0 + ".HDR"] }.first { candidate in
      guard let identity = try? FileIdentity(lookingAt: candidate), let bytes = try? identity.firstBytes(5) else {
        return false
      }
      return bytes.starts(with: Array("ENVI".utf8)) && bytes.dropFirst(4).allSatisfy { $0 == 0x0A || $0 == 0x0D }
    }
  }
}

extension PictureParts {
  /// Longest file of coefficients that is read; the 90 numbers take a few kilobytes.
  private static let longestCoefficients = 64 << 10

  /// `NAME.RPB`, else `NAME_RPC.TXT`, else, of `IMG_NAME` or its first tile, `RPC_NAME.XML`; in capitals or not.
  private static func coefficients(beside path: String) -> String? {
    let stem = stem(path)
    let candidates = [".RPB", ".rpb", "_RPC.TXT", "_rpc.txt", "_RPC.txt"].map { stem + $0 } + dimapNames(stem)
    return candidates.first { (try? FileIdentity(lookingAt: $0)) != nil }
  }

  /// `RPC_NAME.XML` of `IMG_NAME` and of its tile `IMG_NAME_R1C1`: of the others the coefficients count from elsewhere.
  private static func dimapNames(_ stem: String) -> [String] {
    var parts = stem.components(separatedBy: "/")
    guard let name = parts.popLast(), name.hasPrefix("IMG_") else { return [] }
    let own = String(name.dropFirst("IMG_".count))
    let whole = own.hasSuffix("_R1C1") ? String(own.dropLast("_R1C1".count)) : own
    return [".XML", ".xml"].map { (parts + ["RPC_" + whole + $0]).joined(separator: "/") }
  }

  /// Path without the ending of its name.
  private static func stem(_ path: String) -> String {
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return path }
    return String(path.dropLast(name[dot...].count))
  }

  /// The model in the file beside the picture; `nil` where there is none.
  /// - Throws: `.readFailed` where the file is there and holds no model, `.tooLarge`, `.unreadable`.
  func rationalPolynomials() throws(RasterError) -> RationalPolynomialModel? {
    guard let coefficients else { return nil }
    let identity = try FileIdentity(lookingAt: coefficients)
    guard identity.byteCount <= Self.longestCoefficients else {
      throw RasterError(
        .tooLarge, at: picture,
        "The file of rational polynomial coefficients beside it has \(identity.byteCount) bytes; "
          + "the limit is \(Self.longestCoefficients).",
        mend: "Copy or download the coefficients again, or move the file away.")
    }
    let text = String(decoding: try identity.firstBytes(Self.longestCoefficients), as: UTF8.self)
    guard let model = RationalPolynomialModel(text: text) else {
      throw RasterError(
        .readFailed, at: picture,
        "The file of rational polynomial coefficients beside it holds no whole model: ten offsets and scales, and four "
          + "times twenty coefficients.",
        mend: "Copy or download the coefficients again, or move the file away.")
    }
    return model
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
