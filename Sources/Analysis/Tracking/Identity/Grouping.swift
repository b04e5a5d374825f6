/// Numbers in groups, group after group in one list.
struct Grouping: Sendable {
  private let starts: [Int32]
  private let items: [Int32]

  /// The places of `groups`, each in the group that it names; within a group they rise.
  init(_ groups: some Collection<Int>, count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for group in groups { starts[group + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    var items = [Int32](repeating: 0, count: groups.count)
    for (place, group) in groups.enumerated() {
      items[Int(next[group])] = Int32(place)
      next[group] += 1
    }
    self.starts = starts
    self.items = items
  }

  subscript(_ group: Int) -> ArraySlice<Int32> { items[Int(starts[group])..<Int(starts[group + 1])] }

  func count(_ group: Int) -> Int { Int(starts[group + 1] - starts[group]) }
}
