import Geodesy
import Statistics
import Testing
import Vectors

@testable import Tracking

@Suite("Assignment, index and overlap against their plain forms")
struct AssignmentTests {
  @Test("The assignment costs what the best of all assignments costs")
  func bruteForce() {
    for seed in UInt64(1)...300 {
      var random = SeededGenerator(seed: seed)
      let (rows, columns) = (random.integer(1...6), random.integer(1...6))
      var pairs: [Assignment.Pair] = []
      for row in 0..<rows {
        for column in 0..<columns where random.uniform() < 0.6 {
          pairs.append(.init(row: row, column: column, cost: Double(random.integer(0...9))))
        }
      }
      let found = Assignment(rows: rows, columns: columns, pairs: pairs.shuffled(using: &random), alone: 7)
      let used = found.columns.compactMap { $0 }
      #expect(Set(used).count == used.count)
      let costs = Dictionary(pairs.map { ([$0.row, $0.column], $0.cost) }, uniquingKeysWith: { first, _ in first })
      let total = found.columns.enumerated().reduce(0.0) { sum, item in
        sum + (item.element.flatMap { costs[[item.offset, $0]] } ?? 7)
      }
      #expect(total == PlainIdentity.leastCost(rows: rows, columns: columns, pairs: pairs, alone: 7), "seed \(seed)")
      #expect(found.columns == Assignment(rows: rows, columns: columns, pairs: pairs, alone: 7).columns)
    }
  }

  @Test("Along a chain of two thousand possible pairs every row can give way to the next")
  func chain() {
    let pairs = (0..<2_000).flatMap { row in
      [Assignment.Pair(row: row, column: row, cost: 2), Assignment.Pair(row: row, column: row + 1, cost: 1)]
    }
    let found = Assignment(rows: 2_000, columns: 2_001, pairs: pairs, alone: 5)
    #expect(found.columns == (1...2_000).map { $0 })
    // Without the last column one row is left alone rather than all of them the dearer way.
    let short = Assignment(rows: 2_000, columns: 2_000, pairs: pairs.filter { $0.column < 2_000 }, alone: 5)
    #expect(short.columns == (1..<2_000).map { $0 } + [nil])
  }

  @Test("The index finds what comparing all finds", arguments: [0, 1, 7, 8, 9, 65, 500])
  func index(_ count: Int) {
    var random = SeededGenerator(seed: UInt64(count + 5))
    let boxes = (0..<count).map { _ -> MapBox in
      let (west, south, size) = (random.uniform(0...1_000), random.uniform(0...1_000), random.uniform(0...1))
      return MapBox(west: west, south: south, east: west + 400 * size * size * size, north: south + 60 * size)
    }
    let index = BoxIndex(boxes)
    for _ in 0..<50 {
      let (west, south) = (random.uniform(-50...1_000), random.uniform(-50...1_000))
      let box = MapBox(west: west, south: south, east: west + 80, north: south + 50)
      #expect(index.meeting(box) == boxes.indices.filter { boxes[$0].meets(box) })
    }
  }

  @Test("Overlaps by cutting equal those by sweeping, to a millionth")
  func overlap() {
    var random = SeededGenerator(seed: 9)
    var overlap = OutlineOverlap()
    for _ in 0..<400 {
      let rings = (0..<2).map { _ in
        IdentityWorld.rectangle(
          500_000 + random.uniform(0...30), 4_000_000 + random.uniform(0...30), random.uniform(5...40),
          random.uniform(5...40), angle: random.uniform(0...3))
      }
      let (one, other) = (Sighting(outline: rings[0])!, Sighting(outline: Array(rings[1].reversed()))!)
      let offset = (east: random.uniform(-9...9), north: random.uniform(-9...9))
      let moved = rings[0].map { MapPoint(easting: $0.easting + offset.east, northing: $0.northing + offset.north) }
      let plain = Overlay.areas(of: [moved], and: [rings[1]]).intersection
      #expect(abs(overlap.area(one, by: offset, in: other) - plain) < 1e-6 * (1 + plain))
    }
  }

  @Test("On few things the tracker agrees with comparing all pairs and trying all assignments")
  func plainTracker() {
    for seed in UInt64(1)...40 {
      let made = IdentityWorld(things: 5, dates: 6, seed: seed, spacing: 36, shift: 3, missed: 0.1).made()
      let ids = IdentityTracker().track(made.dates).ids
      #expect(ids == PlainIdentity().track(made.dates), "seed \(seed)")
    }
  }
}
