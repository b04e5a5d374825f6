/// Picks the ties that are drawn: ten thousand lines of one author have fifty million of them.
struct TieDrawing {
  private let lines: [EvidenceLine]
  private let limit: Int

  init(_ lines: [EvidenceLine], limit: Int) {
    self.lines = lines
    self.limit = limit
  }

  func ties(_ groups: [(key: SharedKeys.Key, members: [Int])]) -> (ties: [EvidenceTie], count: Int) {
    let count = groups.reduce(0) { sum, group in
      let members = group.members.count
      return sum + (group.key.reason == .quotes ? members : members * (members - 1) / 2)
    }
    var ties: [EvidenceTie] = []
    let drawsAll = count <= limit
    for (key, members) in groups {
      if key.reason == .quotes {
        for member in members where ties.count < limit { ties.append(tie(key, lines[member].id, key.text)) }
        continue
      }
      let ends = drawsAll ? members.count - 1 : 1
      for first in 0..<ends {
        for second in first + 1..<members.count where ties.count < limit {
          ties.append(tie(key, lines[members[first]].id, lines[members[second]].id))
        }
      }
      if ties.count >= limit { break }
    }
    return (ties, count)
  }

  private func tie(_ key: SharedKeys.Key, _ first: String, _ second: String) -> EvidenceTie {
    EvidenceTie(first: first, second: second, reason: key.reason, shared: key.text)
  }
}
