import Dispatch
import Foundation

/// Independent pieces of work on a bounded number of threads; results come in the order of the pieces, so that the
/// answer does not depend on the number of threads.
package enum Parallel {
  /// `body(0) … body(count − 1)`, on at most `threads` threads.
  package static func map<Result: Sendable>(
    _ count: Int, threads: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    precondition(threads >= 1, "\(threads) threads")
    guard count > 1, threads > 1 else { return (0..<count).map(body) }
    let slots = Slots<Result>(count: count)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while let index = slots.next() { slots.set(index, body(index)) }
    }
    return slots.results()
  }

  /// The same for pieces so small that handing each out would cost more than its work: they go in blocks.
  package static func map<Result: Sendable>(
    _ count: Int, threads: Int, inBlocksOf size: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    precondition(size >= 1, "blocks of \(size)")
    let blocks = (count + size - 1) / size
    return map(blocks, threads: threads) { block in
      (block * size..<min(count, (block + 1) * size)).map(body)
    }.flatMap { $0 }
  }

  /// Hands out indices and keeps results. `@unchecked Sendable`: every access to the two variables holds the lock.
  private final class Slots<Result: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var nextIndex = 0
    private var values: [Result?]

    init(count: Int) { values = Array(repeating: nil, count: count) }

    func next() -> Int? {
      lock.withLock {
        guard nextIndex < values.count else { return nil }
        defer { nextIndex += 1 }
        return nextIndex
      }
    }

    func set(_ index: Int, _ value: Result) { lock.withLock { values[index] = value } }
    func results() -> [Result] { lock.withLock { values.compactMap { $0 } } }
  }
}
