import Alignment
import Kernels
import Rasters

/// A scene's pixels brought onto the stack's grid in one resampling, the fitted shift folded in.
package struct SceneWarp {
  private static let latticeStep = GridLattice.step

  let grid: Grid
  private let latticeColumns: Int
  private let lattice: [PixelPoint]
  /// The part of the grid under the scene's footprint, one pixel wider.
  package let target: Window
  /// The part of the scene that `target` needs, with room for the kernel and for shifts up to `slack` pixels.
  package let needed: Window?
  /// Source pixels per target pixel; ≥ 1 widens the kernel.
  let scale: Double

  /// - Parameter slack: shifts, in source pixels, that the read window leaves room for.
  /// - Throws: `projection` where the scene's CRS cannot be reached from the grid's.
  package init(from source: Grid, onto frame: GridLattice, slack: Int = 16) throws(StackError) {
    grid = frame.grid
    latticeColumns = frame.columns
    lattice = try frame.places(in: source)
    let origin = lattice[0]
    let right = lattice[1]
    let down = lattice[latticeColumns]
    let step = Double(Self.latticeStep)
    let across =
      ((right.column - origin.column) * (right.column - origin.column)
      + (right.row - origin.row) * (right.row - origin.row)).squareRoot() / step
    let along =
      ((down.column - origin.column) * (down.column - origin.column)
      + (down.row - origin.row) * (down.row - origin.row)).squareRoot() / step
    scale = max(1, (across * along).squareRoot())
    target = Self.coveredWindow(lattice, latticeColumns: latticeColumns, source: source, grid: grid)
    needed = Self.neededWindow(
      lattice, latticeColumns: latticeColumns, target: target, source: source, room: Double(slack) + 3 * scale)
  }

  /// As above, for one scene alone.
  package init(from source: Grid, onto grid: Grid, slack: Int = 16) throws(StackError) {
    try self.init(from: source, onto: GridLattice(grid), slack: slack)
  }

  private static func coveredWindow(
    _ lattice: [PixelPoint], latticeColumns: Int, source: Grid, grid: Grid
  ) -> Window {
    // Cells of the lattice that touch the picture: coarse, but only a few rows of absent pixels too many.
    var left = Int.max
    var top = Int.max
    var right = Int.min
    var bottom = Int.min
    for row in 0..<lattice.count / latticeColumns - 1 {
      for column in 0..<latticeColumns - 1 {
        let corners = [0, 1, latticeColumns, latticeColumns + 1].map { lattice[row * latticeColumns + column + $0] }
        let columns = corners.map(\.column)
        let rows = corners.map(\.row)
        guard columns.allSatisfy(\.isFinite), rows.allSatisfy(\.isFinite), columns.reduce(-.infinity, max) > 0,
          columns.reduce(.infinity, min) < Double(source.columns), rows.reduce(-.infinity, max) > 0,
          rows.reduce(.infinity, min) < Double(source.rows)
        else { continue }
        left = min(left, column)
        right = max(right, column)
        top = min(top, row)
        bottom = max(bottom, row)
      }
    }
    guard left <= right else { return Window(column: 0, row: 0, columns: 0, rows: 0) }
    return Window(
      column: left * latticeStep, row: top * latticeStep, columns: (right - left + 1) * latticeStep,
      rows: (bottom - top + 1) * latticeStep
    ).intersection(Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows))
  }

  private static func neededWindow(
    _ lattice: [PixelPoint], latticeColumns: Int, target: Window, source: Grid, room: Double
  ) -> Window? {
    guard !target.isEmpty else { return nil }
    var left = Double.infinity
    var top = Double.infinity
    var right = -Double.infinity
    var bottom = -Double.infinity
    for row in target.row / latticeStep...(target.row + target.rows + latticeStep - 1) / latticeStep {
      for column in target.column / latticeStep...(target.column + target.columns + latticeStep - 1) / latticeStep {
        let point = lattice[row * latticeColumns + column]
        left = min(left, point.column)
        right = max(right, point.column)
        top = min(top, point.row)
        bottom = max(bottom, point.row)
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

  /// Place in the scene of a place on the grid; beyond the lattice its outer cells are continued.
  package func sourcePoint(_ point: PixelPoint) -> PixelPoint {
    let step = Double(Self.latticeStep)
    let cell = Int(min(max(point.column / step, 0), Double(latticeColumns - 2)))
    return edge(cell, row: point.row).towards(edge(cell + 1, row: point.row), point.column / step - Double(cell))
  }

  /// Places in the scene of the pixels of one row of `target`, in straight pieces from one lattice column to the next.
  /// - Parameter shift: added to each pixel's place on the grid.
  func pieces(row: Int, shift: PictureShift) -> [(pixels: Range<Int>, line: PlaceLine)] {
    let step = Double(Self.latticeStep)
    let place = Double(target.row + row) + 0.5 + shift.rows
    let start = Double(target.column) + 0.5 + shift.columns
    var pieces: [(pixels: Range<Int>, line: PlaceLine)] = []
    var first = 0
    while first < target.columns {
      let cell = Int(min(max((start + Double(first)) / step, 0), Double(latticeColumns - 2)))
      // The last cell goes on to the end of the row.
      let end = cell == latticeColumns - 2 ? target.columns : Int((Double(cell + 1) * step - start).rounded(.up))
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

  /// Place in the scene of the lattice's column `cell` on `row` of the grid.
  private func edge(_ cell: Int, row: Double) -> PixelPoint {
    let step = Double(Self.latticeStep)
    let above = Int(min(max(row / step, 0), Double(lattice.count / latticeColumns - 2)))
    let index = above * latticeColumns + cell
    return lattice[index].towards(lattice[index + latticeColumns], row / step - Double(above))
  }
}

extension PixelPoint {
  /// The point at `share` of the way to another one; 1 is the other.
  fileprivate func towards(_ other: PixelPoint, _ share: Double) -> PixelPoint {
    PixelPoint(column: column + (other.column - column) * share, row: row + (other.row - row) * share)
  }
}
