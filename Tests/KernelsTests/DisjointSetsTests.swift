import Kernels
import Statistics
import Testing

@Suite struct DisjointSetsTests {
  @Test(
    "Members share a root exactly when a chain of joins ties them, and the root is the smallest",
    arguments: 1...20 as ClosedRange<UInt64>)
  func equalsRelabelling(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = generator.integer(1...60)
    var sets = DisjointSets(count: count)
    var labels = Array(0..<count)
    for _ in 0..<generator.integer(0...70) {
      let (first, second) = (generator.integer(0...count - 1), generator.integer(0...count - 1))
      sets.join(first, second)
      let (kept, lost) = (min(labels[first], labels[second]), max(labels[first], labels[second]))
      for index in labels.indices where labels[index] == lost { labels[index] = kept }
    }
    let roots = (0..<count).map { sets.root(of: $0) }
    #expect(roots == labels)
  }

  @Test("The order of the joins does not show")
  func orderIndependence() {
    var generator = SeededGenerator(seed: 41)
    let joins = (0..<40).map { _ in (generator.integer(0...49), generator.integer(0...49)) }
    var (forward, backward) = (DisjointSets(count: 50), DisjointSets(count: 50))
    for (first, second) in joins { forward.join(first, second) }
    for (first, second) in joins.reversed() { backward.join(second, first) }
    let roots = (0..<50).map { (forward.root(of: $0), backward.root(of: $0)) }
    #expect(roots.allSatisfy { $0.0 == $0.1 })
  }

  @Test("A chain of a hundred thousand joins ends soon, from either end", arguments: [false, true])
  func longChain(_ isReversed: Bool) {
    let count = 100_000
    var sets = DisjointSets(count: count)
    let links = Array(0..<count - 1)
    for link in isReversed ? links.reversed() : links { sets.join(link, link + 1) }
    let stray = (0..<count).first { sets.root(of: $0) != 0 }
    #expect(stray == nil)
  }
}
