/// Circles of quotes: lines that quote one another, so that none of them is the origin.
/// - Source: [Tarjan1972], strongly connected components, here without recursion, since a chain may be long
struct QuoteCycles {
  /// Members of each circle, in the order of the lines.
  private(set) var circles: [[Int]] = []

  private var index: [Int]
  private var low: [Int]
  private var isOpen: [Bool]
  private var open: [Int] = []
  private var next = 0

  /// - Parameter quotes: per line the lines that it quotes.
  init(_ quotes: [[Int]]) {
    index = [Int](repeating: -1, count: quotes.count)
    low = index
    isOpen = [Bool](repeating: false, count: quotes.count)
    for start in quotes.indices where index[start] < 0 { visit(start, quotes) }
    circles.sort { $0[0] < $1[0] }
  }

  private mutating func visit(_ start: Int, _ quotes: [[Int]]) {
    var path = [(line: start, position: 0)]
    enter(start)
    while let (line, position) = path.last {
      guard position < quotes[line].count else {
        path.removeLast()
        if let above = path.last?.line { low[above] = min(low[above], low[line]) }
        if low[line] == index[line] { close(line) }
        continue
      }
      path[path.count - 1].position += 1
      let quoted = quotes[line][position]
      if index[quoted] < 0 {
        enter(quoted)
        path.append((quoted, 0))
      } else if isOpen[quoted] {
        low[line] = min(low[line], index[quoted])
      }
    }
  }

  private mutating func enter(_ line: Int) {
    index[line] = next
    low[line] = next
    next += 1
    open.append(line)
    isOpen[line] = true
  }

  private mutating func close(_ line: Int) {
    var circle: [Int] = []
    while let last = open.popLast() {
      isOpen[last] = false
      circle.append(last)
      if last == line { break }
    }
    if circle.count > 1 { circles.append(circle.sorted()) }
  }
}
