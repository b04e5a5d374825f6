import Foundation
import Geodesy
import Pansharpening
import Places
import Provenance
import Quantities
import Rasters
import Stacks

/// `pansharpen BANDS PAN`: the bands of one picture at the pixels of another that was taken at the same moment.
package struct PairSharpening {
  /// What was written.
  package struct Sharpened: Sendable {
    package let columns: Int
    package let rows: Int
    package let bandCount: Int
    /// Fine pixels on the side of a coarse one.
    package let factor: Int
    /// Where the coarse picture's corner lies from the nearest corner of a fine pixel, in fine pixels.
    package let offset: (columns: Double, rows: Double)
    package let validCount: Int
  }

  /// Bytes that sharpening takes for each fine pixel and band, all copies together.
  private static let bytesPerSample = 20
  /// How far the ratio of two pixels may lie from a whole number: over 10 000 coarse pixels a tenth of one.
  private static let ratioTolerance = 1e-5

  private let options: RunOptions

  package init(options: RunOptions) { self.options = options }

  /// Writes the bands of `bands` at the pixels of `panchromatic`, in 32-bit floating point and in its units, to `output`:
  /// whole or absent.
  /// - Parameter sites: only the ground around them is sharpened; all that both show where empty.
  /// - Throws: `RasterError` where a file cannot be read or written; `MonitoringError.incomparable` where the two do not
  ///   lie on one grid, show no common ground, or were not taken at one moment; `tooLarge` as a `StackError`.
  package func sharpen(
    _ bands: String, with panchromatic: String, sites: [Site] = [], to output: String
  ) throws -> Sharpened {
    let reader = options.reader()
    defer { reader.close() }
    let coarse = try PairPicture(bands, gsd: nil, reader: reader, now: options.now)
    let fine = try PairPicture(panchromatic, gsd: nil, reader: reader, now: options.now)
    let common = try frame(coarse, fine, sites)
    let (window, fineWindow, factor) = (common.coarse, common.fine, common.factor)
    let bytes = fineWindow.pixelCount * (coarse.header.bandCount + 1) * Self.bytesPerSample
    guard bytes <= options.memoryInMiB << 20 else {
      throw StackError(
        .tooLarge, at: fine.name,
        "To sharpen \(fineWindow.columns) × \(fineWindow.rows) pixels takes about \(bytes >> 20) MiB.",
        mend: "Cut it to a site with --site, or allow more with --memory.")
    }
    options.progress.report("reading \(coarse.name)", done: 0, of: 1)
    let low = try reader.read(bands, window: window)
    options.progress.report("reading \(fine.name)", done: 0, of: 1)
    let high = try reader.read(panchromatic, window: fineWindow)
    options.progress.report("sharpening", done: 0, of: 1)
    let sharp: Raster
    do {
      sharp = try Pansharpening.sharpen(low, with: high, factor: factor, offset: common.offset)
    } catch {
      throw MonitoringError(.incomparable, at: fine.name, error.reason, mend: error.mend)
    }
    var tags = ["TIFFTAG_IMAGEDESCRIPTION": "\(coarse.name) sharpened by \(fine.name), \(Program.name)"]
    if let date = coarse.date { tags["ACQUISITION_DATETIME"] = date.description }
    try RasterWriter.writeGeoTIFF(
      sharp, as: .float32, grid: fine.grid.cut(fineWindow, reducing: 1), tags: tags, to: output)
    return Sharpened(
      columns: sharp.columns, rows: sharp.rows, bandCount: sharp.bandCount, factor: factor, offset: common.offset,
      validCount: sharp.validity.validCount)
  }

  private struct Frame {
    let coarse: Window
    let fine: Window
    let factor: Int
    let offset: (columns: Double, rows: Double)
  }

  /// The windows of both pictures over the ground that they share.
  private func frame(_ coarse: PairPicture, _ fine: PairPicture, _ sites: [Site]) throws -> Frame {
    func refusal(_ name: String, _ reason: String, _ mend: String) -> MonitoringError {
      MonitoringError(.incomparable, at: name, reason, mend: mend)
    }
    guard fine.header.bandCount == 1 else {
      throw refusal(
        fine.name, "A panchromatic picture has one band; this one has \(fine.header.bandCount).",
        "Give the picture with the bands first, the panchromatic one second.")
    }
    for picture in [coarse, fine] where picture.header.grid == nil {
      throw refusal(
        picture.name, "It has no place on the ground, so that its pixels cannot be laid on the other picture's.",
        "Orthorectify both over the same heights first, for example with gdalwarp -rpc.")
    }
    guard coarse.grid.crs == fine.grid.crs else {
      throw refusal(fine.name, "Its CRS is another than that of \(coarse.name).", "Warp both to one CRS first.")
    }
    let (wide, narrow) = (coarse.grid.geotransform, fine.grid.geotransform)
    let ratio = (wide.determinant / narrow.determinant).magnitude.squareRoot()
    let factor = Int(min(ratio, 1e6).rounded())
    let size = max(abs(wide.columnEasting), abs(wide.rowEasting))
    let isWhole = [1, 2, 4, 5].allSatisfy { at in
      abs(wide.coefficients[at] - Double(factor) * narrow.coefficients[at]) <= Self.ratioTolerance * size
    }
    guard factor >= 2, isWhole else {
      throw refusal(
        fine.name, "A pixel of \(coarse.name) is \(JSONValue.fixed(ratio, places: 4)) of its pixels wide.",
        "Give two pictures on one grid, with a whole number of fine pixels, 2 or more, to a coarse one.")
    }
    // Place of the coarse picture's corner in the fine one.
    let corner = narrow.pixel(wide.map(PixelPoint(column: 0, row: 0)))
    let (column, row) = (corner.column.rounded(), corner.row.rounded())
    let offset = (columns: corner.column - column, rows: corner.row - row)
    var window = Window(column: 0, row: 0, columns: coarse.grid.columns, rows: coarse.grid.rows)
    if !sites.isEmpty { window = window.intersection(try around(sites, coarse.grid)) }
    // Coarse pixels whose fine ones are all there.
    func inside(_ first: Double, _ count: Int) -> (first: Int, end: Int) {
      let (low, high) = (-first / Double(factor), (Double(count) - first) / Double(factor))
      return (Int(max(min(low, 1e9), -1e9).rounded(.up)), Int(max(min(high, 1e9), -1e9).rounded(.down)))
    }
    let (across, down) = (inside(column, fine.grid.columns), inside(row, fine.grid.rows))
    window = window.intersection(
      Window(
        column: across.first, row: down.first, columns: max(across.end - across.first, 0),
        rows: max(down.end - down.first, 0)))
    guard !window.isEmpty else {
      throw refusal(
        fine.name, "It shows no ground in common with \(coarse.name)\(sites.isEmpty ? "" : " around the site").",
        "Give two pictures of one place.")
    }
    return Frame(
      coarse: window,
      fine: Window(
        column: Int(column) + window.column * factor, row: Int(row) + window.row * factor,
        columns: window.columns * factor, rows: window.rows * factor), factor: factor, offset: offset)
  }

  /// The part of `grid` under the sites' own stack, its margin included.
  private func around(_ sites: [Site], _ grid: Grid) throws -> Window {
    let stack = try StackGrid.make(sites: sites, gsd: Metres(10))
    let corners = [0.0, 0.5, 1].flatMap { down in
      [0.0, 0.5, 1].map { across in
        stack.geotransform.map(
          PixelPoint(column: across * Double(stack.columns), row: down * Double(stack.rows)))
      }
    }
    let places = try CoordinateTransform(from: stack.crs, to: .wgs84).geoPoints(corners)
    let pixels = try CoordinateTransform(from: .wgs84, to: grid.crs).apply(places).map(grid.geotransform.pixel)
    func range(_ values: [Double]) -> (first: Int, count: Int) {
      let (low, high) = (values.reduce(.infinity, min), values.reduce(-.infinity, max))
      let first = Int(max(min(low, 1e9), -1e9).rounded(.down))
      return (first, Int(max(min(high, 1e9), -1e9).rounded(.up)) - first)
    }
    let (columns, rows) = (range(pixels.map(\.column)), range(pixels.map(\.row)))
    return Window(column: columns.first, row: rows.first, columns: columns.count, rows: rows.count)
  }
}
