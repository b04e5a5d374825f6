/// The weights of the findings that count, brought together by what is not independent.
struct FindingTable {
  /// Findings that count as one: mostly one alone.
  struct Unit {
    let findings: [String]
    let rows: [WeightRow]
    /// What all of them weigh together.
    let joined: WeightRow

    init(_ members: [(finding: String, row: WeightRow)]) {
      findings = members.map(\.finding)
      rows = members.map(\.row)
      joined = rows.dropFirst().reduce(rows[0]) { $0.joined($1) }
    }

    /// What the others weigh together without each one, in the order of `findings`; `nil` of one alone.
    func others() -> [WeightRow?] {
      guard rows.count > 1, let first = rows.first else { return [nil] }
      // Minima from the front and from the back, so that a group of thousands takes linear time.
      let neutral = WeightRow(neutral: first.value.count)
      var back = [neutral]
      for row in rows.dropFirst().reversed() { back.append(back[back.count - 1].joined(row)) }
      var front = neutral
      return rows.indices.map { index in
        defer { front = front.joined(rows[index]) }
        return front.joined(back[rows.count - 1 - index])
      }
    }
  }

  let units: [Unit]

  /// - Parameter rows: weights per finding; those left out are no longer among them.
  init(_ rows: [(finding: String, weights: [Weighing])], groups: [DependencyGroup]) {
    let position = Dictionary(rows.enumerated().map { ($1.finding, $0) }) { first, _ in first }
    // A finding in two groups makes one of them: what hangs together through it is not independent either.
    var parents = Array(rows.indices)
    func root(_ member: Int) -> Int {
      var current = member
      while parents[current] != current {
        parents[current] = parents[parents[current]]
        current = parents[current]
      }
      return current
    }
    for group in groups {
      let members = group.findings.compactMap { position[$0] }
      for (one, other) in zip(members, members.dropFirst()) {
        let (a, b) = (root(one), root(other))
        if a != b { parents[max(a, b)] = min(a, b) }
      }
    }
    var members: [Int: [(finding: String, row: WeightRow)]] = [:]
    var order: [Int] = []
    for (index, row) in rows.enumerated() {
      let root = root(index)
      if root == index { order.append(index) }
      members[root, default: []].append((row.finding, WeightRow(row.weights)))
    }
    units = order.compactMap { members[$0].map(Unit.init) }
  }

  func sum(count: Int) -> WeightSum {
    var sum = WeightSum(count: count)
    for unit in units { sum.add(unit.joined) }
    return sum
  }
}
