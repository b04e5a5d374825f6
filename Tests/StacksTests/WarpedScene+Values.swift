import Rasters
import Stacks

extension WarpedScene {
  /// One pixel as a reader of the cache sees it: `nil` where nothing was measured.
  func value(band: Int = 0, column: Int, row: Int) -> Float? {
    let index = (row - window.row) * window.columns + column - window.column
    return withPlanes { numbers, status in
      status[index] == Status.absent ? nil : offset + scale * Float(numbers[band * window.pixelCount + index])
    }
  }

  func status(column: Int, row: Int) -> UInt8 {
    withPlanes { _, status in status[(row - window.row) * window.columns + column - window.column] }
  }

  /// All numbers and all status bytes.
  var planes: (numbers: [UInt16], status: [UInt8]) {
    withPlanes { numbers, status in
      (numbers.indices.map { numbers[$0] }, status.indices.map { status[$0] })
    }
  }
}
