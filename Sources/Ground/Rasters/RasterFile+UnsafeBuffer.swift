import CGDAL

/// Sample types into which GDAL decodes.
protocol DecodedSample: BitwiseCopyable, ExpressibleByIntegerLiteral, Sendable {
  static var gdalType: GDALDataType { get }
}

extension Float: DecodedSample {
  static var gdalType: GDALDataType { GDT_Float32 }
}

extension Double: DecodedSample {
  static var gdalType: GDALDataType { GDT_Float64 }
}

extension UInt16: DecodedSample {
  static var gdalType: GDALDataType { GDT_UInt16 }
}

extension RasterFile {
  /// Bands `numbers` of `source`, one after the other.
  func read<Sample: DecodedSample>(
    _ numbers: [Int32], _ source: Window, _ messages: LibraryMessages
  ) throws(RasterError) -> [Sample] {
    var samples = [Sample](repeating: 0, count: source.pixelCount * numbers.count)
    var numbers = numbers
    let count = Int32(numbers.count)
    let result = unsafe samples.withUnsafeMutableBytes { buffer in
      unsafe GDALDatasetRasterIOEx(
        dataset.handle, GF_Read, Int32(source.column), Int32(source.row), Int32(source.columns), Int32(source.rows),
        buffer.baseAddress, Int32(source.columns), Int32(source.rows), Sample.gdalType, count, &numbers, 0, 0, 0, nil)
    }
    try check(result, source, messages)
    return samples
  }

  /// The mask that the file keeps beside its bands: 0 absent, 255 there.
  func readMask(_ source: Window, _ messages: LibraryMessages) throws(RasterError) -> [Float] {
    var samples = [Float](repeating: 0, count: source.pixelCount)
    let result = unsafe samples.withUnsafeMutableBytes { buffer in
      guard let band = unsafe dataset.band(layout.numbers[0]), let mask = unsafe GDALGetMaskBand(band) else {
        return CE_Failure
      }
      return unsafe GDALRasterIOEx(
        mask, GF_Read, Int32(source.column), Int32(source.row), Int32(source.columns), Int32(source.rows),
        buffer.baseAddress, Int32(source.columns), Int32(source.rows), GDT_Float32, 0, 0, nil)
    }
    try check(result, source, messages)
    return samples
  }

  private func check(_ result: CPLErr, _ source: Window, _ messages: LibraryMessages) throws(RasterError) {
    // Some decoders complain, fill the rest with zeros and call it a success.
    guard result == CE_None, messages.failures.isEmpty else {
      throw RasterError(
        .readFailed, at: path,
        "Pixels are missing or damaged between rows \(source.row) and \(source.row + source.rows).",
        mend: "Copy or download the picture again.", cause: messages.cause)
    }
  }
}
