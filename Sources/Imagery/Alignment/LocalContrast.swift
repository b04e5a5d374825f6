/// What alignment compares: by how much each pixel differs from its surroundings, squashed to −1 … 1.
///
/// Light, haze and gain drop out, the bright rim of a cloud weighs no more than the edge of a roof, and the inside of a
/// cloud, being smooth, hardly anything.
struct LocalContrast: Sendable {
  let columns: Int
  let rows: Int
  /// 0 where a pixel is not valid.
  let samples: [Float]
  let valid: [Bool]

  /// Means over squares of so many pixels to each side: what counts as the pixel and as its surroundings.
  private static let detail = 1
  private static let surroundings = 8
  /// Every so many pixels are looked at for the scale of the squashing: enough for a quantile.
  private static let scaleStep = 31
  /// Share of the pixels with less contrast than the scale: with most of a picture under cloud, the ground still stands
  /// above the cloud's own texture.
  private static let scaleShare = 0.8

  init(_ plane: AlignmentPlane) {
    columns = plane.columns
    rows = plane.rows
    valid = plane.valid
    let weights = plane.valid.map { $0 ? Float(1) : 0 }
    let values = Self.centred(plane)
    var near = Self.boxMean(values, weights, columns: columns, rows: rows, radius: Self.detail)
    let around = Self.boxMean(values, weights, columns: columns, rows: rows, radius: Self.surroundings)
    for pixel in near.indices { near[pixel] = (near[pixel] - around[pixel]) * weights[pixel] }
    samples = Self.squashed(near, valid: plane.valid)
  }

  /// Values about their mean, so that sums of Floats keep their digits; 0 where not valid, whatever stood there.
  private static func centred(_ plane: AlignmentPlane) -> [Float] {
    var sum = 0.0
    var count = 0
    for pixel in plane.samples.indices where plane.valid[pixel] {
      sum += Double(plane.samples[pixel])
      count += 1
    }
    let mean = count > 0 ? Float(sum / Double(count)) : 0
    return plane.samples.indices.map { plane.valid[$0] ? plane.samples[$0] - mean : 0 }
  }

  private static func squashed(_ contrasts: [Float], valid: [Bool]) -> [Float] {
    let sizes = stride(from: 0, to: contrasts.count, by: scaleStep).filter { valid[$0] }.map { abs(contrasts[$0]) }
      .sorted()
    guard !sizes.isEmpty, case let scale = sizes[Int(scaleShare * Double(sizes.count))], scale > 0 else {
      return [Float](repeating: 0, count: contrasts.count)
    }
    return contrasts.map { $0 / (abs($0) + scale) }
  }

  private static func boxMean(
    _ values: [Float], _ weights: [Float], columns: Int, rows: Int, radius: Int
  ) -> [Float] {
    var sums = boxSum(values, columns: columns, rows: rows, radius: radius)
    let counts = boxSum(weights, columns: columns, rows: rows, radius: radius)
    for pixel in sums.indices { sums[pixel] /= max(counts[pixel], 1) }
    return sums
  }

  /// Sums over squares cut at the border; running sums, down all columns at once and then along each row.
  private static func boxSum(_ plane: [Float], columns: Int, rows: Int, radius: Int) -> [Float] {
    guard columns > 0 else { return plane }
    let down = sumsDown(plane, columns: columns, rows: rows, radius: radius)
    var result = [Float](repeating: 0, count: plane.count)
    let source = down.span
    var target = result.mutableSpan
    for start in stride(from: 0, to: plane.count, by: columns) {
      var sum: Float = 0
      for column in 0..<min(radius, columns) { sum += source[start &+ column] }
      for column in 0..<columns {
        if column &+ radius < columns { sum += source[start &+ column &+ radius] }
        if column > radius { sum -= source[start &+ column &- radius &- 1] }
        target[start &+ column] = sum
      }
    }
    return result
  }

  private static func sumsDown(_ plane: [Float], columns: Int, rows: Int, radius: Int) -> [Float] {
    var result = [Float](repeating: 0, count: plane.count)
    var sums = [Float](repeating: 0, count: columns)
    let source = plane.span
    var target = result.mutableSpan
    var running = sums.mutableSpan
    for row in 0..<min(radius, rows) {
      for column in 0..<columns { running[column] += source[row &* columns &+ column] }
    }
    for row in 0..<rows {
      if row + radius < rows {
        for column in 0..<columns { running[column] += source[(row &+ radius) &* columns &+ column] }
      }
      if row > radius {
        for column in 0..<columns { running[column] -= source[(row &- radius &- 1) &* columns &+ column] }
      }
      for column in 0..<columns { target[row &* columns &+ column] = running[column] }
    }
    return result
  }

