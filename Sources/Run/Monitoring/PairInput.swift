import Catalogue
import Foundation
import Geodesy
import Rasters

/// The two files of `detect A B`, as their headers tell.
struct PairInput {
  let before: String
  let after: String
  let first: RasterHeader
  let second: RasterHeader
  /// Where A lies; without CRS its own pixels.
  let grid: Grid
  /// Where B lies; `nil` where neither has a CRS.
  let source: Grid?

  var hasCRS: Bool { source != nil }
  var bandCount: Int { first.bandCount }
  var names: (before: String, after: String) { (Self.name(before), Self.name(after)) }
  var isRedGreenBlue: Bool {
    [first, second].allSatisfy { Array($0.colours.prefix(3)) == ["Red", "Green", "Blue"] }
  }

  /// Whether both were taken by radar, as far as their metadata or their names tell.
  var isRadar: Bool {
    [(first, before), (second, after)].allSatisfy { header, path in
      PairPicture.isRadar(
        SensorName.find(metadata: header.metadata, stacItem: nil, fileName: Self.name(path)))
    }
  }

  /// A part of one of the files; radar in decibels.
  func read(
    _ path: String, by reader: RasterReader, window: Window? = nil, reducing factor: Int = 1
  ) throws(RasterError) -> Raster {
    let raster = try reader.read(path, window: window, reducing: factor)
    return isRadar ? raster.inDecibels() : raster
  }

  static func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

  /// - Throws: `RasterError`; `MonitoringError.incomparable` where bands, CRS or sizes do not match.
  init(_ before: String, _ after: String, _ reader: RasterReader) throws {
    (self.before, self.after) = (before, after)
    let (a, b) = (try reader.header(of: before), try reader.header(of: after))
    (first, second) = (a, b)
    let names = (before: Self.name(before), after: Self.name(after))
    guard a.bandCount == b.bandCount else {
      throw MonitoringError(
        .incomparable, at: names.after,
        "It has \(b.bandCount) \(b.bandCount == 1 ? "band" : "bands") and \(names.before) has \(a.bandCount).",
        mend: "Give two pictures with the same bands.")
    }
    if let own = a.grid, let other = b.grid {
      (grid, source) = (own, other)
      return
    }
    guard a.grid == nil, b.grid == nil else {
      throw MonitoringError(
        .incomparable, at: a.grid == nil ? names.before : names.after,
        "It has no CRS, and the other picture has one.",
        mend: "Give both with a CRS, or both without and of equal size.")
    }
    guard a.columns == b.columns, a.rows == b.rows else {
      throw MonitoringError(
        .incomparable, at: names.after,
        "Without CRS both must match in size: \(b.columns) × \(b.rows) here, "
          + "\(a.columns) × \(a.rows) in \(names.before).",
        mend: "Cut them to the same ground, or give them a CRS.")
    }
    grid = Grid(columns: a.columns, rows: a.rows, geotransform: Geotransform([0, 1, 0, 0, 0, 1]), crs: CRS("pixel"))
    source = nil
  }

  func noCommonGround() -> MonitoringError {
    MonitoringError(
      .incomparable, at: names.after, "It shows no ground in common with \(names.before).",
      mend: "Give two pictures of one place.")
  }
}
