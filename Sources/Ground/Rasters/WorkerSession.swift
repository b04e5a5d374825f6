import Foundation
import Provenance

/// A reading process at work: the file that it has open, and its answers.
struct WorkerSession: ~Copyable {
  private let channel: WorkerChannel
  /// Kept from one request to the next: whoever asks for a header mostly reads the pixels at once.
  private var lastFile: RasterFile?
  private var memoryMiB: Int?

  init(channel: WorkerChannel) { self.channel = channel }

  /// False where the parent is gone.
  mutating func answer(_ request: WorkerRequest) -> Bool {
    WorkerLimits.setProcessorTime(seconds: request.limits.secondsPerFile)
    if memoryMiB != request.limits.maxMemoryMiB {
      WorkerLimits.setMemory(mebibytes: request.limits.maxMemoryMiB)
      memoryMiB = request.limits.maxMemoryMiB
    }
    do {
      let file = try file(for: request)
      let isHeard = try send(request.question, from: file)
      // A file that failed is not kept: what it left in the cache of blocks goes with it.
      lastFile = consume file
      return isHeard
    } catch {
      return channel.send(["error": error.json])
    }
  }

  private mutating func file(for request: WorkerRequest) throws(RasterError) -> RasterFile {
    let last = lastFile.take()
    let identity = try FileIdentity(lookingAt: request.path)
    if let last, last.isStill(identity), last.limits == request.limits { return last }
    return try RasterFile(opening: request.path, limits: request.limits)
  }

  private borrowing func send(
    _ question: WorkerRequest.Question, from file: borrowing RasterFile
  ) throws(RasterError) -> Bool {
    let (window, factor): (Window?, Int)
    switch question {
    case .header: return channel.send(["header": file.header.json])
    case .numbers(let wanted): (window, factor) = (wanted, 1)
    case .read(let wanted, let reduction): (window, factor) = (wanted, reduction)
    }
    let whole = Window(column: 0, row: 0, columns: file.header.columns, rows: file.header.rows)
    if let window, window.isEmpty || window.intersection(whole) != window {
      return channel.send(["outside": .array([.integer(whole.columns), .integer(whole.rows)])])
    }
    let plan = try file.plan(window, reducing: factor)
    let opening: JSONValue = [
      "columns": .integer(plan.columns), "rows": .integer(plan.rows), "bandCount": .integer(plan.bandCount),
    ]
    guard channel.send(opening) else { return false }
    if case .numbers = question { return try sendNumbers(plan, from: file) }
    for index in 0..<plan.pieceCount {
      let block = try file.block(index, of: plan)
      guard channel.send(["rows": .integer(block.rows)]), channel.send(block) else { return false }
    }
    return true
  }

  private borrowing func sendNumbers(_ plan: ReadPlan, from file: borrowing RasterFile) throws(RasterError) -> Bool {
    guard file.holdsNumbers else {
      throw RasterError(
        .unsupported, at: file.path,
        "Its samples are \(file.header.sampleType.rawValue), not numbers of up to 16 bits.",
        mend: "Read them as values.")
    }
    for source in plan.sources(of: 0..<plan.rows) {
      let (numbers, validity) = try file.numbers(of: source)
      let isAbsent = validity.contains(0)
      guard channel.send(["rows": .integer(source.rows), "absent": .bool(isAbsent)]), channel.send(numbers),
        !isAbsent || channel.send(validity)
      else { return false }
    }
    return true
  }
}
