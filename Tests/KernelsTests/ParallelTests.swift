import Foundation
import Kernels
import Testing

@Suite struct ParallelTests {
  @Test("Results come in the order of the pieces on any number of threads", arguments: [1, 2, 3, 8, 64])
  func order(_ threads: Int) {
    for count in [0, 1, 2, 3, 7, 64, 257] {
      let results = Parallel.map(count, threads: threads) { index in
        // Early pieces take longest, so that they end last.
        if index < 3, threads > 1 { Thread.sleep(forTimeInterval: 0.002 * Double(3 - index)) }
        return index * index
      }
      #expect(results == (0..<count).map { $0 * $0 })
    }
  }

  @Test("Every piece is done once, by no more than the threads allowed", arguments: [1, 2, 4])
  func everyPieceOnce(_ threads: Int) {
    let tally = Tally()
    _ = Parallel.map(500, threads: threads) { index in
      tally.begin(index)
      defer { tally.end() }
      return index
    }
    #expect(tally.done.sorted() == Array(0..<500))
    #expect(tally.most <= threads)
  }

  @Test("A piece without a result keeps its place")
  func optionalResults() {
    let results = Parallel.map(40, threads: 2) { $0 % 3 == 0 ? nil : $0 }
    #expect(results == (0..<40).map { $0 % 3 == 0 ? nil : $0 })
  }

  /// `@unchecked Sendable`: every access holds the lock.
  private final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var indices: [Int] = []
    private var running = 0
    private var highest = 0

    func begin(_ index: Int) {
      lock.withLock {
        indices.append(index)
        running += 1
        highest = max(highest, running)
      }
    }

    func end() { lock.withLock { running -= 1 } }
    var done: [Int] { lock.withLock { indices } }
    var most: Int { lock.withLock { highest } }
  }
}
