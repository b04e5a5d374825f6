import Rasters

extension AlignmentPlane {
  /// The plane with squares of `factor`² pixels made one: the mean of what is valid in them, valid where at least half
  /// is. What does not fill a whole square at the right and lower border is left out.
  func reduced(by factor: Int) -> AlignmentPlane {
    precondition(factor >= 1, "a plane cannot be reduced by \(factor)")
    guard factor > 1 else { return self }
    let (width, height) = (columns / factor, rows / factor)
    var sums = [Float](repeating: 0, count: width * height)
    var counts = [Int32](repeating: 0, count: width * height)
    // Sums about one value keep the digits of Floats.
    let base = valid.firstIndex(of: true).map { self.samples[$0] } ?? 0
    let source = self.samples.span
    let flags = self.valid.span
    var sumSpan = sums.mutableSpan
    var countSpan = counts.mutableSpan
    for row in 0..<height * factor {
      let target = row / factor * width
      for cell in 0..<width {
        let start = row &* columns &+ cell &* factor
        var (sum, count): (Float, Int32) = (0, 0)
        for index in start..<start &+ factor where flags[index] {
          sum += source[index] - base
          count &+= 1
        }
        sumSpan[target &+ cell] += sum
        countSpan[target &+ cell] &+= count
      }
    }
    let least = Int32((factor * factor + 1) / 2)
    return AlignmentPlane(
      columns: width, rows: height,
      samples: zip(sums, counts).map { $1 > 0 ? $0 / Float($1) + base : 0 }, valid: counts.map { $0 >= least })
  }
}
