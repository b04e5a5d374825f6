extension Reference {
  /// Per element and lane the sum of `length` elements from it on, `step` apart; without those whose run leaves `input`.
  package static func runSums(_ input: [BandVector], length: Int, step: Int) -> [SIMD4<Double>] {
    (0..<max(0, input.count - (length - 1) * step)).map { index in
      (0..<length).reduce(into: .zero) { $0 += SIMD4<Double>(input[index + $1 * step]) }
    }
  }
}
