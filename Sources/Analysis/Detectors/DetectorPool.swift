import Foundation
import Provenance
import Rasters
import Synchronization

/// Processes that run one model, each a tile at a time.
///
/// A model that crashes its process, hangs it or eats its memory ends the run with an error in words and nothing else.
/// Callable from several threads at once: a call takes a process that waits, or starts one. Calls block.
package final class DetectorPool: Sendable {
  package struct Limits: Sendable, Hashable {
    /// On top of what the runtime itself takes.
    package let memoryMiB: Int
    /// For taking the model in, and for a tile: processor time and time by the clock.
    package let seconds: Int

    package init(memoryMiB: Int = 2_048, seconds: Int = 120) {
      self.memoryMiB = memoryMiB
      self.seconds = seconds
    }
  }

  let launcher: WorkerLauncher
  let runtime: String
  let model: ModelFile
  let card: DetectorCard
  let limits: Limits
  private let idle = Mutex<[WorkerProcess]>([])
  let version = Mutex<String?>(nil)
  /// What ended the run: a model that failed on one tile is not waited for on the others.
  private let failure = Mutex<DetectorError?>(nil)

  /// What the runtime says that it is; `nil` before the first tile.
  package var runtimeVersion: String? { version.withLock { $0 } }

  /// Starts nothing yet: processes come with the first tiles.
  /// - Parameters:
  ///   - executable: program that calls `DetectorWorker.run()` when it is given `DetectorWorker.argument`.
  ///   - runtime: ONNX Runtime's shared library.
  package init(
    executable: String, arguments: [String] = [DetectorWorker.argument], runtime: String, model: ModelFile,
    card: DetectorCard, limits: Limits = Limits()
  ) {
    launcher = WorkerLauncher(executable: executable, arguments: arguments)
    self.runtime = runtime
    self.model = model
    self.card = card
    self.limits = limits
  }

  deinit { close() }

  /// Ends the processes that wait.
  package func close() {
    let processes = idle.withLock { processes in
      defer { processes = [] }
      return processes
    }
    for process in processes { process.end() }
  }

  /// What the model gives for a tile's numbers, as `TileInput` makes them. After an error every call gets the same one.
  /// - Throws: `runtime`, `wrongShape`, `persons`, `brokeDown`.
  package func run(_ numbers: [Float]) throws(DetectorError) -> ModelOutput {
    if let earlier = failure.withLock({ $0 }) { throw earlier }
    do throws(DetectorError) {
      return try answer(numbers)
    } catch {
      failure.withLock { $0 = $0 ?? error }
      throw error
    }
  }

  private func answer(_ numbers: [Float]) throws(DetectorError) -> ModelOutput {
    let waiting = idle.withLock { $0.popLast() }
    let process = if let waiting { waiting } else { try start() }
    let answer: Result<ModelOutput, DetectorError>
    do throws(WorkerProcess.Failure) {
      answer = try exchange(numbers, with: process)
    } catch {
      throw self.error(for: error, process, doing: "run it on a tile")
    }
    switch answer {
    case .success(let output):
      idle.withLock { $0.append(process) }
      return output
    case .failure(let error):
      process.end()
      throw error
    }
  }

  private func exchange(
    _ numbers: [Float], with process: WorkerProcess
  ) throws(WorkerProcess.Failure) -> Result<ModelOutput, DetectorError> {
    let deadline = ContinuousClock.now.advanced(by: .seconds(limits.seconds))
    try process.send(numbers, until: deadline)
    let reply = try process.receive(until: deadline)
    if let words = reply["error"]?.stringValue { return .failure(refusal(words, reply["step"])) }
    guard let dimensions = reply["dimensions"]?.arrayValue?.compactMap(\.intValue),
      let count = Self.count(dimensions)
    else { throw .garbled }
    var values = [Float](repeating: 0, count: count)
    try process.receive(into: &values, from: 0, count: count, until: deadline)
    return .success(ModelOutput(dimensions: dimensions, values: values))
  }

  /// `nil` where the dimensions are none, or hold more than an answer may.
  private static func count(_ dimensions: [Int]) -> Int? {
    guard dimensions.count <= 8 else { return nil }
    var count = 1
    for dimension in dimensions {
      guard dimension >= 0, dimension <= ModelOutput.mostValues else { return nil }
      count *= dimension
      guard count <= ModelOutput.mostValues else { return nil }
    }
    return count
  }
}
