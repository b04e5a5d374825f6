import Rasters

/// Which parts of the fine grid's cells some polygons cover: 4 × 4 samples a cell, so that a union counts no part
/// twice.
struct Coverage: Sendable {
  static let samplesPerSide = 4

  /// First cell of the box, and its shape.
  let column: Int
  let row: Int
  let columns: Int
  let rows: Int
  private var bits: [UInt16]

  /// Coverage by the union of `rings`, which may be any simple polygons, in pixels; cut at the grid's edge.
  init(of rings: [[PixelPoint]], on grid: FineGrid) {
    let points = rings.flatMap { $0 }
    let across = points.map { FineGrid.cell($0.column) }
    let down = points.map { FineGrid.cell($0.row) }
    let left = max(0, Int((across.min() ?? 0).rounded(.down)))
    let top = max(0, Int((down.min() ?? 0).rounded(.down)))
    column = left
    row = top
    columns = max(0, min(grid.columns, Int((across.max() ?? 0).rounded(.up))) - left)
    rows = max(0, min(grid.rows, Int((down.max() ?? 0).rounded(.up))) - top)
    bits = Array(repeating: 0, count: columns * rows)
    guard columns > 0, rows > 0 else { return }
    for ring in rings { fill(ring) }
  }

  /// Covered part of the cell at `index` of the box, row-major, 0–1.
  func fraction(_ index: Int) -> Float { Float(bits[index].nonzeroBitCount) * 0.0625 }

  /// Index in the grid and covered part of every cell that is touched, row by row.
  func cells(on grid: FineGrid) -> [(index: Int, fraction: Float)] {
    var cells: [(index: Int, fraction: Float)] = []
    for line in 0..<rows {
      let start = (row + line) * grid.columns + column
      for place in 0..<columns where bits[line * columns + place] != 0 {
        cells.append((start + place, fraction(line * columns + place)))
      }
    }
    return cells
  }

  private mutating func fill(_ ring: [PixelPoint]) {
    let side = Double(Coverage.samplesPerSide)
    // Corners in samples of the box.
    let corners = ring.map { point in
      (
        column: (FineGrid.cell(point.column) - Double(column)) * side,
        row: (FineGrid.cell(point.row) - Double(row)) * side
      )
    }
    var crossings: [Double] = []
    for line in 0..<(rows * Coverage.samplesPerSide) {
      let level = Double(line) + 0.5
      crossings.removeAll(keepingCapacity: true)
      for (index, start) in corners.enumerated() {
        let end = corners[(index + 1) % corners.count]
        guard (start.row <= level) != (end.row <= level) else { continue }
        crossings.append(start.column + (level - start.row) / (end.row - start.row) * (end.column - start.column))
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        fillLine(line, from: crossings[pair], to: crossings[pair + 1])
      }
    }
  }

  /// Sets the samples of one line whose centres lie between two crossings.
  private mutating func fillLine(_ line: Int, from start: Double, to end: Double) {
    let side = Coverage.samplesPerSide
    let limit = columns * side
    let first = min(limit, max(0, Int((start - 0.5).rounded(.up))))
    let last = min(limit, max(0, Int((end - 0.5).rounded(.up))))
    let base = line / side * columns
    let shift = line % side * side
    for sample in first..<max(first, last) {
      bits[base + sample / side] |= 1 << UInt16(shift + sample % side)
    }
  }
}
