/// One-to-one assignment of rows to columns where few pairs are possible at all: of every set of pairs in which no row and
/// no column is twice, the one of least total cost, a row that is left alone costing `alone`.
///
/// Rows enter one by one; each takes its column by the shortest augmenting path over reduced costs, searched in a heap and
/// ended at the first free column or the first row that is better left alone. A pair is never dearer than `alone`, so that
/// the search stays among neighbours: the work is that of the possible pairs, times the logarithm of those near.
/// - Source: [Jonker1987], augmentation, on a sparse graph; the problem and its duals [Kuhn1955], [Munkres1957].
package struct Assignment: Sendable {
  package struct Pair: Sendable, Hashable {
    package let row: Int
    package let column: Int
    package let cost: Double

    package init(row: Int, column: Int, cost: Double) {
      self.row = row
      self.column = column
      self.cost = cost
    }
  }

  /// Per row its column, `nil` where it is left alone.
  package let columns: [Int?]

  /// - Parameters:
  ///   - pairs: each pair of row and column once; those that cost `alone` or more are left out.
  ///   - alone: finite and positive. Where several assignments cost the same, rows and columns of lower number go first,
  ///     so that the answer depends on the numbering, never on the order of `pairs`.
  package init(rows: Int, columns count: Int, pairs: [Pair], alone: Double) {
    precondition(alone > 0 && alone.isFinite, "leaving a row alone costs \(alone)")
    var search = Search(rows: rows, columns: count, pairs: pairs.filter { $0.cost < alone }, alone: alone)
    for row in 0..<rows { search.augment(row) }
    columns = search.columnOfRow.map { $0 < 0 ? nil : $0 }
  }
}

extension Assignment {
  /// Duals and partial assignment while rows enter.
  private struct Search {
    let starts: [Int]
    let edges: [Pair]
    let alone: Double
    var columnOfRow: [Int]
    var rowOfColumn: [Int]
    /// Duals of the columns, never positive.
    var prices: [Double]
    private var distances: [Double]
    private var parents: [Int]
    private var isDone: [Bool]
    private var heap = DistanceHeap()

    init(rows: Int, columns: Int, pairs: [Pair], alone: Double) {
      let groups = Grouping(pairs.lazy.map(\.row), count: rows)
      var edges: [Pair] = []
      edges.reserveCapacity(pairs.count)
      var starts = [0]
      for row in 0..<rows {
        edges += groups[row].map { pairs[Int($0)] }.sorted { ($0.column, $0.cost) < ($1.column, $1.cost) }
        starts.append(edges.count)
      }
      self.edges = edges
      self.starts = starts
      self.alone = alone
      columnOfRow = Array(repeating: -1, count: rows)
      rowOfColumn = Array(repeating: -1, count: columns)
      prices = Array(repeating: 0, count: columns)
      distances = Array(repeating: .infinity, count: columns)
      parents = Array(repeating: -1, count: columns)
      isDone = Array(repeating: false, count: columns)
    }

    /// Brings in one row, along the cheapest path to a free column or to a row that is then left alone.
    mutating func augment(_ entering: Int) {
      heap.removeAll()
      var touched: [Int] = []
      var settled: [Int] = []
      // The row that is left alone at the end of the cheapest path that ends so, and what that costs.
      var (freed, freedCost) = (entering, alone)
      relax(entering, from: 0, &touched)
      var end = -1
      while let (distance, column) = heap.popLeast() {
        if isDone[column] || distance > distances[column] { continue }
        if distance >= freedCost { break }
        isDone[column] = true
        settled.append(column)
        let owner = rowOfColumn[column]
        guard owner >= 0 else {
          end = column
          break
        }
        // From here on costs are reduced by what the owner pays for its column now.
        let owned = cost(of: owner, column) - prices[column]
        if distance + alone - owned < freedCost { (freed, freedCost) = (owner, distance + alone - owned) }
        relax(owner, from: distance - owned, &touched)
      }
      let total = end >= 0 ? distances[end] : freedCost
      for column in settled where column != end { prices[column] += distances[column] - total }
      move(entering, to: end >= 0 ? end : freed == entering ? -1 : columnOfRow[freed], freeing: end >= 0 ? nil : freed)
      for column in touched {
        distances[column] = .infinity
        parents[column] = -1
        isDone[column] = false
      }
    }

    private func cost(of row: Int, _ column: Int) -> Double {
      for edge in starts[row]..<starts[row + 1] where edges[edge].column == column { return edges[edge].cost }
      return alone
    }

    private mutating func relax(_ row: Int, from base: Double, _ touched: inout [Int]) {
      for place in starts[row]..<starts[row + 1] {
        let edge = edges[place]
        guard !isDone[edge.column] else { continue }
        let distance = base + edge.cost - prices[edge.column]
        guard distance < distances[edge.column] else { continue }
        if distances[edge.column] == .infinity { touched.append(edge.column) }
        distances[edge.column] = distance
        parents[edge.column] = row
        heap.push(distance, edge.column)
      }
    }

    /// Each row on the way back from `column` takes the column that it was reached from.
    private mutating func move(_ entering: Int, to column: Int, freeing freed: Int?) {
      if let freed { columnOfRow[freed] = -1 }
      var column = column
      while column >= 0 {
        let row = parents[column]
        let next = row == entering ? -1 : columnOfRow[row]
        rowOfColumn[column] = row
        columnOfRow[row] = column
        column = next
      }
    }
  }
}
