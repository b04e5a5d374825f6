extension Resampling {
  /// Values of larger size are no numbers that a picture can mean.
  package static let largestNumber: Float = 1e15

  /// `cubic` at `count` places along `line`, counted in the whole picture, as numbers: band after band from `pixel` on
  /// into planes of `planeSize`. A place whose value is no number, or beyond `largestNumber`, is left out.
  /// - Parameters:
  ///   - tile: holds the kernels of all places, as far as the picture does.
  ///   - isThere: set to 1 where numbers were written.
  package static func cubicLine(
    _ tile: borrowing CubicTile, line: PlaceLine, count: Int, scale: Double, encoding: NumberEncoding,
    into numbers: inout [UInt16], planeSize: Int, pixel: Int, isThere: inout [UInt8]
  ) {
    var planes = numbers.mutableSpan
    var there = isThere.mutableSpan
    let taps = Int(4 * scale) + 1
    let isPlain = KernelForm.isPlain
    var weights = KernelWeights(scale: scale, taps: taps)
    let (lastColumn, lastRow) = (Double(tile.pictureColumns), Double(tile.pictureRows))
    for index in 0..<count {
      let column = line.column + Double(index) * line.columnStep
      let row = line.row + Double(index) * line.rowStep
      guard column >= 0, row >= 0, column < lastColumn, row < lastRow else { continue }
      let isWritten =
        if isPlain {
          taps <= mostTaps
            && tile.writePlainly(column, row, scale, taps, encoding, &planes, at: pixel &+ index, planeSize)
        } else if scale == 1 {
          tile.writeSixteen(column, row, encoding, &planes, at: pixel &+ index, planeSize)
        } else {
          taps <= mostTaps && tile.writeWide(column, row, &weights, encoding, &planes, at: pixel &+ index, planeSize)
        }
      if isWritten || tile.writePart(column, row, scale, encoding, &planes, at: pixel &+ index, planeSize) {
        there[pixel &+ index] = 1
      }
    }
  }
}

extension CubicTile {
  /// The sum over 4 × 4 pixels; false where they are not all in the tile and valid, or the sum is no number.
  @inline(__always)
  fileprivate func writeSixteen(
    _ column: Double, _ row: Double, _ encoding: NumberEncoding, _ planes: inout MutableSpan<UInt16>, at target: Int,
    _ planeSize: Int
  ) -> Bool {
    let (left, top) = (column - 0.5, row - 0.5)
    let (leftPixel, topPixel) = (Resampling.floor(left), Resampling.floor(top))
    let (startColumn, startRow) = (leftPixel &- 1 &- firstColumn, topPixel &- 1 &- firstRow)
    guard isWhole(column: startColumn, row: startRow, taps: 4) else { return false }
    let across = Resampling.weights(Float(left - Double(leftPixel)))
    let down = Resampling.weights(Float(top - Double(topPixel)))
    let span = pixels.span
    let stride = columns &* groups
    for group in 0..<groups {
      var index = (startRow &* columns &+ startColumn) &* groups &+ group
      var sum = SIMD4<Float>.zero
      for r in 0..<4 {
        let near = span[index] * across[0] + span[index &+ groups] * across[1]
        let far = span[index &+ 2 &* groups] * across[2] + span[index &+ 3 &* groups] * across[3]
        sum += (near + far) * down[r]
        index = index &+ stride
      }
      guard write(sum, group, encoding, &planes, target, planeSize) else { return false }
    }
    return true
  }

  /// The weighted sum under a widened kernel.
  fileprivate func writeWide(
    _ column: Double, _ row: Double, _ weights: inout KernelWeights, _ encoding: NumberEncoding,
    _ planes: inout MutableSpan<UInt16>, at target: Int, _ planeSize: Int
  ) -> Bool {
    let (left, top, reach) = (column - 0.5, row - 0.5, 2 * weights.scale)
    let (first, upper) = (Int((left - reach).rounded(.up)), Int((top - reach).rounded(.up)))
    let taps = weights.across.count
    guard isWhole(column: first - firstColumn, row: upper - firstRow, taps: taps) else { return false }
    let total = weights.fill(across: Double(first) - left, down: Double(upper) - top)
    let (across, down, span) = (weights.across.span, weights.down.span, pixels.span)
    for group in 0..<groups {
      var sum = SIMD4<Float>.zero
      for r in 0..<taps {
        var line = SIMD4<Float>.zero
        var index = ((upper - firstRow + r) * columns + first - firstColumn) * groups + group
        for c in 0..<taps {
          line += span[index] * across[c]
          index += groups
        }
        sum += line * down[r]
      }
      guard write(sum / total, group, encoding, &planes, target, planeSize) else { return false }
    }
    return true
  }

