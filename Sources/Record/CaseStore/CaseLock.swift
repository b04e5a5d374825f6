import Foundation

/// The right to write to a case. The system takes it back when the process ends, however it ends.
final class CaseLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `inUse` while another process, or another store of this one, holds it; `notWritable`.
  init(_ folder: CaseFolder) throws(CaseError) {
    // O_CLOEXEC: a child process that outlives this one must not keep the case locked.
    descriptor = unsafe open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .notWritable(at: folder.path, cause: Self.message) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let cause = Self.message
      close(descriptor)
      throw isHeld ? .inUse(at: folder.path, cause: nil) : .notWritable(at: folder.path, cause: cause)
    }
  }

  deinit {
    // Given back by order: a child that is between fork and exec at this moment holds the descriptor a little longer.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static var message: String { unsafe String(cString: strerror(errno)) }
}
