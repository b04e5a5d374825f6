import Alignment
import Kernels
import Rasters

/// Where places of the grid lie in a scene, at regularly spaced nodes and bilinear between them.
struct PlaceLattice {
  /// Pixels of the grid from node to node.
  let step: Int
  /// Nodes a row.
  let columns: Int
  /// Places in the scene, row by row; the first node is the grid's corner.
  let nodes: [PixelPoint]
  /// Added to each place on the grid before the lattice is asked: a translation needs no nodes of its own.
  var offset = PictureShift.none

  var rows: Int { nodes.count / columns }

  /// Place in the scene of a place on the grid; beyond the lattice its outer cells are continued.
  func place(_ point: PixelPoint) -> PixelPoint {
    let (row, across) = (point.row + offset.rows, (point.column + offset.columns) / Double(step))
    let cell = Int(min(max(across, 0), Double(columns - 2)))
    return edge(cell, row: row).towards(edge(cell + 1, row: row), across - Double(cell))
  }

  /// Places in the scene of the pixels of one row of `target`, in straight pieces from one lattice column to the next.
  /// - Parameter row: row of the grid.
  func pieces(row: Int, of target: Window) -> [(pixels: Range<Int>, line: PlaceLine)] {
    let step = Double(step)
    let place = Double(row) + 0.5 + offset.rows
    let start = Double(target.column) + 0.5 + offset.columns
    var pieces: [(pixels: Range<Int>, line: PlaceLine)] = []
    var first = 0
    while first < target.columns {
      let cell = Int(min(max((start + Double(first)) / step, 0), Double(columns - 2)))
      // The last cell goes on to the end of the row.
      let end = cell == columns - 2 ? target.columns : Int((Double(cell + 1) * step - start).rounded(.up))
      let next = min(max(end, first + 1), target.columns)
      let (left, right) = (edge(cell, row: place), edge(cell + 1, row: place))
      let from = left.towards(right, (start + Double(first)) / step - Double(cell))
      pieces.append(
        (
          first..<next,
          PlaceLine(
            column: from.column, row: from.row, columnStep: (right.column - left.column) / step,
            rowStep: (right.row - left.row) / step)
        ))
      first = next
    }
    return pieces
  }

  /// Place in the scene of the lattice's column `cell` on `row` of the grid, `offset` already added.
  private func edge(_ cell: Int, row: Double) -> PixelPoint {
    let step = Double(step)
    let above = Int(min(max(row / step, 0), Double(rows - 2)))
    let index = above * columns + cell
    return nodes[index].towards(nodes[index + columns], row / step - Double(above))
  }
}

// MARK: - Alignment

extension PlaceLattice {
  /// The lattice with `transform` folded in: where the scene shows what the reference shows at a place of the grid.
  ///
  /// A translation moves the places that are asked for, so that nothing is interpolated anew. An affine part is straight
  /// between nodes as they are. A field bends at its own nodes: there the lattice is made so much denser that it departs
  /// from the field by under 1/32 of the bend, the second difference of the field's nodes.
  func folding(_ transform: PictureTransform, grid: Grid) -> PlaceLattice {
    if transform.kind == .translation {
      var moved = self
      moved.offset = PictureShift(
        rows: offset.rows + transform.shift.rows, columns: offset.columns + transform.shift.columns)
      return moved
    }
    let step = transform.field.map { min(self.step, max(Self.finest, Int($0.step / 8))) } ?? self.step
    let (across, down) = (grid.columns / step + 2, grid.rows / step + 2)
    var nodes: [PixelPoint] = []
    nodes.reserveCapacity(across * down)
    for row in 0..<down {
      for column in 0..<across {
        nodes.append(
          place(transform.moved(PixelPoint(column: Double(column * step), row: Double(row * step)))))
      }
    }
    return PlaceLattice(step: step, columns: across, nodes: nodes)
  }

  /// Least pixels from node to node: fields bend over many pixels.
  private static let finest = 4
}

// MARK: - Extent

extension PlaceLattice {
  /// The part of `grid` under the scene's footprint, to whole cells of the lattice: a few rows of absent pixels too
  /// many.
  func covered(by source: Grid, on grid: Grid) -> Window {
    var (left, top, right, bottom) = (Int.max, Int.max, Int.min, Int.min)
    let moved = corners()
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let first = row * columns + column
        guard isTouching(moved[first], moved[first + 1], moved[first + columns], moved[first + columns + 1], source)
        else { continue }
        (left, right) = (min(left, column), max(right, column))
        (top, bottom) = (min(top, row), max(bottom, row))
      }
    }
    guard left <= right else { return Window(column: 0, row: 0, columns: 0, rows: 0) }
    return Window(
      column: left * step, row: top * step, columns: (right - left + 1) * step, rows: (bottom - top + 1) * step
    ).intersection(Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows))
  }

  private func isTouching(
    _ a: PixelPoint, _ b: PixelPoint, _ c: PixelPoint, _ d: PixelPoint, _ source: Grid
  ) -> Bool {
    func isFinite(_ point: PixelPoint) -> Bool { point.column.isFinite && point.row.isFinite }
    return isFinite(a) && isFinite(b) && isFinite(c) && isFinite(d) && max(a.column, b.column, c.column, d.column) > 0
      && min(a.column, b.column, c.column, d.column) < Double(source.columns)
      && max(a.row, b.row, c.row, d.row) > 0 && min(a.row, b.row, c.row, d.row) < Double(source.rows)
  }

  /// The part of `source` under `target`, wider by `room` pixels on each side; `nil` where that is nothing.
  func needed(for target: Window, of source: Grid, room: Double) -> Window? {
    guard !target.isEmpty else { return nil }
    var (left, top, right, bottom) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    let moved = corners()
    for row in target.row / step...(target.row + target.rows + step - 1) / step {
      for column in target.column / step...(target.column + target.columns + step - 1) / step {
        let point = moved[row * columns + column]
        (left, right) = (min(left, point.column), max(right, point.column))
        (top, bottom) = (min(top, point.row), max(bottom, point.row))
      }
    }
    guard left.isFinite, right.isFinite, top.isFinite, bottom.isFinite else { return nil }
    let whole = Window(column: 0, row: 0, columns: source.columns, rows: source.rows)
    func clamp(_ value: Double) -> Int { Int(min(max(value, -1e6), 1e9)) }
    let window = Window(
      column: clamp((left - room).rounded(.down)), row: clamp((top - room).rounded(.down)),
      columns: clamp((right - left + 2 * room).rounded(.up)) + 1,
      rows: clamp((bottom - top + 2 * room).rounded(.up)) + 1
    ).intersection(whole)
    return window.isEmpty ? nil : window
  }

  /// Places in the scene of the cells' corners: the nodes, moved by `offset`.
  private func corners() -> [PixelPoint] {
    guard offset != .none else { return nodes }
    return nodes.indices.map { index in
      place(PixelPoint(column: Double(index % columns * step), row: Double(index / columns * step)))
    }
  }
}

extension PixelPoint {
  /// The point at `share` of the way to another one; 1 is the other.
  fileprivate func towards(_ other: PixelPoint, _ share: Double) -> PixelPoint {
    PixelPoint(column: column + (other.column - column) * share, row: row + (other.row - row) * share)
  }
}
