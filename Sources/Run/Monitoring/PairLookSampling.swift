import Rasters

/// A picture to look at, gathered from the pieces of a pair that is too large to be held: the middle pixel of each block,
/// and whether any of the block changed.
struct PairLookSampling {
  /// Pixels of the longer side.
  private static let mostSide = 2_000
  /// What one pixel of it takes, the pictures that are made of it included.
  private static let bytesPerPixel = 64

  private let step: Int
  private let columns: Int
  private let rows: Int
  /// The bands of the file that are shown.
  private let bands: [Int]
  private var before: Plane
  private var after: Plane
  private var changed: [Bool]

  private struct Plane {
    var samples: [Float]
    var flags: [Bool]
  }

  /// - Parameter bytes: what it may take.
  init(_ grid: Grid, bandCount: Int, bytes: Int) {
    let side = max(64, min(Self.mostSide, Int(Double(bytes / Self.bytesPerPixel).squareRoot())))
    step = max(1, (max(grid.columns, grid.rows) + side - 1) / side)
    columns = (grid.columns + step - 1) / step
    rows = (grid.rows + step - 1) / step
    bands = bandCount >= 3 ? Stretch.bands(of: bandCount) : [0]
    before = Plane(
      samples: Array(repeating: 0, count: columns * rows * bands.count),
      flags: Array(repeating: false, count: columns * rows))
    after = before
    changed = before.flags
  }

  /// - Parameters:
  ///   - inner: the part of `piece` that counts.
  ///   - first: the pixels of `piece`, before; `second` after.
  ///   - marks: of the pixels of `inner`, whether they changed.
  mutating func add(_ inner: Window, of piece: Window, _ first: Raster, _ second: Raster, changed marks: [Bool]) {
    for row in (inner.row + step - 1 - step / 2) / step..<rows {
      let down = row * step + step / 2
      guard down < inner.row + inner.rows else { break }
      for column in (inner.column + step - 1 - step / 2) / step..<columns {
        let right = column * step + step / 2
        guard right < inner.column + inner.columns else { break }
        let (target, source) = (
          row * columns + column, (down - piece.row) * piece.columns + right - piece.column
        )
        for (index, band) in bands.enumerated() {
          before.samples[index * columns * rows + target] = first.samples[band * piece.pixelCount + source]
          after.samples[index * columns * rows + target] = second.samples[band * piece.pixelCount + source]
        }
        before.flags[target] = first.validity.flags[source]
        after.flags[target] = second.validity.flags[source]
      }
    }
    for (pixel, isChanged) in marks.enumerated() where isChanged {
      let (row, column) = (inner.row + pixel / inner.columns, inner.column + pixel % inner.columns)
      changed[row / step * columns + column / step] = true
    }
  }

  var look: PairLook { PairLook(before: raster(before), after: raster(after), changed: changed) }

  private func raster(_ plane: Plane) -> Raster {
    Raster(
      columns: columns, rows: rows, bandCount: bands.count, samples: plane.samples,
      validity: Mask(columns: columns, rows: rows, flags: plane.flags))
  }
}
