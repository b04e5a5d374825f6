import Rasters

/// What comparing a pair may hold at a time.
struct PairBudget {
  let memoryInMiB: Int
  let bandCount: Int

  /// The program, its libraries and caches.
  private static let base = 112
  private static let leastBytes = 64 << 20

  var bytes: Int { max(Self.leastBytes, (memoryInMiB - Self.base) << 20) }

  /// Of the picture to look at, where it is gathered from pieces.
  var lookBytes: Int { bytes / 10 }

  /// - Parameter finer: pixels of the second picture for one of the first, as it is read.
  func bytesPerPixel(finer: Double = 1) -> Int {
    // Both pictures, variates and ground, cues and their steps; of a plane each for as many threads as find work. Where
    // pieces begin moves numbers, so it must not depend on how many there are.
    24 * bandCount + 48 + 12 * (bandCount + 2) + Int(max(0, finer - 1) * Double(4 * bandCount + 6))
  }

  /// Whether a pair can be compared in one piece.
  /// - Parameter source: pixels of the second picture that are read for it.
  func holds(pixels: Int, source: Int) -> Bool {
    pixels * bytesPerPixel(finer: Double(source) / Double(max(pixels, 1))) <= bytes
  }
}

/// A grid parted into pieces, each with a margin of which nothing is kept.
struct PairPieces {
  struct Piece {
    /// What is kept.
    let inner: Window
    /// What is looked at.
    let outer: Window
  }

  /// From the top; those of a row side by side from the left.
  let rows: [[Piece]]

  var count: Int { rows.reduce(0) { $0 + $1.count } }
  /// Of what is kept of the largest.
  let size: (columns: Int, rows: Int)

  /// - Parameters:
  ///   - mostPixels: of a piece with its margin; pieces are not made smaller than a block of the files.
  ///   - margin: pixels on each side; the border of the grid cuts it off. Where memory is too small for it, what fits.
  init(_ grid: Grid, mostPixels: Int, margin: Int) {
    let unit = StreamedPicture.block
    let side = max(Int(Double(mostPixels).squareRoot()), unit + 2)
    let margin = min(margin, (side - unit) / 2)
    func inner(_ length: Int) -> Int { max(unit, (length - 2 * margin) / unit * unit) }
    var width = inner(side)
    var height = width
    // A picture that is not so wide: whole rows, and more of them.
    if grid.columns <= side {
      width = grid.columns
      height = inner(mostPixels / max(grid.columns, 1))
    }
    size = (min(width, grid.columns), min(height, grid.rows))
    func span(_ start: Int, _ length: Int, of whole: Int) -> (start: Int, length: Int) {
      // What is left over at the end reaches back: a null wants as much ground as the others have.
      let full = min(whole, length + 2 * margin)
      let first = min(max(0, start - margin), whole - full)
      return (first, full)
    }
    rows = stride(from: 0, to: grid.rows, by: height).map { row in
      stride(from: 0, to: grid.columns, by: width).map { column in
        let (across, down) = (span(column, width, of: grid.columns), span(row, height, of: grid.rows))
        return Piece(
          inner: Window(
            column: column, row: row, columns: min(width, grid.columns - column), rows: min(height, grid.rows - row)),
          outer: Window(column: across.start, row: down.start, columns: across.length, rows: down.length))
      }
    }
  }
}
