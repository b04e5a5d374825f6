import Rasters

/// Square cells of pixels of a stack's grid, and how one scene's window lies in them.
///
/// Cells are counted from the grid's corner, so that those of all scenes lie over each other; at a window's border they
/// hold fewer pixels.
struct CellLattice {
  /// Pixels on a cell's side.
  let factor: Int
  /// Pixels of the grid.
  let window: Window
  /// Cells that hold a pixel of the window.
  let cells: Window

  init(_ window: Window, factor: Int) {
    self.factor = factor
    self.window = window
    func range(_ first: Int, _ count: Int) -> (first: Int, count: Int) {
      let start = first / factor
      return (start, count == 0 ? 0 : (first + count + factor - 1) / factor - start)
    }
    let (columns, rows) = (range(window.column, window.columns), range(window.row, window.rows))
    cells = Window(column: columns.first, row: rows.first, columns: columns.count, rows: rows.count)
  }

  /// The window's rows that lie in a row of cells.
  func rows(_ row: Int) -> Range<Int> {
    let first = (cells.row + row) * factor - window.row
    return max(first, 0)..<min(first + factor, window.rows)
  }

  /// The window's columns that lie in a column of cells.
  func columns(_ column: Int) -> Range<Int> {
    let first = (cells.column + column) * factor - window.column
    return max(first, 0)..<min(first + factor, window.columns)
  }

  /// Of each cell the code that most of its pixels have, the least of those where several do; `absent` counts where no
  /// other is.
  func majority(_ codes: Span<UInt8>, absent: UInt8) -> [UInt8] {
    var result = [UInt8](repeating: absent, count: cells.pixelCount)
    var output = result.mutableSpan
    var counts = [Int](repeating: 0, count: 256)
    var tally = counts.mutableSpan
    for row in 0..<cells.rows {
      let rows = rows(row)
      for column in 0..<cells.columns {
        let columns = columns(column)
        let first = codes[rows.lowerBound * window.columns + columns.lowerBound]
        var isOne = true
        for r in rows {
          for c in columns where codes[r &* window.columns &+ c] != first { isOne = false }
        }
        if isOne {
          output[row &* cells.columns &+ column] = first
          continue
        }
        for r in rows { for c in columns { tally[Int(codes[r &* window.columns &+ c])] += 1 } }
        tally[Int(absent)] = 0
        var best = 0
        for code in 0..<256 {
          if tally[code] > tally[best] { best = code }
        }
        output[row &* cells.columns &+ column] = UInt8(best)
        for code in 0..<256 { tally[code] = 0 }
      }
    }
    return result
  }

  /// Writes what was found out of a cell to those of its pixels that nothing else hides.
  /// - Parameters:
  ///   - found: of each cell.
  ///   - before: of each cell, before anything was found: what is as it was changes no pixel.
  ///   - codes: of the window's pixels.
  func spread(_ found: [UInt8], before: [UInt8], over codes: inout [UInt8]) {
    var output = codes.mutableSpan
    let (found, before) = (found.span, before.span)
    for row in 0..<cells.rows {
      for column in 0..<cells.columns {
        let code = found[row &* cells.columns &+ column]
        guard code != before[row &* cells.columns &+ column] else { continue }
        let columns = columns(column)
        for r in rows(row) {
          let line = r &* window.columns
          for c in columns where output[line &+ c] == MaskCode.seen { output[line &+ c] = code }
        }
      }
    }
  }
}
