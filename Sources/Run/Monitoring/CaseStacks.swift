import CaseStore
import Provenance
import Quantities
import SceneMeasures

/// A case's scenes as stacks, one for each class of GSD. Most cases have one.
struct CaseStacks {
  /// The main one first, onto which the others are aligned, then from the finest on.
  let all: [CaseStack]
  /// All rows of the case, in the order in which they were given.
  private(set) var rows: [SceneRow]
  /// Of each stack the indices in `rows` of its own, which its rows begin with; guests from finer stacks follow.
  private let members: [[Int]]

  /// A case of one stack, which holds all rows.
  init(_ stack: CaseStack) {
    self.init([(stack, Array(stack.rows.indices))], rows: stack.rows)
  }

  init(_ stacks: [(stack: CaseStack, rows: [Int])], rows: [SceneRow]) {
    precondition(!stacks.isEmpty, "a case without a stack is refused before")
    all = stacks.map(\.stack)
    members = stacks.map(\.rows)
    self.rows = rows
  }

  var main: CaseStack { all[0] }
  var others: ArraySlice<CaseStack> { all.dropFirst() }
  var isOne: Bool { all.count == 1 }
  /// Scenes that were prepared in this run.
  var newScenes: Int { all.reduce(0) { $0 + $1.newScenes } }

  /// Indices in `all`, that which shows most first: enlarged pictures are as coarse as what they were made from.
  var finestFirst: [Int] {
    let pixels = all.map(\.limiting.size)
    return all.indices.sorted { (pixels[$0], $0) < (pixels[$1], $1) }
  }
  var finest: CaseStack { all[finestFirst[0]] }

  /// Rows of files that are in no stack.
  var loose: [SceneRow] {
    let held = Set(members.flatMap { $0 })
    return rows.indices.filter { !held.contains($0) }.map { rows[$0] }
  }

  /// Each row with the stack that it is of; `nil` where it is of none.
  var placed: [(row: SceneRow, stack: CaseStack?)] {
    var stacks = [Int?](repeating: nil, count: rows.count)
    for (stack, indices) in members.enumerated() {
      for index in indices { stacks[index] = stack }
    }
    return zip(rows, stacks).map { ($0, $1.map { all[$0] }) }
  }

  /// Ids of the scenes that are a stack's own.
  func own(of stack: Int) -> Set<String> { Set(members[stack].compactMap { rows[$0].scene?.id }) }

  /// Puts rows of a stack about which more was found out in the place of its rows.
  mutating func replace(_ fresh: [SceneRow], of stack: Int) {
    for (index, row) in zip(members[stack], fresh) { rows[index] = row }
  }
}
