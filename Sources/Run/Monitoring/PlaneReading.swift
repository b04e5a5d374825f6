import Rasters

/// The mean of a picture's bands or of the first of them, read strip by strip: memory holds one plane and one strip, however many bands.
struct PlaneReading {
  /// A window of the picture, averaged in blocks of so many pixels each way.
  let read: (_ window: Window, _ factor: Int) throws(RasterError) -> Raster

  /// Samples of the file that one strip may hold.
  private let stripBytes: Int

  init(
    stripBytes: Int = PlaneReading.usualStripBytes,
    _ read: @escaping (_ window: Window, _ factor: Int) throws(RasterError) -> Raster
  ) {
    self.stripBytes = stripBytes
    self.read = read
  }

  /// The bands of a file as they stand there.
  init(of path: String, by reader: RasterReader) {
    self.init { (window, factor) throws(RasterError) in try reader.read(path, window: window, reducing: factor) }
  }

  static let usualStripBytes = 64 << 20
  /// Rows that blocks of files usually have: strips in multiples of it decode few blocks twice.
  private static let blockRows = 512

  /// One band: the mean over all of them, or over as many of the first, averaged in blocks of `factor` × `factor`.
  /// - Throws: as `read`.
  func plane(
    bandCount: Int, window: Window, reducing factor: Int = 1, first bands: Int? = nil
  ) throws(RasterError) -> Raster {
    let (columns, rows) = ((window.columns + factor - 1) / factor, (window.rows + factor - 1) / factor)
    var samples: [Float] = []
    var flags: [Bool] = []
    samples.reserveCapacity(columns * rows)
    flags.reserveCapacity(columns * rows)
    let height = stripRows(window.columns, bandCount, factor)
    for first in stride(from: 0, to: window.rows, by: height) {
      let strip = try read(
        Window(
          column: window.column, row: window.row + first, columns: window.columns,
          rows: min(height, window.rows - first)), factor)
      Self.append(strip, bands: min(bands ?? strip.bandCount, strip.bandCount), to: &samples)
      flags += strip.validity.flags
    }
    return Raster(
      columns: columns, rows: rows, bandCount: 1, samples: samples,
      validity: Mask(columns: columns, rows: rows, flags: flags))
  }

  private func stripRows(_ columns: Int, _ bandCount: Int, _ factor: Int) -> Int {
    let affordable = stripBytes / (columns * (4 * bandCount + 1))
    let unit = affordable >= Self.blockRows * factor ? Self.blockRows * factor : factor
    return max(factor, affordable / unit * unit)
  }

  private static func append(_ strip: Raster, bands: Int, to samples: inout [Float]) {
    let count = strip.columns * strip.rows
    let start = samples.count
    samples += strip.samples[0..<count]
    guard bands > 1 else { return }
    var output = samples.mutableSpan
    let input = strip.samples.span
    for band in 1..<bands {
      for pixel in 0..<count { output[start &+ pixel] += input[band &* count &+ pixel] }
    }
    let share = 1 / Float(bands)
    for pixel in 0..<count { output[start &+ pixel] *= share }
  }
}
