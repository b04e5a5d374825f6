/// One-to-one matching of two lists: of all matchings those with the most pairs, and of these the one with the greatest
/// sum of overlaps.
///
/// Shortest augmenting paths with potentials, one footprint of the first list after the other, over the pairs that there
/// are: what does not touch costs nothing.
/// - Source: [Jonker1987], on sparse pairs, with a place of its own for each footprint that stays alone.
struct PairMatching {
  struct Pair {
    let first: Int
    let second: Int
    let overlap: Double
  }

  /// The pairs that are matched, in the order of the first list.
  static func best(_ firstCount: Int, _ secondCount: Int, _ pairs: [Pair]) -> [Pair] {
    var matching = PairMatching(firstCount, secondCount, pairs)
    for first in 0..<firstCount where !matching.edges[first].isEmpty { matching.augment(from: first) }
    return (0..<firstCount).compactMap { first in
      guard let second = matching.partner[first], second < secondCount else { return nil }
      return matching.edges[first].first { $0.second == second }
    }
  }

  private let edges: [[Pair]]
  private let secondCount: Int
  /// More than all overlaps together can weigh, so that one more pair always wins.
  private let bonus: Double
  private var partner: [Int?]
  private var owner: [Int?]
  private var firstPotential: [Double]
  private var secondPotential: [Double]

  private init(_ firstCount: Int, _ secondCount: Int, _ pairs: [Pair]) {
    var edges: [[Pair]] = Array(repeating: [], count: firstCount)
    for pair in pairs { edges[pair.first].append(pair) }
    self.edges = edges
    self.secondCount = secondCount
    bonus = Double(min(firstCount, secondCount) + 1)
    partner = Array(repeating: nil, count: firstCount)
    // Beyond the second list lie the places of those that stay alone.
    owner = Array(repeating: nil, count: secondCount + firstCount)
    firstPotential = Array(repeating: 0, count: firstCount)
    secondPotential = Array(repeating: 0, count: secondCount + firstCount)
  }

  /// Places that a footprint can take, and what each costs: less for more overlap.
  private func places(of first: Int) -> [(second: Int, cost: Double)] {
    edges[first].map { ($0.second, -(bonus + $0.overlap)) } + [(secondCount + first, 0)]
  }

  private mutating func augment(from start: Int) {
    var distance: [Int: Double] = [:]
    var cameFrom: [Int: Int] = [:]
    var settled: [(second: Int, distance: Double)] = []
    var isSettled: Set<Int> = []
    var queue = DistanceQueue()
    var (first, reached) = (start, 0.0)
    firstPotential[start] = places(of: start).map { $0.cost - secondPotential[$0.second] }.min() ?? 0
    var end: Int?
    while end == nil {
      for (second, cost) in places(of: first) where !isSettled.contains(second) {
        let length = reached + max(0, cost - firstPotential[first] - secondPotential[second])
        if length < distance[second] ?? .infinity {
          distance[second] = length
          cameFrom[second] = first
          queue.insert(second, length)
        }
      }
      // The footprint's own place is always free, so that the queue never runs dry.
      guard let next = queue.popNearest() else { return }
      guard isSettled.insert(next.second).inserted else { continue }
      settled.append((next.second, next.distance))
      reached = next.distance
      if let taken = owner[next.second] { first = taken } else { end = next.second }
    }
    for (second, distance) in settled {
      if let taken = owner[second] { firstPotential[taken] += reached - distance }
      secondPotential[second] -= reached - distance
    }
    firstPotential[start] += reached
    var second = end
    while let place = second, let taker = cameFrom[place] {
      let left = partner[taker]
      partner[taker] = place
      owner[place] = taker
      second = taker == start ? nil : left
    }
  }
}
