import Rasters

extension Raster {
  /// Means of the valid pixels of blocks of `factor` × `factor`; absent where a block has none. Blocks at the right and
  /// the lower edge may be smaller.
  func reduced(by factor: Int) -> Raster {
    guard factor > 1 else { return self }
    let (width, height) = ((columns + factor - 1) / factor, (rows + factor - 1) / factor)
    var counts = [Float](repeating: 0, count: width * height)
    var sums = [Float](repeating: 0, count: width * height * bandCount)
    for row in 0..<rows {
      for column in 0..<columns where validity.flags[row * columns + column] {
        let target = row / factor * width + column / factor
        counts[target] += 1
        for band in 0..<bandCount {
          sums[band * width * height + target] += samples[band * columns * rows + row * columns + column]
        }
      }
    }
    for index in sums.indices { sums[index] /= max(counts[index % counts.count], 1) }
    return Raster(
      columns: width, rows: height, bandCount: bandCount, samples: sums,
      validity: Mask(columns: width, rows: height, flags: counts.map { $0 > 0 }))
  }
}
