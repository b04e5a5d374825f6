import Foundation
import Provenance
import Rasters

extension DetectorPool {
  /// A process that has taken the model in.
  func start() throws(DetectorError) -> WorkerProcess {
    let process: WorkerProcess
    switch launcher.launch() {
    case .success(let started): process = started
    case .failure(let failure):
      throw DetectorError(
        .brokeDown, at: model.name, "No process could be started to run the model.",
        mend: "Check that the machine has processes and files to spare.", cause: failure.words)
    }
    let opening: JSONValue
    do throws(WorkerProcess.Failure) {
      let deadline = ContinuousClock.now.advanced(by: .seconds(limits.seconds))
      try process.send(order, until: deadline)
      opening = try process.receive(until: deadline)
    } catch {
      throw self.error(for: error, process, doing: "take it in")
    }
    do throws(DetectorError) { try check(opening) } catch {
      process.end()
      throw error
    }
    version.withLock { $0 = opening["version"]?.stringValue }
    return process
  }

  private var order: JSONValue {
    let shape = [1, card.input.bands.count, card.input.tile, card.input.tile]
    return [
      "runtime": .string(runtime), "model": .string(model.path), "memoryMiB": .integer(limits.memoryMiB),
      "seconds": .integer(limits.seconds), "numbers": .integer(shape.reduce(1, *)),
      "shape": .array(shape.map { .integer($0) }),
    ]
  }

  /// Whether the model is what the card tells of.
  private func check(_ opening: JSONValue) throws(DetectorError) {
    if let words = opening["error"]?.stringValue { throw refusal(words, opening["step"]) }
    let (inputs, outputs) = (opening["inputs"]?.intValue ?? 0, opening["outputs"]?.intValue ?? 0)
    guard inputs == 1, outputs == 1 else {
      throw DetectorError(
        .wrongShape, at: model.name, "The model has \(inputs) inputs and \(outputs) outputs, and 1 of each is needed.",
        mend: "Export it with the picture alone going in and the candidates alone coming out.")
    }
    guard opening["isFloat"]?.boolValue == true else {
      throw DetectorError(
        .wrongShape, at: model.name, "The model's input or output is not of 32-bit floats.",
        mend: "Export it with 32-bit floats.")
    }
    let wanted = [1, card.input.bands.count, card.input.tile, card.input.tile]
    let shape = (opening["shape"]?.arrayValue ?? []).compactMap(\.intValue)
    guard shape.count == 4, zip(shape, wanted).allSatisfy({ $0 == $1 || $0 < 0 }) else {
      throw DetectorError(
        .wrongShape, at: model.name,
        "The model takes \(OutputDecoder.words(shape)), and the card tells of \(OutputDecoder.words(wanted)).",
        mend: "Mend the card's `bands` and `tile`, or export the model for one tile, bands first.")
    }
    // A card can leave a class out; the list that training tools write into the model is a second witness.
    if let names = opening["names"]?.stringValue { try DetectorCard.refusePersons(names, at: model.name) }
  }

  /// What the runtime said against the model.
  func refusal(_ words: String, _ step: JSONValue?) -> DetectorError {
    let cause = words.filter { !$0.isNewline }
    switch step?.stringValue {
    case "runtime":
      return DetectorError(
        .runtime, at: URL(fileURLWithPath: runtime).lastPathComponent, "This is no ONNX Runtime that can be used.",
        mend: "Name its shared library, libonnxruntime, with --runtime or TELLTALE_ONNXRUNTIME.", cause: cause)
    case "run":
      return DetectorError(
        .runtime, at: model.name, "The runtime could not run the model on a tile.",
        mend: "Check that the card's `tile` and `bands` are the model's; else export the model again.", cause: cause)
    default:
      return DetectorError(
        .runtime, at: model.name, "The runtime does not take the model.",
        mend: "Check that the file is a whole ONNX model, with its weights in it.", cause: cause)
    }
  }

  /// Ends the process and says what became of it.
  func error(for failure: WorkerProcess.Failure, _ process: WorkerProcess, doing what: String) -> DetectorError {
    let end = process.end(isFailing: failure == .ended)
    switch failure {
    case .outOfTime:
      return DetectorError(
        .brokeDown, at: model.name, "The process that should \(what) did not answer within \(limits.seconds) s.",
        mend: "Use a smaller model; one that never answers is not to be used.")
    case .garbled:
      return DetectorError(
        .brokeDown, at: model.name, "The process that should \(what) answered something else.",
        mend: "Do not use this model.")
    case .ended:
      return DetectorError(
        .brokeDown, at: model.name, "The process that should \(what) broke down: \(end.words).",
        mend: "Give more --memory, or use a smaller model; one that breaks down again is not to be used.")
    }
  }
}
