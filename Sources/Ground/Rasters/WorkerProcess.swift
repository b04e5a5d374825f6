import Foundation
import Provenance

/// One child process, seen from its parent: a process number and the socket to it.
///
/// A plain value without an owner's duties, so that a pool can hold it; `RasterReader` ends each exactly once.
package struct WorkerProcess: Sendable {
  /// Why an exchange came to nothing. The process is of no use afterwards.
  package enum Failure: Error, Equatable {
    /// The process closed its end.
    case ended
    case outOfTime
    /// What came is no answer.
    case garbled
  }

  let number: pid_t
  let socket: Int32

  init(number: pid_t, socket: Int32) {
    self.number = number
    self.socket = socket
  }

  /// False where the process has ended, or has something to say that nobody asked.
  var isReady: Bool {
    var state = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&state, 1, 0) == 0
  }

  /// Kills the process, waits for it, and closes the socket.
  /// - Parameter isFailing: The process has closed its end, so it is given a moment to say how it ended.
  @discardableResult
  package func end(isFailing: Bool = false) -> WorkerEnd {
    var status: Int32 = 0
    var waited: pid_t = 0
    if isFailing {
      // Its end of the socket closes a moment before the process can be waited for.
      for _ in 0..<200 where waited == 0 {
        waited = unsafe waitpid(number, &status, WNOHANG)
        if waited == 0 { usleep(1000) }
      }
    }
    if waited == 0 {
      kill(number, SIGKILL)
      repeat { waited = unsafe waitpid(number, &status, 0) } while waited < 0 && errno == EINTR
    }
    _ = close(socket)
    return waited == number ? WorkerEnd(status: status) : .unknown
  }

  // MARK: Messages

  package func send(_ json: JSONValue, until deadline: ContinuousClock.Instant) throws(Failure) {
    let text = Array(json.compactText.utf8)
    try send((0..<4).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text, until: deadline)
  }

  /// Elements as they lie in memory.
  package func send<Element: BitwiseCopyable>(
    _ elements: [Element], until deadline: ContinuousClock.Instant
  ) throws(Failure) {
    let size = elements.count * MemoryLayout<Element>.stride
    var done = 0
    while done < size {
      let put = unsafe elements.withUnsafeBytes { buffer in
        unsafe Foundation.send(
          socket, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done, Self.withoutSignal)
      }
      if put > 0 {
        done += put
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        try wait(for: POLLOUT, until: deadline)
      } else if errno != EINTR {
        throw .ended
      }
    }
  }

  package func receive(until deadline: ContinuousClock.Instant) throws(Failure) -> JSONValue {
    var prefix = [UInt8](repeating: 0, count: 4)
    try receive(into: &prefix, from: 0, count: 4, until: deadline)
    let count = prefix.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard count > 0, count <= WorkerRequest.longestMessage else { throw .garbled }
    var text = [UInt8](repeating: 0, count: count)
    try receive(into: &text, from: 0, count: count, until: deadline)
    guard let json = try? JSONValue(parsing: Data(text)) else { throw .garbled }
    return json
  }

  /// Fills `count` elements from `start` on with what comes, as it lies in memory.
  package func receive<Element: BitwiseCopyable>(
    into elements: inout [Element], from start: Int, count: Int, until deadline: ContinuousClock.Instant
  ) throws(Failure) {
    precondition(
      start >= 0 && count >= 0 && start + count <= elements.count, "\(start) + \(count) of \(elements.count)")
    let size = MemoryLayout<Element>.stride
    let end = (start + count) * size
    var done = start * size
    while done < end {
      let got = unsafe elements.withUnsafeMutableBytes { buffer in
        unsafe read(socket, buffer.baseAddress.map { unsafe $0 + done }, end - done)
      }
      if got > 0 {
        done += got
      } else if got == 0 {
        throw .ended
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        try wait(for: POLLIN, until: deadline)
      } else if errno != EINTR {
        throw .ended
      }
    }
  }

  private func wait(for event: Int32, until deadline: ContinuousClock.Instant) throws(Failure) {
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { throw .outOfTime }
    let milliseconds = min(left / .milliseconds(1), 1e9).rounded(.up)
    var state = pollfd(fd: socket, events: Int16(event), revents: 0)
    // An interrupted or early wait only makes the caller try again.
    _ = unsafe poll(&state, 1, Int32(milliseconds))
  }

  #if canImport(Darwin)
    private static let withoutSignal: Int32 = 0
  #else
    private static let withoutSignal = Int32(MSG_NOSIGNAL)
  #endif
}
