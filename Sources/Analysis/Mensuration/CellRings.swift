/// The boundary of a set of cells as closed rings of its corners.
enum CellRings {
  struct Corner: Hashable {
    let column: Int
    let row: Int
  }

  /// Rings with the set cells on the right hand (rows down): outer ones have positive area, holes negative. Cells that
  /// touch by a corner alone are parted. Only the corners where a ring turns are kept.
  static func trace(_ flags: [Bool], columns: Int, rows: Int) -> [[Corner]] {
    func isSet(_ column: Int, _ row: Int) -> Bool {
      column >= 0 && row >= 0 && column < columns && row < rows && flags[row * columns + column]
    }
    /// Steps along the boundary by where they begin; 0 right, 1 down, 2 left, 3 up.
    var steps: [Corner: [Int]] = [:]
    for row in 0..<rows {
      for column in 0..<columns where isSet(column, row) {
        if !isSet(column, row - 1) { steps[Corner(column: column, row: row), default: []].append(0) }
        if !isSet(column + 1, row) { steps[Corner(column: column + 1, row: row), default: []].append(1) }
        if !isSet(column, row + 1) { steps[Corner(column: column + 1, row: row + 1), default: []].append(2) }
        if !isSet(column - 1, row) { steps[Corner(column: column, row: row + 1), default: []].append(3) }
      }
    }
    var rings: [[Corner]] = []
    for start in steps.keys.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
      while let first = steps[start]?.first {
        rings.append(ring(from: start, first, &steps))
      }
    }
    return rings
  }

  private static func ring(from start: Corner, _ first: Int, _ steps: inout [Corner: [Int]]) -> [Corner] {
    var (ring, place, direction): ([Corner], Corner, Int) = ([], start, first)
    var last: Int?
    repeat {
      steps[place]?.removeAll { $0 == direction }
      if direction != last { ring.append(place) }
      last = direction
      place = Corner(
        column: place.column + [1, 0, -1, 0][direction], row: place.row + [0, 1, 0, -1][direction])
      guard place != start, let choices = steps[place] else { break }
      // Where two ways lead on, the one to the right keeps to the same cells.
      guard let next = [1, 0, 3].lazy.map({ (direction + $0) % 4 }).first(where: { choices.contains($0) }) else {
        break
      }
      direction = next
    } while true
    // The start is no corner where the ring runs straight through it.
    if last == first, ring.count > 1 { ring.removeFirst() }
    return ring
  }

  /// Signed, in cells.
  static func area(_ ring: [Corner]) -> Int {
    ring.indices.reduce(0) { sum, index in
      let next = ring[(index + 1) % ring.count]
      return sum + ring[index].column * next.row - next.column * ring[index].row
    } / 2
  }

  /// Whether the first corner of one ring lies in another or on it.
  static func lies(_ ring: [Corner], in other: [Corner]) -> Bool {
    guard let corner = ring.first else { return false }
    let (columns, rows) = (other.map(\.column), other.map(\.row))
    return corner.column >= columns.min() ?? 0 && corner.column <= columns.max() ?? 0
      && corner.row >= rows.min() ?? 0 && corner.row <= rows.max() ?? 0
  }
}
