import Foundation

/// How a child process ended.
package enum WorkerEnd: Equatable {
  case exited(Int32)
  case signalled(Int32)
  case unknown

  /// - Parameter status: As `waitpid` gives it.
  init(status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }

  package var words: String {
    switch self {
    case .exited(let code): "it left with code \(code)"
    case .signalled(SIGXCPU): "its processor time ran out"
    case .signalled(SIGKILL): "it was killed, probably for want of memory"
    case .signalled(SIGABRT): "it gave up, probably for want of memory"
    case .signalled(let signal): "it crashed with signal \(signal)"
    case .unknown: "it is gone"
    }
  }
}
