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
    guard case .read(let window, let factor) = question else { return channel.send(["header": file.header.json]) }
    let whole = Window(column: 0, row: 0, columns: file.header.columns, rows: file.header.rows)
    if let window, window.isEmpty || window.intersection(whole) != window {
      return channel.send(["outside": .array([.integer(whole.columns), .integer(whole.rows)])])
    }
    let plan = try file.plan(window, reducing: factor)
    let opening: JSONValue = [
      "columns": .integer(plan.columns), "rows": .integer(plan.rows), "bandCount": .integer(plan.bandCount),
    ]
    guard channel.send(opening) else { return false }
    for index in 0..<plan.pieceCount {
      let block = try file.block(index, of: plan)
      guard channel.send(["rows": .integer(block.rows)]), channel.send(block) else { return false }
    }
    return true
  }
}
