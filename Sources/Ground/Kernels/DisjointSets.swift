/// Sets that can only grow together. `root` of a set is its smallest member, so the answer does not depend on the order
/// in which sets were joined.
package struct DisjointSets {
  private var parents: [Int32]

  package init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  package mutating func root(of member: Int) -> Int {
    var current = Int32(member)
    while parents[Int(current)] != current {
      parents[Int(current)] = parents[Int(parents[Int(current)])]
      current = parents[Int(current)]
    }
    return Int(current)
  }

  package mutating func join(_ first: Int, _ second: Int) {
    let a = root(of: first)
    let b = root(of: second)
    if a != b { parents[max(a, b)] = Int32(min(a, b)) }
  }
}
