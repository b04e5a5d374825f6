import Foundation
import Kernels
import Provenance
import Rasters

/// The cache file of a warped scene, written row by row from several threads; whole or absent.
///
/// Rows go out by `pwrite` to their own places, so that neither the planes nor a mapping of them take memory.
final class WarpedSceneFile: Sendable {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private let window: Window
  private let bandCount: Int
  private let start: Int

  /// - Throws: `writeFailed` where the file cannot be made.
  init(_ path: String, window: Window, bandCount: Int, encoding: NumberEncoding) throws(StackError) {
    self.path = path
    self.window = window
    self.bandCount = bandCount
    temporary = AtomicFile.temporaryPath(for: path)
    let header = Array(WarpedScene.header(window, bandCount, encoding.offset, encoding.scale))
    start = header.count
    descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
    try put(header[...], at: 0)
  }

  /// A file that was not finished leaves nothing behind.
  deinit {
    _ = close(descriptor)
    _ = unsafe unlink(temporary)
  }

  /// Some whole rows of the window.
  /// - Parameters:
  ///   - numbers: band, row, column, of these rows alone; lowest byte first.
  ///   - status: one byte a pixel.
  /// - Throws: `writeFailed`.
  func write(_ numbers: [UInt16], status: [UInt8], rows: Range<Int>) throws(StackError) {
    let count = rows.count * window.columns
    precondition(numbers.count == count * bandCount && status.count == count, "\(rows) do not fit their planes")
    let first = rows.lowerBound * window.columns
    for band in 0..<bandCount {
      try put(numbers[band * count..<(band + 1) * count], at: start + 2 * (band * window.pixelCount + first))
    }
    try put(status[...], at: start + 2 * bandCount * window.pixelCount + first)
  }

  /// The scene, mapped from its file.
  /// - Throws: `writeFailed`.
  func finish() throws(StackError) -> WarpedScene {
    do {
      try AtomicFile.replace(path, with: temporary)
      if let scene = WarpedScene(mapping: path) { return scene }
    } catch {
      throw Self.failure(path, errno)
    }
    throw StackError(
      .damagedCache, at: path, "The file is not what was written to it.",
      mend: "Check the disk, and run the command again.")
  }

  private func put<Element: BitwiseCopyable>(_ elements: ArraySlice<Element>, at offset: Int) throws(StackError) {
    var code: Int32 = 0
    unsafe elements.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let put = unsafe pwrite(
          descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done, off_t(offset + done))
        if put > 0 {
          done += put
        } else if errno != EINTR {
          code = errno == 0 ? EIO : errno
          return
        }
      }
    }
    guard code == 0 else { throw Self.failure(path, code) }
  }

  private static func failure(_ path: String, _ code: Int32) -> StackError {
    let fault = FileFault(NSError(domain: NSPOSIXErrorDomain, code: Int(code)))
    return StackError(
      .writeFailed, at: path,
      fault.isFull
        ? "The disk is full: the warped scene could not be written."
        : "The warped scene could not be written: \(fault.words).",
      mend: fault.isFull ? "Free some space and run again." : "Permit writing there and run again.")
  }
}
