extension [UInt8] {
  /// Marks pixels whose sample in any band is that band's `noData` or, in floating point, not finite.
  mutating func markAbsent<Sample: BinaryFloatingPoint>(_ samples: [Sample], layout: BandLayout) {
    let maySampleBeInfinite = layout.sampleType.isFloat
    for (band, noData) in layout.noData.enumerated() where maySampleBeInfinite || noData != nil {
      // NaN equals nothing: a band without noData is compared with it.
      let absent = noData.map { Sample($0) } ?? .nan
      let start = band * count
      for pixel in indices {
        let sample = samples[start + pixel]
        let isThere = sample.magnitude <= .greatestFiniteMagnitude && sample != absent
        self[pixel] &= isThere ? 1 : 0
      }
    }
  }

  /// Marks pixels of which some band did not fit a `Float`.
  mutating func markNotFinite(_ samples: [Float]) {
    guard !isEmpty else { return }
    for start in stride(from: 0, to: samples.count, by: count) {
      for pixel in indices { self[pixel] &= samples[start + pixel].isFinite ? 1 : 0 }
    }
  }

  /// Marks pixels whose opacity is under `least`, or NaN.
  mutating func markUnder(_ least: Float, _ opacity: [Float]) {
    for pixel in indices { self[pixel] &= opacity[pixel] >= least ? 1 : 0 }
  }
}

extension [Float] {
  /// Turns bytes that stand for −128 … 127 back into that.
  mutating func foldSignedBytes() {
    for index in indices where self[index] > 127 { self[index] -= 256 }
  }
}

extension RasterBlock {
  /// Replaces indices into `palette` by its colours; an index beyond it, or of an invisible colour, is absent.
  mutating func expand(_ palette: [BandLayout.Colour]) {
    let count = validity.count
    var colours = [Float](repeating: 0, count: count * 3)
    for pixel in 0..<count {
      let index = Int(samples[pixel])
      guard palette.indices.contains(index), palette[index].isVisible else {
        validity[pixel] = 0
        continue
      }
      colours[pixel] = palette[index].red
      colours[count + pixel] = palette[index].green
      colours[2 * count + pixel] = palette[index].blue
    }
    samples = colours
  }

  /// Sets the samples of absent pixels to 0, so that no NaN or noData value can leak into a sum.
  mutating func clearAbsent() {
    guard validity.contains(0) else { return }
    let count = validity.count
    for start in stride(from: 0, to: samples.count, by: count) {
      for pixel in 0..<count where validity[pixel] == 0 { samples[start + pixel] = 0 }
    }
  }
}
