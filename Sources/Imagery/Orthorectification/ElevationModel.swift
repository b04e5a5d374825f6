import Geodesy
import Quantities
import Rasters

/// A part of an elevation model in memory, sampled bilinearly between the centres of its pixels.
///
/// Most elevation models count from the geoid, picture models from the ellipsoid: `zero` tells what must be added, one
/// height for the part that is kept. A wrong one moves the whole picture by its amount times the leaning, which alignment
/// then takes away of all scenes but the reference; the relief within the picture stays right.
package struct ElevationModel: Sendable {
  private let path: String
  let raster: Raster
  package let grid: Grid
  package let zero: HeightZero

  /// Side of the largest part that is kept: an elevation model of 30 m then spans over 100 km.
  static let greatestSide = 4096

  /// - Parameter raster: heights in metres, in its first band.
  package init(_ raster: Raster, grid: Grid, zero: HeightZero = .ellipsoid, path: String) {
    precondition(
      grid.columns == raster.columns && grid.rows == raster.rows,
      "a grid of \(grid.columns) × \(grid.rows) does not fit heights of \(raster.columns) × \(raster.rows)")
    self.raster = raster
    self.grid = grid
    self.zero = zero
    self.path = path
  }

  /// The part of the file around `places`, two pixels wider; its zero is that of the middle one of them.
  /// - Throws: `RasterError` of the file; `badElevationModel` for one without a place or with several bands;
  ///   `outsideElevationModel` where it lies elsewhere.
  package init(
    reading path: String, around places: [GeoPoint], with reader: RasterReader
  ) throws {
    precondition(!places.isEmpty, "no place to read heights around")
    let grid = try Self.grid(try reader.header(of: path), path)
    let pixels = try CoordinateTransform(from: .wgs84, to: grid.crs).apply(places).map(grid.geotransform.pixel)
    let (left, right) = (pixels.map(\.column).reduce(.infinity, min), pixels.map(\.column).reduce(-.infinity, max))
    let (top, bottom) = (pixels.map(\.row).reduce(.infinity, min), pixels.map(\.row).reduce(-.infinity, max))
    func clamp(_ value: Double) -> Int { Int(min(max(value, -1e8), 1e8)) }
    let window = Window(
      column: clamp(left - 2), row: clamp(top - 2), columns: clamp(right - left) + 5, rows: clamp(bottom - top) + 5
    ).intersection(Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows))
    guard !window.isEmpty, max(window.columns, window.rows) <= Self.greatestSide else {
      throw Self.outside(path)
    }
    let corner = grid.geotransform.map(PixelPoint(column: Double(window.column), row: Double(window.row)))
    var coefficients = grid.geotransform.coefficients
    (coefficients[0], coefficients[3]) = (corner.easting, corner.northing)
    self.init(
      try reader.read(path, window: window),
      grid: Grid(
        columns: window.columns, rows: window.rows, geotransform: Geotransform(coefficients), crs: grid.crs),
      zero: HeightZero(of: grid.crs, at: places[places.count / 2]), path: path)
  }

  /// The grid of a file of heights.
  /// - Throws: `badElevationModel` for a file without a place, or with several bands.
  package static func grid(_ header: RasterHeader, _ path: String) throws(OrthorectificationError) -> Grid {
    if let grid = header.grid, header.bandCount == 1 { return grid }
    throw OrthorectificationError(
      .badElevationModel, at: path,
      header.grid == nil
        ? "The elevation model has no place on the ground."
        : "The file has \(header.bandCount) bands, not one of heights.",
      mend: "Give a file with one band of heights in metres, a geotransform and a coordinate reference system.")
  }

  /// Heights above the ellipsoid.
  /// - Throws: `outsideElevationModel` where one of the four pixels around a place is absent.
  package func heights(at places: [GeoPoint]) throws(OrthorectificationError) -> [Metres] {
    let pixels: [PixelPoint]
    do {
      pixels = try CoordinateTransform(from: .wgs84, to: grid.crs).apply(places).map(grid.geotransform.pixel)
    } catch {
      throw OrthorectificationError(
        .badElevationModel, at: path, error.reason, mend: "Give an elevation model in a CRS that PROJ knows.")
    }
    var heights: [Metres] = []
    heights.reserveCapacity(places.count)
    for pixel in pixels {
      guard let height = height(at: pixel) else { throw Self.outside(path) }
      heights.append(Metres(height) + zero.aboveEllipsoid)
    }
    return heights
  }

  func height(at pixel: PixelPoint) -> Double? {
    // Up to half a pixel over the edge the outer pixels go on.
    guard pixel.column >= 0, pixel.row >= 0, pixel.column <= Double(raster.columns),
      pixel.row <= Double(raster.rows)
    else { return nil }
    let column = min(max(pixel.column - 0.5, 0), Double(raster.columns - 1))
    let row = min(max(pixel.row - 0.5, 0), Double(raster.rows - 1))
    let (left, top) = (Int(column), Int(row))
    let (right, bottom) = (min(left + 1, raster.columns - 1), min(top + 1, raster.rows - 1))
    let (across, down) = (column - Double(left), row - Double(top))
    var sum = 0.0
    for (c, r, weight) in [
      (left, top, (1 - across) * (1 - down)), (right, top, across * (1 - down)), (left, bottom, (1 - across) * down),
      (right, bottom, across * down),
    ] where weight > 0 {
      guard raster.validity[c, r] else { return nil }
      sum += weight * Double(raster.samples[r * raster.columns + c])
    }
    return sum
  }

  private static func outside(_ path: String) -> OrthorectificationError {
    OrthorectificationError(
      .outsideElevationModel, at: path, "The elevation model has no heights for all of the ground that is wanted.",
      mend: "Give one that covers the picture or the site's surroundings, or name one height with --height.")
  }
}
