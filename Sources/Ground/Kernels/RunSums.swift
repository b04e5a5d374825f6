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
      var sum = SIMD4<Double>.zero
      for member in 0..<length { sum += SIMD4<Double>(input[index + member * step]) }
      output[index] = BandVector(sum)
    }
  }
}
