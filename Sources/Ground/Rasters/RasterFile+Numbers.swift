import CGDAL

extension RasterFile {
  /// Whether the samples are bytes or 16-bit numbers without sign.
  var holdsNumbers: Bool { layout.sampleType == .uint8 || layout.sampleType == .uint16 }

  /// The pixels of `source`, half as large as values: absent ones, as `read(window:reducing:)` knows them, are 0.
  /// - Throws: `.readFailed` where pixels are missing or damaged.
  func numbers(of source: Window) throws(RasterError) -> (samples: [UInt16], validity: [UInt8]) {
    precondition(holdsNumbers, "\(layout.sampleType) is no number of up to 16 bits")
    if layout.palette != nil {
      let block = try block(source, at: 0)
      return (block.samples.map { UInt16($0) }, block.validity)
    }
    return try LibraryMessages.catching {
      (messages) throws(RasterError) -> (samples: [UInt16], validity: [UInt8]) in
      var samples: [UInt16] = try read(layout.numbers, source, messages)
      var validity = [UInt8](repeating: 1, count: source.pixelCount)
      // A noData that the type cannot hold marks nothing.
      for (band, noData) in layout.noData.enumerated() {
        guard let absent = noData.flatMap({ UInt16(exactly: $0) }) else { continue }
        validity.markAbsent(samples, from: band * source.pixelCount, where: absent)
      }
      try applyOpacity(to: &validity, source, messages)
      guard validity.contains(0) else { return (samples, validity) }
      for start in stride(from: 0, to: samples.count, by: validity.count) {
        for pixel in validity.indices where validity[pixel] == 0 { samples[start + pixel] = 0 }
      }
      return (samples, validity)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func markAbsent(_ samples: [UInt16], from start: Int, where absent: UInt16) {
    var flags = mutableSpan
    let numbers = samples.span
    for pixel in flags.indices { flags[pixel] &= numbers[start &+ pixel] == absent ? 0 : 1 }
  }
}