  /// Both of the above number by number; the bits are theirs.
  fileprivate func writePlainly(
    _ column: Double, _ row: Double, _ scale: Double, _ taps: Int, _ encoding: NumberEncoding,
    _ planes: inout MutableSpan<UInt16>, at target: Int, _ planeSize: Int
  ) -> Bool {
    let (left, top, reach) = (column - 0.5, row - 0.5, 2 * scale)
    let (leftPixel, topPixel) = (Int(left.rounded(.down)), Int(top.rounded(.down)))
    let first = scale == 1 ? leftPixel - 1 : Int((left - reach).rounded(.up))
    let upper = scale == 1 ? topPixel - 1 : Int((top - reach).rounded(.up))
    guard isWhole(column: first - firstColumn, row: upper - firstRow, taps: scale == 1 ? 4 : taps) else { return false }
    var weights = KernelWeights(scale: scale, taps: taps)
    let total = scale == 1 ? 1 : weights.fill(across: Double(first) - left, down: Double(upper) - top)
    for group in 0..<groups {
      var value = SIMD4<Float>.zero
      for lane in 0..<4 {
        func sample(_ r: Int, _ c: Int) -> Float {
          pixels[((upper - firstRow + r) * columns + first - firstColumn + c) * groups + group][lane]
        }
        value[lane] =
          scale == 1
          ? Reference.sixteen(
            Resampling.weights(Float(left - Double(leftPixel))), Resampling.weights(Float(top - Double(topPixel))),
            sample)
          : Reference.wide(weights.across, weights.down, total: total, sample)
      }
      guard write(value, group, encoding, &planes, target, planeSize) else { return false }
    }
    return true
  }

  /// As `Resampling.cubic`, for places at the border and beside absent pixels: by the valid pixels alone, where they
  /// carry three quarters of the kernel's absolute weight and the pixel under the place is one of them.
  fileprivate func writePart(
    _ column: Double, _ row: Double, _ scale: Double, _ encoding: NumberEncoding,
    _ planes: inout MutableSpan<UInt16>, at target: Int, _ planeSize: Int
  ) -> Bool {
    guard index(column: Resampling.floor(column), row: Resampling.floor(row)) != nil else { return false }
    let reach = 2 * scale
    let sampleColumns = Int((column - 0.5 - reach).rounded(.up))...Int((column - 0.5 + reach).rounded(.down))
    let sampleRows = Int((row - 0.5 - reach).rounded(.up))...Int((row - 0.5 + reach).rounded(.down))
    for group in 0..<groups {
      var sum = SIMD4<Float>.zero
      var (total, absolute, lost): (Float, Float, Float) = (0, 0, 0)
      for r in sampleRows {
        let down = Resampling.weight((Double(r) + 0.5 - row) / scale)
        for c in sampleColumns {
          let weight = down * Resampling.weight((Double(c) + 0.5 - column) / scale)
          absolute += abs(weight)
          guard let index = index(column: c, row: r) else {
            lost += abs(weight)
            continue
          }
          total += weight
          sum += pixels[index * groups + group] * weight
        }
      }
      guard lost < 0.25 * absolute, total > 0.1,
        write(sum / total, group, encoding, &planes, target, planeSize)
      else { return false }
    }
    return true
  }

  @inline(__always)
  private func write(
    _ value: SIMD4<Float>, _ group: Int, _ encoding: NumberEncoding, _ planes: inout MutableSpan<UInt16>,
    _ target: Int, _ planeSize: Int
  ) -> Bool {
    // Half a step more and cut off: rounding proper is a library call.
    let scaled = (value - encoding.offset) / encoding.scale + 0.5
    let lanes = min(4, bandCount &- 4 &* group)
    for lane in 0..<lanes {
      // NaN, too, fails the comparison.
      guard abs(value[lane]) <= Resampling.largestNumber else { return false }
      planes[(4 &* group &+ lane) &* planeSize &+ target] = UInt16(min(max(scaled[lane], 0), 65_535)).littleEndian
    }
    return true
  }
}
