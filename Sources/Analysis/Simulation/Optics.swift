import Foundation

/// From the fine grid to the scene's pixels: Gaussian optics, then the box of a pixel at the place where the scene's
/// geometry puts it. Nothing is resampled twice.
struct Optics {
  let scene: SimulatedScene
  let grid: FineGrid

  func image(_ cells: [Spectrum], columns: Int, rows: Int) -> [Spectrum] {
    let blurred = blur(cells)
    var picture = [Spectrum](repeating: Spectrum(), count: columns * rows)
    let turn = scene.rotation.magnitude
    let scale = 1 / (1 + scene.enlargement)
    // Content at p lies in the scene at centre + shift + (1 + e) R (p − centre); this is the way back.
    let (cosine, sine) = (cos(turn) * scale, sin(turn) * scale)
    let middleColumn = Double(columns) / 2
    let middleRow = Double(rows) / 2
    for row in 0..<rows {
      let down = Double(row) + 0.5 - middleRow - scene.shiftInRows
      for column in 0..<columns {
        let right = Double(column) + 0.5 - middleColumn - scene.shiftInColumns
        picture[row * columns + column] = box(
          blurred, FineGrid.cell(middleColumn + cosine * right + sine * down),
          FineGrid.cell(middleRow + cosine * down - sine * right))
      }
    }
    return picture
  }

  /// Mean over the pixel, two cells wide, whose centre lies at a cell coordinate.
  @inline(__always)
  private func box(_ cells: [Spectrum], _ column: Double, _ row: Double) -> Spectrum {
    let left = (column - 1).rounded(.down)
    let top = (row - 1).rounded(.down)
    let across = Float(column - 1 - left)
    let down = Float(row - 1 - top)
    let start = min(max(0, Int(top)), grid.rows - 3) * grid.columns + min(max(0, Int(left)), grid.columns - 3)
    func line(_ first: Int) -> Spectrum {
      cells[first] * (1 - across) + cells[first + 1] + cells[first + 2] * across
    }
    let sum = line(start) * (1 - down) + line(start + grid.columns) + line(start + 2 * grid.columns) * down
    return sum * 0.25
  }

  private func blur(_ cells: [Spectrum]) -> [Spectrum] {
    let sigma = scene.opticsSigmaInPixels * Double(FineGrid.cellsPerPixel)
    let radius = Int((3 * sigma).rounded(.up))
    let raw = (0...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = raw[0] + 2 * raw.dropFirst().reduce(0, +)
    let taps = raw.map { Float($0 / sum) }
    return blurRows(blurColumns(cells, taps), taps)
  }

  /// Along the rows. Cells nearer to the edge than the taps reach stay as they are: the border is never looked at.
  private func blurColumns(_ cells: [Spectrum], _ taps: [Float]) -> [Spectrum] {
    var result = cells
    let radius = taps.count - 1
    for row in 0..<grid.rows {
      let start = row * grid.columns
      for index in (start + radius)..<(start + grid.columns - radius) {
        var sum = cells[index] * taps[0]
        for tap in 1...radius { sum += (cells[index - tap] + cells[index + tap]) * taps[tap] }
        result[index] = sum
      }
    }
    return result
  }

  private func blurRows(_ cells: [Spectrum], _ taps: [Float]) -> [Spectrum] {
    var result = cells
    let radius = taps.count - 1
    let columns = grid.columns
    for index in (radius * columns)..<((grid.rows - radius) * columns) {
      var sum = cells[index] * taps[0]
      for tap in 1...radius { sum += (cells[index - tap * columns] + cells[index + tap * columns]) * taps[tap] }
      result[index] = sum
    }
    return result
  }
}
