/// What the first look at whole pictures compares: by how much each pixel differs from its surroundings, squashed to −1 … 1.
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

  /// The samples in the first corner of `size`² samples; 0 beyond them.
  func padded(to size: Int) -> [Float] {
    precondition(columns <= size && rows <= size, "\(columns) × \(rows) samples do not fit into \(size)²")
    var result = [Float](repeating: 0, count: size * size)
    for row in 0..<rows {
      for column in 0..<columns { result[row * size + column] = samples[row * columns + column] }
    }
    return result
  }
}
