import Foundation
import Provenance
import Synchronization

/// A pool of processes that read picture files of unknown origin.
///
/// A file that crashes its process, hangs it or eats its memory costs that one call; the next call gets a fresh
/// process. Callable from several threads at once: a call takes a free process, or waits for one. Calls block, so they
/// do not belong on the cooperative pool.
package final class RasterReader: Sendable {
  private struct Idle: Sendable {
    let process: WorkerProcess
    /// The file that the process has open.
    let path: String
    /// Which part of it was read: see `numbers(of:window:part:)`.
    let part: Int
  }

  private struct State: Sendable {
    var idle: [Idle] = []
    var isClosed = false
  }

  private let launcher: WorkerLauncher
  let limits: ReadLimits
  private let state = Mutex(State())
  /// Counts the calls that may still have a process.
  private let free: DispatchSemaphore

  /// Starts nothing yet: processes come with the first calls.
  /// - Parameters:
  ///   - executable: Program that calls `RasterWorker.run()` when it is given `arguments`.
  ///   - workers: Most processes at a time.
  package init(executable: String, arguments: [String] = ["__read"], workers: Int, limits: ReadLimits = .init()) {
    precondition(workers >= 1, "a reader with \(workers) workers reads nothing")
    launcher = WorkerLauncher(executable: executable, arguments: arguments)
    self.limits = limits
    free = DispatchSemaphore(value: workers)
  }

  deinit { close() }

  /// Numbers of the processes that wait for a call.
  var idleProcesses: [pid_t] { state.withLock { $0.idle.map(\.process.number) } }

  /// Ends the processes that are not at work; those that are end with their call. No call may follow.
  package func close() {
    let idle = state.withLock { state in
      defer { state.idle = [] }
      state.isClosed = true
      return state.idle
    }
    for worker in idle { worker.process.end() }
  }

  /// What the file says about itself.
  /// - Throws: As `RasterFile.init(opening:limits:)`, and `.readFailed` where the process crashed or ran out of time.
  package func header(of path: String) throws(RasterError) -> RasterHeader {
    try exchange(path, .header) { (process, deadline) throws(WorkerProcess.Failure) in
      let reply = try process.receive(until: deadline)
      if let error = reply["error"].flatMap(RasterError.init(json:)) { return .failure(error) }
      guard let header = reply["header"].flatMap(RasterHeader.init(json:)) else { throw .garbled }
      return .success(header)
    }
  }

  /// The pixels of `window`, or of the whole picture: bands without alpha. As `RasterFile.read(window:reducing:)`.
  ///
  /// A window that is empty or reaches outside the picture is a broken promise.
  /// - Throws: As `RasterFile.init(opening:limits:)` and `RasterFile.read(window:reducing:)`, and `.readFailed` where
  ///   the process crashed or ran out of time.
  package func read(_ path: String, window: Window? = nil, reducing factor: Int = 1) throws(RasterError) -> Raster {
    precondition(factor >= 1, "a reduction by \(factor) is none")
    let limits = limits
    return try exchange(path, .read(window: window, factor: factor)) {
      (process, deadline) throws(WorkerProcess.Failure) in
      let answer = ReadAnswer(process: process, deadline: deadline, limits: limits)
      return try answer.receive(window)
    }
  }

  // MARK: Pool

  typealias Answering<Value> = (WorkerProcess, ContinuousClock.Instant) throws(WorkerProcess.Failure)
    -> Result<Value, RasterError>

  func exchange<Value>(
    _ path: String, _ question: WorkerRequest.Question, part: Int = 0, _ answer: Answering<Value>
  ) throws(RasterError) -> Value {
    free.wait()
    defer { free.signal() }
    let request = WorkerRequest(path: path, question: question, limits: limits)
    let process = try take(for: path, part)
    do {
      let deadline = ContinuousClock.now.advanced(by: .seconds(limits.secondsPerFile))
      try process.send(request.json, until: deadline)
      let result = try answer(process, deadline)
      giveBack(Idle(process: process, path: path, part: part))
      return try result.get()
    } catch let failure as WorkerProcess.Failure {
      throw error(for: failure, process.end(isFailing: failure == .ended), path)
    } catch let error as RasterError {
      throw error
    } catch {
      preconditionFailure("an error of neither kind: \(error)")
    }
  }

  private func take(for path: String, _ part: Int) throws(RasterError) -> WorkerProcess {
    while let idle = takeIdle(path, part) {
      if idle.process.isReady { return idle.process }
      idle.process.end()
    }
    switch launcher.launch() {
    case .success(let process): return process
    case .failure(let failure):
      throw RasterError(
        .readFailed, at: path, "No process could be started to read it: \(launcher.executable).",
        mend: "Check that the program is there and may be run, and that the machine has processes and files to spare.",
        cause: failure.words)
    }
  }

  /// The idle process that has `path` open and read `part` of it, else one that has it open, else the one that was used
  /// last.
  private func takeIdle(_ path: String, _ part: Int) -> Idle? {
    state.withLock { state in
      precondition(!state.isClosed, "\(path) was asked of a reader that is closed")
      guard !state.idle.isEmpty else { return nil }
      let position =
        state.idle.firstIndex { $0.path == path && $0.part == part } ?? state.idle.firstIndex { $0.path == path }
      return state.idle.remove(at: position ?? state.idle.count - 1)
    }
  }

  private func giveBack(_ idle: Idle) {
    let isClosed = state.withLock { state in
      if !state.isClosed { state.idle.append(idle) }
      return state.isClosed
    }
    if isClosed { idle.process.end() }
  }

  private func error(for failure: WorkerProcess.Failure, _ end: WorkerEnd, _ path: String) -> RasterError {
    switch failure {
    case .ended:
      RasterError(
        .readFailed, at: path, "The process that read the file broke down: \(end.words).",
        mend: "Copy or download the picture again, or convert it with another program.")
    case .outOfTime:
      RasterError(
        .readFailed, at: path, "The file was not read within \(limits.secondsPerFile) s.",
        mend: "Check that its disk answers; read smaller windows of a very large picture.")
    case .garbled:
      RasterError(
        .readFailed, at: path, "The process that should read the file answered something else.",
        mend: "Check that \(launcher.executable) is this version of the program.")
    }
  }
}
