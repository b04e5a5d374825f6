/// The 8-connected components of the set pixels of a plane that is too large to be held, row after row: memory grows
/// with the runs of the components that are not yet ended.
package struct RunComponents: Sendable {
  package struct Component: Sendable {
    /// By rows and columns; empty where there were more than can be kept.
    package fileprivate(set) var runs: [PixelRun]
    package fileprivate(set) var isTooLong = false
    package fileprivate(set) var count: Int
    package fileprivate(set) var peak: Float
    package fileprivate(set) var sum: Double
    package fileprivate(set) var rows: ClosedRange<Int>
    package fileprivate(set) var columns: ClosedRange<Int>
    /// Of the first pixel, by rows and columns.
    package fileprivate(set) var firstColumn: Int

    fileprivate init(_ run: PixelRun) {
      runs = [run]
      count = run.count
      peak = run.peak
      sum = Double(run.sum)
      rows = Int(run.row)...Int(run.row)
      columns = Int(run.first)...Int(run.end) - 1
      firstColumn = Int(run.first)
    }

    fileprivate mutating func join(_ other: Component, mostRuns: Int) {
      if other.rows.lowerBound < rows.lowerBound {
        firstColumn = other.firstColumn
      } else if other.rows.lowerBound == rows.lowerBound {
        firstColumn = min(firstColumn, other.firstColumn)
      }
      count += other.count
      peak = max(peak, other.peak)
      sum += other.sum
      rows = min(rows.lowerBound, other.rows.lowerBound)...max(rows.upperBound, other.rows.upperBound)
      columns = min(columns.lowerBound, other.columns.lowerBound)...max(columns.upperBound, other.columns.upperBound)
      isTooLong = isTooLong || other.isTooLong || runs.count + other.runs.count > mostRuns
      if isTooLong { runs = [] } else { runs += other.runs }
    }
  }

  /// Runs that are kept of one component.
  private let mostRuns: Int
  /// Components with a pixel in the last row.
  private var open: [Component] = []
  /// Runs of the last row, and which of `open` each belongs to.
  private var last: [(run: PixelRun, place: Int)] = []
  private var row: Int?

  package init(mostRuns: Int = 1 << 20) { self.mostRuns = mostRuns }

  /// - Parameters:
  ///   - row: below all rows so far; rows that are left out are empty.
  ///   - runs: from left to right, none touching another.
  /// - Returns: components that have ended.
  package mutating func add(row: Int, _ runs: [PixelRun]) -> [Component] {
    var ended: [Component] = []
    if let previous = self.row, row != previous + 1 { ended = finish() }
    self.row = row
    var sets = DisjointSets(count: open.count + runs.count)
    var place = 0
    for (index, run) in runs.enumerated() {
      // Runs that end before this one begins touch none of the following either; the last that touches may touch more.
      while place < last.count, last[place].run.end < run.first { place += 1 }
      var other = place
      while other < last.count, last[other].run.first <= run.end {
        sets.join(last[other].place, open.count + index)
        other += 1
      }
    }
    ended += merge(runs, &sets)
    return ended
  }

  /// Brings together what `sets` joined.
  /// - Returns: components without a pixel in the new row.
  private mutating func merge(_ runs: [PixelRun], _ sets: inout DisjointSets) -> [Component] {
    var next: [Component] = []
    var places: [Int: Int] = [:]
    var newLast: [(run: PixelRun, place: Int)] = []
    newLast.reserveCapacity(runs.count)
    for (index, run) in runs.enumerated() {
      let root = sets.root(of: open.count + index)
      if let place = places[root] {
        next[place].join(Component(run), mostRuns: mostRuns)
        newLast.append((run, place))
      } else {
        places[root] = next.count
        newLast.append((run, next.count))
        next.append(Component(run))
      }
    }
    var ended: [Component] = []
    for index in open.indices {
      var component = open[index]
      // So that no copy of its runs is made.
      open[index].runs = []
      guard let place = places[sets.root(of: index)] else {
        component.runs.sort { ($0.row, $0.first) < ($1.row, $1.first) }
        ended.append(component)
        continue
      }
      // The shorter list goes to the end of the longer.
      if component.runs.count > next[place].runs.count { swap(&component, &next[place]) }
      next[place].join(component, mostRuns: mostRuns)
    }
    (open, last) = (next, newLast)
    return ended
  }

  /// Ends all that is open.
  package mutating func finish() -> [Component] {
    row = nil
    var sets = DisjointSets(count: open.count)
    return merge([], &sets)
  }
}
