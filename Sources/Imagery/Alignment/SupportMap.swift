import Rasters

/// Where both pictures show ground but no tie point agrees.
enum SupportMap {
  /// Rectangles of the lattice's squares that hold no passing tie point, nor any of the eight around them.
  /// - Parameter laid: whether the moving picture shows ground at a place of the reference.
  static func unsupported(
    _ lattice: TiePointLattice, agreeing: [PixelPoint], columns: Int, rows: Int, isShown: (PixelPoint) -> Bool
  ) -> [Window] {
    let lines = (Set(lattice.places.map(\.row)).sorted(), Set(lattice.places.map(\.column)).sorted())
    let (down, across) = (lines.0.count, lines.1.count)
    guard down > 0, across > 0 else { return [] }
    var isFree = [Bool](repeating: false, count: down * across)
    for (index, place) in lattice.places.enumerated() {
      let near = agreeing.contains {
        max(abs($0.row - place.row), abs($0.column - place.column)) < 1.5 * lattice.step
      }
      isFree[index] = !near && isShown(place)
    }
    var windows: [Window] = []
    for row in 0..<down {
      for column in 0..<across where isFree[row * across + column] {
        var right = column + 1
        while right < across, isFree[row * across + right] { right += 1 }
        var below = row + 1
        while below < down, (column..<right).allSatisfy({ isFree[below * across + $0] }) { below += 1 }
        for r in row..<below {
          for c in column..<right { isFree[r * across + c] = false }
        }
        let (top, left) = (lines.0[row] - lattice.step / 2, lines.1[column] - lattice.step / 2)
        let (bottom, end) = (lines.0[below - 1] + lattice.step / 2, lines.1[right - 1] + lattice.step / 2)
        let window = Window(
          column: Int(left), row: Int(top), columns: Int(end) - Int(left), rows: Int(bottom) - Int(top))
        windows.append(window)
      }
    }
    return windows
  }
}
