import Rasters

/// One plane of a picture on the stack's grid, as alignment sees it.
package struct AlignmentPlane: Sendable {
  package let columns: Int
  package let rows: Int
  package let samples: [Float]
  package let valid: [Bool]

  package init(columns: Int, rows: Int, samples: [Float], valid: [Bool]) {
    precondition(
      samples.count == columns * rows && valid.count == samples.count, "plane does not fill \(columns) × \(rows)")
    self.columns = columns
    self.rows = rows
    self.samples = samples
    self.valid = valid
  }

  /// The smallest rectangle around all valid pixels.
  var covered: Window {
    var (left, right, top, bottom) = (columns, -1, rows, -1)
    for row in 0..<rows {
      for column in 0..<columns where valid[row * columns + column] {
        left = min(left, column)
        right = max(right, column)
        top = min(top, row)
        bottom = row
      }
    }
    return Window(column: left, row: top, columns: max(0, right - left + 1), rows: max(0, bottom - top + 1))
  }

  func cropped(to window: Window) -> AlignmentPlane {
    var samples: [Float] = []
    var valid: [Bool] = []
    samples.reserveCapacity(window.pixelCount)
    valid.reserveCapacity(window.pixelCount)
    for row in window.row..<window.row + window.rows {
      let start = row * columns + window.column
      samples += self.samples[start..<start + window.columns]
      valid += self.valid[start..<start + window.columns]
    }
    return AlignmentPlane(columns: window.columns, rows: window.rows, samples: samples, valid: valid)
  }
}
