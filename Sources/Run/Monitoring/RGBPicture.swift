/// Interleaved RGB of 8 bits each.
struct RGBPicture {
  let bytes: [UInt8]
  let columns: Int
  var rows: Int { bytes.count / 3 / columns }

  init(_ bytes: [UInt8], columns: Int) {
    precondition(columns > 0 && bytes.count % (3 * columns) == 0, "\(bytes.count) bytes in \(columns) columns")
    self.bytes = bytes
    self.columns = columns
  }

  /// Means of blocks of `step` × `step`; those at the right and lower edge may be smaller.
  func reduced(by step: Int) -> RGBPicture {
    guard step > 1 else { return self }
    let (width, height) = ((columns + step - 1) / step, (rows + step - 1) / step)
    var sums = [Int](repeating: 0, count: width * height * 3)
    var counts = [Int](repeating: 0, count: width * height)
    for row in 0..<rows {
      for column in 0..<columns {
        let target = row / step * width + column / step
        counts[target] += 1
        for channel in 0..<3 { sums[target * 3 + channel] += Int(bytes[(row * columns + column) * 3 + channel]) }
      }
    }
    return RGBPicture(sums.indices.map { UInt8(sums[$0] / max(1, counts[$0 / 3])) }, columns: width)
  }
}
