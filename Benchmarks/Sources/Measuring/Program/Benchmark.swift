import Foundation

/// What all benchmarks do alike at their two ends.
package enum Benchmark {
  /// Writes lines to standard error: progress and faults, so that standard output holds the figures alone.
  package static func note(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

  /// Runs a benchmark and turns its errors into an exit code: 0 all ran, 1 something could not, 2 misuse.
  package static func finish(_ body: @Sendable () async throws -> Bool) async -> Int32 {
    do {
      return try await body() ? 0 : 1
    } catch let error as BenchError {
      note("error: \(error)")
      return error.code == .misuse ? 2 : 1
    } catch {
      note("error: \(error)")
      return 1
    }
  }

  /// Results in the order of the items, worked out on at most `jobs` threads.
  package static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], jobs: Int, _ work: @escaping @Sendable (Item) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: items.count)
      for (index, item) in items.enumerated() {
        if index >= jobs, let (done, result) = await group.next() { results[done] = result }
        group.addTask { (index, await onOwnThread { work(item) }) }
      }
      for await (done, result) in group { results[done] = result }
      return results.compactMap { $0 }
    }
  }

  // Waiting for a process blocks, which the tasks' own few threads must not.
  private static func onOwnThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }
}
