import Rasters

/// Before, after, and after with the changed pixels in magenta, side by side: `look.png` of `detect A B`.
struct PairLook {
  let before: Raster
  let after: Raster
  let changed: [Bool]

  /// - Throws: `RasterError.writeFailed`.
  func png() throws(RasterError) -> [UInt8] {
    try PNGPicture.encode(columns: before.columns * 3 + 16, rows: before.rows, rgb: rgb())
  }

  private func rgb() -> [UInt8] {
    let columns = before.columns
    let blank = [UInt8](repeating: 255, count: columns * before.rows * 3)
    let first = Stretch(before)?.bytes(before, enlarged: 1) ?? blank
    let second = Stretch(after)?.bytes(after, enlarged: 1) ?? blank
    var marked = second
    for pixel in changed.indices where changed[pixel] {
      marked[pixel * 3] = 255
      marked[pixel * 3 + 1] /= 3
      marked[pixel * 3 + 2] = 200
    }
    let gap = [UInt8](repeating: 255, count: 8 * 3)
    return (0..<before.rows).flatMap { row -> [UInt8] in
      let range = row * columns * 3..<(row + 1) * columns * 3
      return first[range] + gap + second[range] + gap + marked[range]
    }
  }
}
