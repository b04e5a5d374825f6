import Evidence
import Foundation
import Provenance

/// The bytes of a document, kept under their hash in a folder: the same bytes are kept once.
package struct CapturedFile: Sendable, Hashable {
  package let hash: ContentHash
  /// Bytes.
  package let size: Int
  package let mediaType: String

  /// Copies a file. The hash is that of the copy, read back from the disk.
  /// - Throws: `unreadable`, `notAFile`, `tooLarge`; `unsupported` for what is neither text, HTML, PDF nor picture;
  ///   `notWritten`. Nothing half-written is left.
  package init(copying path: String, into folder: String, limits: DocumentLimits = .init()) throws(DocumentError) {
    let file = try OrdinaryFile(opening: path, limit: limits.bytes)
    let format = DocumentFormat(try file.beginning(DocumentFormat.byteCount), name: path)
    guard let mediaType = format.mediaType else {
      var words = "an unknown format"
      if case .other(let known) = format { words = known }
      throw DocumentError(
        .unsupported, at: path, "This is \(words); plain text, HTML, PDF and pictures are captured.",
        mend: "Save or print it as one of these.")
    }
    guard file.size > 0 else {
      throw DocumentError(.unsupported, at: path, "This file is empty.", mend: "Save the document again.")
    }
    var size = 0
    hash = try Self.store(into: folder) { handle in
      try file.pieces { piece in
        try handle.write(contentsOf: piece)
        size += piece.count
      }
    }
    self.size = size
    self.mediaType = mediaType
  }

  /// Keeps a text that was typed or pasted, as UTF-8.
  /// - Throws: `unsupported` for an empty one; `tooLarge`; `notWritten`.
  package init(text: String, into folder: String, limits: DocumentLimits = .init()) throws(DocumentError) {
    guard !text.allSatisfy(\.isWhitespace) else {
      throw DocumentError(.unsupported, at: "text", "This text is empty.", mend: "Give the words of the source.")
    }
    let bytes = Data(text.utf8)
    guard bytes.count <= limits.textBytes else {
      throw DocumentError(
        .tooLarge, at: "text",
        "It has \(DocumentLimits.words(bytes.count)), and at most \(DocumentLimits.words(limits.textBytes)) are taken.",
        mend: "Cut out the part that matters.")
    }
    hash = try Self.store(into: folder) { try $0.write(contentsOf: bytes) }
    size = bytes.count
    mediaType = "text/plain"
  }

  /// Where a captured document lies.
  package static func path(of hash: ContentHash, in folder: String) -> String { "\(folder)/\(hash.hexadecimal)" }

  private static func store(
    into folder: String, _ write: (FileHandle) throws -> Void
  ) throws(DocumentError) -> ContentHash {
    let temporary = AtomicFile.temporaryPath(for: folder + "/capture")
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data().write(to: URL(fileURLWithPath: temporary))
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: temporary))
      defer { try? handle.close() }
      try write(handle)
      try handle.synchronize()
      let hash = try ContentHash(ofFileAt: temporary)
      let path = path(of: hash, in: folder)
      if (try? ContentHash(ofFileAt: path)) == hash {
        try FileManager.default.removeItem(atPath: temporary)
      } else {
        // Also where damaged bytes lie under this hash.
        try AtomicFile.replace(path, with: temporary)
      }
      return hash
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      if let error = error as? DocumentError { throw error }
      let fault = FileFault(error)
      throw DocumentError(
        .notWritten, at: URL(fileURLWithPath: folder).lastPathComponent,
        "The document cannot be kept: \(fault.words).",
        mend: fault.isFull ? "Make room on the disk." : "Check that the folder may be written to.", cause: fault.words)
    }
  }
}
