extension Reference {
  /// As `WeightedProducts.add` in Swift alone, by vectors of eight lanes and chunks of 256 pixels: the same bits.
  package static func sums(
    _ values: [Float], centre: [Double], weighting: WeightedProducts.Weighting? = nil
  ) -> [Double] {
    typealias Lanes = SIMD8<Double>
    let (bands, chunk) = (centre.count, 32)
    let count = values.count / bands
    let numbers = values.span
    var result = [Double](repeating: 0, count: 1 + bands + bands * (bands + 1) / 2)
    var differences = [Lanes](repeating: .zero, count: bands * chunk)
    var weighted = differences
    var weights = [Lanes](repeating: .zero, count: chunk)
    for start in stride(from: 0, to: count, by: 8 * chunk) {
      let here = min(8 * chunk, count - start)
      var difference = differences.mutableSpan
      for band in 0..<bands {
        for vector in 0..<chunk {
          var lanes = Lanes.zero
          for lane in 0..<8 where 8 * vector + lane < here {
            lanes[lane] = Double(numbers[band * count + start + 8 * vector + lane]) - centre[band]
          }
          difference[band * chunk + vector] = lanes
        }
      }
      for vector in 0..<chunk {
        var weight = Lanes.zero
        if let weighting {
          weight = Self.weights(weighting, differences.span, bands: bands, chunk: chunk, vector: vector)
        } else {
          weight = Lanes(repeating: 1)
        }
        for lane in 0..<8 where 8 * vector + lane >= here { weight[lane] = 0 }
        weights[vector] = weight
        for band in 0..<bands { weighted[band * chunk + vector] = weight * differences[band * chunk + vector] }
      }
      result[0] += total(weights.span)
      for band in 0..<bands { result[1 + band] += total(weighted.span.extracting(band * chunk..<(band + 1) * chunk)) }
      var index = 1 + bands
      let (left, right) = (weighted.span, differences.span)
      for band in 0..<bands {
        for other in 0...band {
          var sum = Lanes.zero
          for vector in 0..<chunk { sum += left[band &* chunk &+ vector] * right[other &* chunk &+ vector] }
          result[index] += total(sum)
          index += 1
        }
      }
    }
    return result
  }

  /// Z of every pixel: the sum of squares of `rows` combinations of its differences from the centre.
  package static func sumsOfSquares(
    _ values: [Float], centre: [Double], variates: [Double], rows: Int
  ) -> [Float] {
    let (bands, count) = (centre.count, values.count / centre.count)
    return (0..<count).map { pixel in
      var z = 0.0
      for row in 0..<rows {
        var variate = 0.0
        for band in 0..<bands {
          variate += variates[row * bands + band] * (Double(values[band * count + pixel]) - centre[band])
        }
        z += variate * variate
      }
      return Float(z)
    }
  }

  private static func weights(
    _ weighting: WeightedProducts.Weighting, _ differences: Span<SIMD8<Double>>, bands: Int, chunk: Int, vector: Int
  ) -> SIMD8<Double> {
    var z = SIMD8<Double>.zero
    for row in 0..<weighting.rows {
      var variate = SIMD8<Double>.zero
      for band in 0..<bands {
        variate += weighting.variates[row * bands + band] * differences[band * chunk + vector]
      }
      z += variate * variate
    }
    let place = z.squareRoot() * 32
    var result = SIMD8<Double>.zero
    for lane in 0..<8 where place[lane] < Double(weighting.table.count / 2 - 1) {
      let t = place[lane] - place[lane].rounded(.down)
      let first = 2 * Int(place[lane])
      let u = 1 - t
      result[lane] =
        u * u * ((1 + 2 * t) * weighting.table[first] + t * weighting.table[first + 1])
        + t * t * ((3 - 2 * t) * weighting.table[first + 2] - u * weighting.table[first + 3])
    }
    return result
  }

  private static func total(_ vectors: Span<SIMD8<Double>>) -> Double {
    var sum = SIMD8<Double>.zero
    for index in vectors.indices { sum += vectors[index] }
    return total(sum)
  }

  private static func total(_ sum: SIMD8<Double>) -> Double {
    ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]))
  }
}
