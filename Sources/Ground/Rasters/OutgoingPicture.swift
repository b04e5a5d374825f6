import CGDAL
import Geodesy

/// A raster on its way into a file: which sample type, where it lies, and how absence is written.
struct OutgoingPicture {
  let raster: Raster
  let type: SampleType
  let grid: Grid?
  let noData: Double?
  let hasAlpha: Bool
  let tags: [String: String]

  init(_ raster: Raster, as type: SampleType, grid: Grid?, noData: Double?, hasAlpha: Bool, tags: [String: String]) {
    if let grid {
      precondition(
        grid.columns == raster.columns && grid.rows == raster.rows,
        "a grid of \(grid.columns) × \(grid.rows) does not fit a raster of \(raster.columns) × \(raster.rows)")
    }
    precondition(raster.columns > 0 && raster.rows > 0 && raster.bandCount > 0, "an empty raster cannot be a picture")
    if let noData {
      precondition(
        noData.isNaN ? type.isFloat : type.isFloat || type.range.contains(noData) && noData == noData.rounded(),
        "\(type.rawValue) cannot hold a noData of \(noData)")
    }
    precondition(
      hasAlpha || noData != nil || type.isFloat || raster.validity.validCount == raster.validity.flags.count,
      "\(type.rawValue) needs noData or alpha to say which pixels are absent")
    self.raster = raster
    self.type = type
    self.grid = grid
    self.noData = noData
    self.hasAlpha = hasAlpha
    self.tags = tags
  }

  var columns: Int { raster.columns }
  var rows: Int { raster.rows }
  var bandCount: Int { raster.bandCount + (hasAlpha ? 1 : 0) }

  /// Writes everything into a dataset that was created with the picture's shape and type.
  func fill(_ dataset: borrowing Dataset) throws(RasterWriter.WriteFailure) {
    if let grid { try grid.place(dataset) }
    for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
      _ = unsafe GDALSetMetadataItem(dataset.handle, key, value, nil)
    }
    try describeBands(dataset)
    let absent = noData ?? (hasAlpha || !type.isFloat ? 0 : .nan)
    for band in 0..<raster.bandCount {
      let start = band * columns * rows
      try write(dataset, band: band + 1) { pixel in
        raster.validity.flags[pixel] ? stored(Double(raster.samples[start + pixel])) : absent
      }
    }
    if hasAlpha {
      let opaque = type.isFloat ? 1 : type.range.upperBound
      try write(dataset, band: bandCount) { raster.validity.flags[$0] ? opaque : 0 }
    }
  }

  /// The value as `type` can hold it. A NaN that claims to be valid becomes 0 in an integer type.
  private func stored(_ value: Double) -> Double {
    if type.isFloat { return value }
    guard !value.isNaN else { return 0 }
    return min(max(value.rounded(), type.range.lowerBound), type.range.upperBound)
  }

  /// Rows at a time: samples pass through `Double`, which holds every value of every type.
  private func write(
    _ dataset: borrowing Dataset, band number: Int, _ value: (Int) -> Double
  ) throws(RasterWriter.WriteFailure) {
    guard let band = unsafe dataset.band(Int32(number)) else { throw .init() }
    let isFolded = type == .int8 && !SampleType.hasSignedBytes
    // Whole tiles, so that none is compressed twice.
    let step = 512
    for first in stride(from: 0, to: rows, by: step) {
      let count = min(step, rows - first)
      var samples = (first * columns..<(first + count) * columns).map(value)
      if isFolded { for index in samples.indices where samples[index] < 0 { samples[index] += 256 } }
      let result = unsafe GDALRasterIO(
        band, GF_Write, 0, Int32(first), Int32(columns), Int32(count), &samples, Int32(columns), Int32(count),
        GDT_Float64, 0, 0)
      guard result == CE_None else { throw .init() }
    }
  }

  private func describeBands(_ dataset: borrowing Dataset) throws(RasterWriter.WriteFailure) {
    for number in 1...bandCount {
      guard let band = unsafe dataset.band(Int32(number)) else { throw .init() }
      let isAlpha = hasAlpha && number == bandCount
      if let colour = isAlpha ? GCI_AlphaBand : colour(number) {
        _ = unsafe GDALSetRasterColorInterpretation(band, colour)
      }
      if let noData, !isAlpha { _ = unsafe GDALSetRasterNoDataValue(band, noData) }
    }
  }

  /// Three bands of bytes are a colour picture; anything else is data.
  private func colour(_ number: Int) -> GDALColorInterp? {
    guard raster.bandCount == 3, type == .uint8 else { return nil }
    return [GCI_RedBand, GCI_GreenBand, GCI_BlueBand][number - 1]
  }
}
