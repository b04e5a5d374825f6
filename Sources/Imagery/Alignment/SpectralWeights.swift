/// How much each frequency of a window counts.
struct SpectralWeights: Sendable {
  /// As `WindowSpectrum` orders them; those that stand for two, with their mirror image, count twice.
  let values: [SIMD8<Float>]
  /// Column frequencies from this one on weigh nothing.
  let columnCount: Int
  /// As a spectrum's row index has them.
  let rowFrequencies: [SIMD8<Float>]

  init(_ values: [SIMD8<Float>], size: Int) {
    self.values = values
    let width = size / 8
    let last = values.lastIndex { $0 != .zero } ?? -1
    columnCount = last / width + (last < 0 ? 0 : 1)
    rowFrequencies = (0..<width).map { group in
      var result = SIMD8<Float>.zero
      for lane in 0..<8 {
        let index = group * 8 + lane
        result[lane] = Float(index < size / 2 ? index : index - size)
      }
      return result
    }
  }
}
