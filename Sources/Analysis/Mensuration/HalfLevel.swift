import Rasters

/// Lines of half height around what stands above it, by marching squares with linear interpolation.
package enum HalfLevel {
  /// Closed rings in pixels of the plane (0, 0 its outer corner). Beyond the border the plane counts as 0.
  package static func rings(_ field: [Float], columns: Int, rows: Int) -> [[PixelPoint]] {
    func value(_ column: Int, _ row: Int) -> Double {
      column >= 0 && row >= 0 && column < columns && row < rows ? Double(field[row * columns + column]) : 0
    }
    // A crossing is named by the lattice edge it lies on: 2 · node for the edge to the right, + 1 for the edge down.
    let stride = columns + 2
    func node(_ column: Int, _ row: Int) -> Int { (row + 1) * stride + column + 1 }
    var next: [Int: Int] = [:]
    var places: [Int: PixelPoint] = [:]
    func crossing(_ c0: Int, _ r0: Int, _ c1: Int, _ r1: Int) -> Int {
      let a = value(c0, r0)
      let t = (0.5 - a) / (value(c1, r1) - a)
      let key = 2 * node(c0, r0) + (r1 > r0 ? 1 : 0)
      places[key] = PixelPoint(
        column: Double(c0) + 0.5 + t * Double(c1 - c0), row: Double(r0) + 0.5 + t * Double(r1 - r0))
      return key
    }
    for row in -1..<rows {
      for column in -1..<columns {
        let corners = [value(column, row), value(column + 1, row), value(column + 1, row + 1), value(column, row + 1)]
          .map { $0 > 0.5 }
        if corners.allSatisfy({ $0 }) || !corners.contains(true) { continue }
        let top = corners[0] != corners[1] ? crossing(column, row, column + 1, row) : nil
        let right = corners[1] != corners[2] ? crossing(column + 1, row, column + 1, row + 1) : nil
        let bottom = corners[3] != corners[2] ? crossing(column, row + 1, column + 1, row + 1) : nil
        let left = corners[0] != corners[3] ? crossing(column, row, column, row + 1) : nil
        // The high side stays on the right hand of the walk, so rings of things turn one way and holes the other.
        let edges = [top, right, bottom, left]
        let starts = (0..<4).filter { edges[$0] != nil && corners[$0] && !corners[($0 + 1) % 4] }
        for start in starts {
          // Walk backwards over high corners to the edge where the high run began.
          var begin = start
          while corners[begin] && corners[(begin + 3) % 4] && begin != (start + 1) % 4 { begin = (begin + 3) % 4 }
          if let from = edges[start], let to = edges[(begin + 3) % 4] { next[from] = to }
        }
      }
    }
    return closed(next, places)
  }

  private static func closed(_ next: [Int: Int], _ places: [Int: PixelPoint]) -> [[PixelPoint]] {
    var used: Set<Int> = []
    var rings: [[PixelPoint]] = []
    for start in next.keys.sorted() where !used.contains(start) {
      var ring: [PixelPoint] = []
      var key = start
      while !used.contains(key), let place = places[key], let following = next[key] {
        used.insert(key)
        ring.append(place)
        key = following
      }
      if ring.count >= 3 { rings.append(ring) }
    }
    return rings
  }
}
