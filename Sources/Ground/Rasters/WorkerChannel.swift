import Foundation
import Provenance

/// A child process's side of the socket to its parent.
package struct WorkerChannel {
  private let input: Int32
  private let output: Int32

  /// Takes standard input and output over; whatever else prints from now on prints nowhere.
  package init() {
    Self.closeInherited()
    input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    let nowhere = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
    for standard in [STDIN_FILENO, STDOUT_FILENO] { dup2(nowhere, standard) }
  }

  /// Closes what the parent left open by accident: GDAL opens files so that children inherit them.
  private static func closeInherited() {
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd")) ?? []
    for number in open.compactMap({ Int32($0) }) where number > STDERR_FILENO { _ = close(number) }
  }

  /// The next message; `nil` when the parent has closed its end.
  package func receive() -> Data? {
    guard let prefix = read(4) else { return nil }
    let count = prefix.reversed().reduce(0) { $0 << 8 | Int($1) }
    return count <= WorkerRequest.longestMessage ? read(count) : nil
  }

  /// False where the parent is gone.
  package func send(_ json: JSONValue) -> Bool {
    let text = Array(json.compactText.utf8)
    let prefix = (0..<4).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
    return unsafe (prefix + text).withUnsafeBytes { unsafe write($0) }
  }

  /// Samples, then validity.
  func send(_ block: RasterBlock) -> Bool {
    unsafe block.samples.withUnsafeBytes { unsafe write($0) } && block.validity.withUnsafeBytes { unsafe write($0) }
  }

  /// Elements as they lie in memory.
  package func send<Element: BitwiseCopyable>(_ elements: [Element]) -> Bool {
    unsafe elements.withUnsafeBytes { unsafe write($0) }
  }

  private func read(_ count: Int) -> Data? {
    var bytes = [UInt8](repeating: 0, count: count)
    return receive(into: &bytes) ? Data(bytes) : nil
  }

  /// Fills `elements` with what comes, as it lies in memory; false where the parent has closed its end.
  package func receive<Element: BitwiseCopyable>(into elements: inout [Element]) -> Bool {
    let size = elements.count * MemoryLayout<Element>.stride
    var done = 0
    while done < size {
      let got = unsafe elements.withUnsafeMutableBytes { buffer in
        unsafe Foundation.read(input, buffer.baseAddress.map { unsafe $0 + done }, size - done)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return false }
      done += got
    }
    return true
  }

  private func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var done = 0
    while done < bytes.count {
      let put = unsafe Foundation.write(output, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      if put < 0, errno == EINTR { continue }
      guard put > 0 else { return false }
      done += put
    }
    return true
  }
}
