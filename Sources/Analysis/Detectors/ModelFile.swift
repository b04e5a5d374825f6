import Foundation
import Provenance

/// A model's file: it is hashed and measured here, and opened by the process that runs it alone.
package struct ModelFile: Sendable {
  /// Absolute.
  package let path: String
  /// Without its folder.
  package let name: String
  package let hash: ContentHash

  /// ONNX files are one protocol buffer, whose format ends at 2 GiB.
  static let largestByteCount = 2 << 30

  /// - Throws: `unreadable`, `otherModel` where the card is not of this file.
  package init(path: String, card: DetectorCard) throws(DetectorError) {
    name = URL(fileURLWithPath: path).lastPathComponent
    self.path = URL(fileURLWithPath: path).path
    try Self.check(path, of: "model", largest: Self.largestByteCount)
    do { hash = try ContentHash(ofFileAt: path) } catch {
      throw DetectorError(
        .unreadable, at: name, "The model cannot be read.", mend: "Check its permissions.",
        cause: FileFault(error).words)
    }
    guard hash.hexadecimal == card.sha256 else {
      throw DetectorError(
        .otherModel, at: name,
        "The card is of a model with SHA-256 \(card.sha256), and this file has \(hash.hexadecimal).",
        mend: "Give the card that was measured with this model: what another one finds says nothing of it.")
    }
  }

  /// The bytes of an ordinary file of at most `largest`.
  static func bytes(_ path: String, of what: String, largest: Int) throws(DetectorError) -> Data {
    try check(path, of: what, largest: largest)
    do { return try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw DetectorError(
        .unreadable, at: URL(fileURLWithPath: path).lastPathComponent, "The \(what) cannot be read.",
        mend: "Check its permissions.", cause: FileFault(error).words)
    }
  }

  /// - Throws: `unreadable` where `path` is no ordinary file, is empty, or larger than `largest`.
  static func check(_ path: String, of what: String, largest: Int) throws(DetectorError) {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: real) else {
      throw DetectorError(
        .unreadable, at: name, "The \(what) does not exist.", mend: "Check the path: \(what)s are not fetched.")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw DetectorError(.unreadable, at: name, "The \(what) is no ordinary file.", mend: "Name a file.")
    }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    guard size > 0 else { throw DetectorError(.unreadable, at: name, "The \(what) is empty.", mend: "Copy it again.") }
    guard size <= largest else {
      throw DetectorError(
        .unreadable, at: name, "The \(what) has \(size) bytes, and \(largest) is the most.", mend: "Give a smaller one."
      )
    }
  }
}
