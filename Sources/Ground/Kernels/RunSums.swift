/// Sums over runs of elements that lie `step` apart: `output[i]` is the sum of the elements from `input[i]` on. With the
/// length of a row as step they run down a picture, with the vectors of a pixel along it.
///
/// Added afresh for each element, in pairs of pairs: no running sum, so no error that grows along a row. Elements whose
/// run would leave `input` are left as they are.
package enum RunSums {
  package static func three(_ input: Span<BandVector>, step: Int, into output: inout [BandVector]) {
    if KernelForm.isPlain { return plainly(input, length: 3, step, &output) }
    var sums = output.mutableSpan
    for index in 0..<max(0, input.count - 2 * step) {
      sums[index] = input[index] + input[index &+ step] + input[index &+ 2 &* step]
    }
  }

  package static func four(_ input: Span<BandVector>, step: Int, into output: inout [BandVector]) {
    if KernelForm.isPlain { return plainly(input, length: 4, step, &output) }
    var sums = output.mutableSpan
    for index in 0..<max(0, input.count - 3 * step) {
      sums[index] =
        (input[index] + input[index &+ step]) + (input[index &+ 2 &* step] + input[index &+ 3 &* step])
    }
  }

  package static func five(_ input: Span<BandVector>, step: Int, into output: inout [BandVector]) {
    if KernelForm.isPlain { return plainly(input, length: 5, step, &output) }
    var sums = output.mutableSpan
    for index in 0..<max(0, input.count - 4 * step) {
      sums[index] =
        (input[index] + input[index &+ step]) + (input[index &+ 2 &* step] + input[index &+ 3 &* step])
        + input[index &+ 4 &* step]
    }
  }

  /// - Parameter fours: the sums that `four` makes of `input`.
  package static func eleven(
    _ input: Span<BandVector>, fours: Span<BandVector>, step: Int, into output: inout [BandVector]
  ) {
    if KernelForm.isPlain { return plainly(input, length: 11, step, &output) }
    var sums = output.mutableSpan
    for index in 0..<max(0, input.count - 10 * step) {
      sums[index] =
        (fours[index] + fours[index &+ 4 &* step])
        + (input[index &+ 8 &* step] + input[index &+ 9 &* step] + input[index &+ 10 &* step])
    }
  }

  private static func plainly(_ input: Span<BandVector>, length: Int, _ step: Int, _ output: inout [BandVector]) {
    for index in 0..<max(0, input.count - (length - 1) * step) {
      for lane in 0..<BandVector.scalarCount {
        output[index][lane] = sum(of: length) { input[index + $0 * step][lane] }
      }
    }
  }

  /// Number by number in the order of the functions above.
  private static func sum(of length: Int, _ value: (Int) -> Float) -> Float {
    func four(_ first: Int) -> Float {
      (value(first) + value(first + 1)) + (value(first + 2) + value(first + 3))
    }
    return switch length {
    case 3: value(0) + value(1) + value(2)
    case 4: four(0)
    case 5: four(0) + value(4)
    default: (four(0) + four(4)) + (value(8) + value(9) + value(10))
    }
  }
}