  /// Correlation, 0 … 1, of two square pictures about each pixel; anything negative is 0. It falls to 0 towards the
  /// border of what both show, where the surroundings of a pixel are not the same in both.
  static func agreement(_ first: [Float], _ second: [Float], side: Int, radius: Int) -> [Float] {
    func sum(_ values: [Float]) -> [Float] { boxSum(values, columns: side, rows: side, radius: radius) }
    let product = zip(first, second).map { $0 * $1 }
    let common = sum(product)
    let own = sum(first.map { $0 * $0 })
    let other = sum(second.map { $0 * $0 })
    let known = sum(product.map { $0 == 0 ? 0 : 1 })
    let all = Float((2 * radius + 1) * (2 * radius + 1))
    return common.indices.map { pixel in
      // Contrasts are about a half: one pixel's worth keeps empty ground from dividing by nothing.
      let correlation = max(0, common[pixel]) / (max(0, own[pixel] * other[pixel]) + 1).squareRoot()
      return correlation * max(0, 2 * known[pixel] / all - 1)
    }
  }

  // MARK: - Reading

  /// Most of a tile that may lie on pixels that are not valid: they hold 0 and say nothing.
  private static let mostInvalidShare = 0.4

  /// Samples of a tile; `nil` where too much of it is not valid, or any outside.
  /// - Parameter offset: added to every pixel's place; between pixels the samples are bilinear.
  func tile(column: Int, row: Int, size: Int, offset: PictureShift = .none) -> [Float]? {
    let (left, top) = (column + Int(offset.columns.rounded(.down)), row + Int(offset.rows.rounded(.down)))
    let u = Float(offset.columns - offset.columns.rounded(.down))
    let v = Float(offset.rows - offset.rows.rounded(.down))
    let right = u > 0 ? 1 : 0
    let below = v > 0 ? columns : 0
    guard left >= 0, top >= 0, left + size + right <= columns, top + size + (v > 0 ? 1 : 0) <= rows else { return nil }
    var tile = [Float](repeating: 0, count: size * size)
    var known = 0
    let samples = samples.span
    let flags = valid.span
    var target = tile.mutableSpan
    for r in 0..<size {
      let start = (top + r) * columns + left
      for c in 0..<size {
        let index = start &+ c
        known &+= flags[index] ? 1 : 0
        let upper = samples[index] * (1 - u) + samples[index + right] * u
        let lower = samples[index + below] * (1 - u) + samples[index + below + right] * u
        target[r &* size &+ c] = upper * (1 - v) + lower * v
      }
    }
    return Double(size * size - known) <= Self.mostInvalidShare * Double(size * size) ? tile : nil
  }

  /// The plane reduced by `factor`, in the first corner of `size`² samples; 0 beyond it.
  /// - Parameter offset: added to every pixel's place; between pixels the samples are bilinear.
  func thumbnail(size: Int, factor: Int, offset: PictureShift = .none) -> [Float] {
    var sums = [Float](repeating: 0, count: size * size)
    let share = 1 / Float(factor * factor)
    let (left, top) = (Int(offset.columns.rounded(.down)), Int(offset.rows.rounded(.down)))
    let u = Float(offset.columns - offset.columns.rounded(.down))
    let v = Float(offset.rows - offset.rows.rounded(.down))
    let (right, below) = (u > 0 ? 1 : 0, v > 0 ? 1 : 0)
    let samples = samples.span
    var sumSpan = sums.mutableSpan
    for row in max(0, -top)..<max(0, -top, min(rows - top - below, rows, size * factor)) {
      let target = row / factor * size
      let upper = (row + top) * columns + left
      let lower = upper + below * columns
      let first = max(0, -left)
      // Counted, not divided at every pixel.
      var (cell, inCell) = (target + first / factor, first % factor)
      for column in first..<max(first, min(columns - left - right, columns, size * factor)) {
        let above = samples[upper + column] * (1 - u) + samples[upper + column + right] * u
        let under = samples[lower + column] * (1 - u) + samples[lower + column + right] * u
        sumSpan[cell] += (above * (1 - v) + under * v) * share
        inCell += 1
        if inCell == factor { (cell, inCell) = (cell + 1, 0) }
      }
    }
    return sums
  }
}
