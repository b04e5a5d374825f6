import Rasters

extension WarpedScene {
  /// Rows of cells between which the file's pages are let go of.
  private static let rowsAtOnce = 16

  /// The scene in the cells of `lattice`: of each the mean of those of its pixels that were measured, to a step of the
  /// numbers, and the status that most of these have.
  func reduced(to lattice: CellLattice) -> WarpedScene {
    defer { releasePages() }
    let cells = lattice.cells
    var numbers = [UInt16](repeating: 0, count: cells.pixelCount * bandCount)
    var output = numbers.mutableSpan
    let status = withPlanes { pixels, status in
      let reduced = lattice.majority(status, absent: Status.absent)
      // Where all of a row's pixels are there, as most often, none is asked.
      let isWhole = (0..<cells.rows).map { row in
        lattice.rows(row).allSatisfy { line in
          for pixel in line * window.columns..<(line + 1) * window.columns where status[pixel] == Status.absent {
            return false
          }
          return true
        }
      }
      for band in 0..<bandCount {
        for row in 0..<cells.rows {
          if row % Self.rowsAtOnce == 0 { releasePages() }
          let (plane, target) = (band * window.pixelCount, band * cells.pixelCount + row * cells.columns)
          let rows = lattice.rows(row)
          for column in 0..<cells.columns {
            let columns = lattice.columns(column)
            var (sum, count): (UInt32, UInt32) = (0, 0)
            for line in rows {
              let start = line &* window.columns
              for pixel in start &+ columns.lowerBound..<start &+ columns.upperBound
              where isWhole[row] || status[pixel] != Status.absent {
                sum = sum &+ UInt32(UInt16(littleEndian: pixels[plane &+ pixel]))
                count = count &+ 1
              }
            }
            if count > 0 { output[target &+ column] = UInt16((sum &+ count / 2) / count).littleEndian }
          }
        }
      }
      return reduced
    }
    return WarpedScene(
      window: cells, bandCount: bandCount, offset: offset, scale: scale, numbers: numbers, status: status)
  }

  /// A scene in memory of numbers that were made before.
  private init(window: Window, bandCount: Int, offset: Float, scale: Float, numbers: [UInt16], status: [UInt8]) {
    var data = Self.header(window, bandCount, offset, scale)
    let start = data.count
    unsafe numbers.withUnsafeBytes { unsafe data.append(contentsOf: $0) }
    data.append(contentsOf: status)
    self.init(window: window, bandCount: bandCount, offset: offset, scale: scale, storage: data, start: start)
  }
}
