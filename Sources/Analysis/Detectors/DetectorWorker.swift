import Foundation
import Provenance
import Rasters

/// The process that runs a model of unknown origin, so that what it breaks is only itself.
///
/// The parent says `{"runtime", "model", "memoryMiB", "seconds", "numbers", "shape"}` and hears what the model is. Then it
/// sends `numbers` floats for each tile, and hears `{"dimensions"}` and the floats of the answer. `{"error"}` with the
/// runtime's words, and the `step` at which they came, can stand in the place of any answer and is the last.
package enum DetectorWorker {
  package static let argument = "__detect"

  /// Answers a `DetectorPool` on standard input until it closes. Nothing else may have been read or written before.
  package static func run() -> Never {
    let channel = WorkerChannel()
    WorkerLimits.setForLife()
    endWithParent()
    if let message = channel.receive(), let order = try? JSONValue(parsing: message) { serve(order, channel) }
    // Without the C library's clean-up: it would run destructors over whatever a hostile model has left behind.
    _exit(0)
  }

  /// A model that is at work hears of no closed socket: what looks after the parent is a thread of its own.
  private static func endWithParent() {
    let parent = getppid()
    Thread.detachNewThread {
      while getppid() == parent { usleep(200_000) }
      _exit(1)
    }
  }

  private static func serve(_ order: JSONValue, _ channel: WorkerChannel) {
    guard let runtime = order["runtime"]?.stringValue, let model = order["model"]?.stringValue,
      let memory = order["memoryMiB"]?.intValue, let seconds = order["seconds"]?.intValue,
      let count = order["numbers"]?.intValue, let shape = order["shape"]?.arrayValue?.compactMap(\.intValue),
      shape.reduce(1, *) == count
    else { return }
    var step = "runtime"
    do throws(ModelSession.Fault) {
      let session = try ModelSession(runtime: runtime)
      step = "model"
      let bytes = try read(model)
      // From here on the model's bytes have the word: they get no file, no more memory and no more time than this.
      WorkerLimits.setMemory(mebibytes: memory)
      WorkerLimits.setProcessorTime(seconds: Double(seconds))
      WorkerLimits.closeFiles()
      try session.open(bytes)
      let known = try session.describe()
      let opening: JSONValue = [
        "version": .string(session.version), "inputs": .integer(known.inputs), "outputs": .integer(known.outputs),
        "shape": .array(known.input.map { .integer($0) }), "isFloat": .bool(known.isFloat),
        "names": JSONValue(session.metadata("names").map { String($0.prefix(1 << 20)) }),
      ]
      guard channel.send(opening) else { return }
      step = "run"
      var numbers = [Float](repeating: 0, count: count)
      while channel.receive(into: &numbers) {
        WorkerLimits.setProcessorTime(seconds: Double(seconds))
        let output = try session.run(numbers, shape: shape)
        guard channel.send(["dimensions": .array(output.dimensions.map { .integer($0) })]), channel.send(output.values)
        else { return }
      }
    } catch {
      _ = channel.send(["error": .string(error.words), "step": .string(step)])
    }
  }

  private static func read(_ path: String) throws(ModelSession.Fault) -> Data {
    do { return try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw ModelSession.Fault(words: FileFault(error).words)
    }
  }
}
