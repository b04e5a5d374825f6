/// Joins lines that share something, and keeps why.
struct TieJoining {
  private let lines: [EvidenceLine]
  private let positions: [String: [Int]]
  private var parents: [Int]
  private var clauses: [(text: String, member: Int)] = []

  init(_ lines: [EvidenceLine], positions: [String: [Int]]) {
    self.lines = lines
    self.positions = positions
    parents = Array(lines.indices)
    // One and the same thing listed for and against is one line.
    for members in positions.values {
      for other in members.dropFirst() { _ = join(members[0], other) }
    }
  }

  mutating func join(_ key: SharedKeys.Key, _ members: [Int]) {
    var joined: [Int] = []
    if key.reason == .quotes {
      guard let quoted = positions[key.text]?.first else { return }
      joined = members.filter { join($0, quoted) }
    } else {
      let first = members[0]
      joined = members.dropFirst().filter { join(first, $0) }
      if !joined.isEmpty { joined.insert(first, at: 0) }
    }
    var seen: Set<String> = []
    let ids = joined.map { lines[$0].id }.filter { seen.insert($0).inserted }
    guard let member = joined.first else { return }
    clauses.append((EvidenceTie.clause(key.reason, ids, shared: key.text), member))
  }

  /// Lines that hang together, in the order of their first.
  mutating func components() -> [CorroborationGraph.Component] {
    var members: [Int: [Int]] = [:]
    for index in lines.indices { members[root(index), default: []].append(index) }
    var reasons: [Int: [String]] = [:]
    for clause in clauses { reasons[root(clause.member), default: []].append(clause.text) }
    return members.sorted { $0.key < $1.key }.map { root, indices in
      CorroborationGraph.Component(
        supporting: indices.filter { lines[$0].isFor }.map { lines[$0].id },
        opposing: indices.filter { !lines[$0].isFor }.map { lines[$0].id }, reasons: reasons[root] ?? [])
    }
  }

  /// The smallest member, so that the answer does not depend on the order of joining.
  private mutating func root(_ member: Int) -> Int {
    var current = member
    while parents[current] != current {
      parents[current] = parents[parents[current]]
      current = parents[current]
    }
    return current
  }

  /// `false` where the two hang together already.
  private mutating func join(_ first: Int, _ second: Int) -> Bool {
    let (a, b) = (root(first), root(second))
    guard a != b else { return false }
    parents[max(a, b)] = min(a, b)
    return true
  }
}
