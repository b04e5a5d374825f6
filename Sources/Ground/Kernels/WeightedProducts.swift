import CKernels

/// Sums over pixels of weighted values and of their products, in double precision: what means and covariances are made
/// of, in one pass.
///
/// Its inner loop is in C, for registers of every width: several times as fast as `Reference.sums`, bit for bit the
/// same.
package struct WeightedProducts: Sendable, Hashable {
  /// What turns a pixel's values into its weight.
  package struct Weighting: Sendable, Hashable {
    /// Row by row: factors of the differences from the centre. The sum of squares of a pixel's rows is its Z.
    package let variates: [Double]
    package let rows: Int
    /// At square roots of Z of 0, 1/32, 2/32 …: the weight, and its slope times 1/32, in turn. Beyond the last it is 0.
    package let table: [Double]

    /// Steps of the square root of Z from one entry of the table to the next.
    package static let step = 1.0 / 32

    package init(variates: [Double], rows: Int, table: [Double]) {
      precondition(rows > 0 && variates.count % rows == 0 && table.count >= 4 && table.count % 2 == 0)
      self.variates = variates
      self.rows = rows
      self.table = table
    }
  }

  package static let mostBands = 32

  package let bands: Int
  /// Values count from here, so that products of large values lose no digits.
  package let centre: [Double]
  /// Of weights; of weighted differences per band; of their products, the lower triangle row by row.
  package private(set) var sums: [Double]

  package init(centre: [Double]) {
    precondition((1...Self.mostBands).contains(centre.count), "\(centre.count) bands")
    bands = centre.count
    self.centre = centre
    sums = Array(repeating: 0, count: 1 + bands + bands * (bands + 1) / 2)
  }

  /// - Parameters:
  ///   - values: band by band, `count` pixels each; all are numbers.
  ///   - weighting: `nil` where every pixel weighs 1.
  package mutating func add(_ values: [Float], weighting: Weighting? = nil) {
    precondition(values.count % bands == 0 && weighting.map { $0.variates.count == $0.rows * bands } ?? true)
    let count = values.count / bands
    guard count > 0 else { return }
    if KernelForm.isPlain {
      let found = Reference.sums(values, centre: centre, weighting: weighting)
      for index in sums.indices { sums[index] += found[index] }
      return
    }
    unsafe values.withUnsafeBufferPointer { values in
      unsafe centre.withUnsafeBufferPointer { centre in
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          guard let base = values.baseAddress, let middle = centre.baseAddress, let result = sums.baseAddress else {
            return
          }
          guard let weighting else {
            unsafe telltale_weighted_products(
              base, count, count, Int32(bands), middle, nil, 0, nil, 0, result)
            return
          }
          unsafe weighting.variates.withUnsafeBufferPointer { variates in
            unsafe weighting.table.withUnsafeBufferPointer { table in
              unsafe telltale_weighted_products(
                base, count, count, Int32(bands), middle, variates.baseAddress, Int32(weighting.rows),
                table.baseAddress, Int32(table.count / 2), result)
            }
          }
        }
      }
    }
  }

  /// Adds the sums of other pixels, counted from the same centre.
  package mutating func add(_ other: WeightedProducts) {
    precondition(other.centre == centre)
    for index in sums.indices { sums[index] += other.sums[index] }
  }

  package var weight: Double { sums[0] }

  package var means: [Double] { (0..<bands).map { centre[$0] + sums[1 + $0] / sums[0] } }

  /// Row by row, symmetric: the weighted mean of products of differences from the means.
  package var covariance: [Double] {
    var result = [Double](repeating: 0, count: bands * bands)
    var index = 1 + bands
    for row in 0..<bands {
      for column in 0...row {
        let value = sums[index] / sums[0] - sums[1 + row] * sums[1 + column] / (sums[0] * sums[0])
        result[row * bands + column] = value
        result[column * bands + row] = value
        index += 1
      }
    }
    return result
  }

  /// Z of every pixel.
  /// - Parameter values: band by band.
  package static func sumsOfSquares(_ values: [Float], centre: [Double], variates: [Double], rows: Int) -> [Float] {
    precondition(
      (1...mostBands).contains(centre.count) && values.count % centre.count == 0
        && variates.count == rows * centre.count)
    let count = values.count / centre.count
    guard count > 0 else { return [] }
    if KernelForm.isPlain {
      return Reference.sumsOfSquares(values, centre: centre, variates: variates, rows: rows)
    }
    return unsafe [Float](unsafeUninitializedCapacity: count) { result, filled in
      unsafe values.withUnsafeBufferPointer { values in
        unsafe centre.withUnsafeBufferPointer { centre in
          unsafe variates.withUnsafeBufferPointer { variates in
            unsafe telltale_sum_of_squares(
              values.baseAddress, count, count, Int32(centre.count), centre.baseAddress, variates.baseAddress,
              Int32(rows), result.baseAddress)
          }
        }
      }
      filled = count
    }
  }
}
