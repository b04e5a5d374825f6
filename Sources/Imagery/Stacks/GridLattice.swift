import Geodesy
import Rasters
import Synchronization

/// Regularly spaced places of a grid in the CRSs of the scenes that are brought onto it, each CRS reckoned once.
///
/// To find the way to a CRS takes PROJ milliseconds, several times a scene; the scenes of a site share one or two.
package final class GridLattice: Sendable {
  /// Exact projections are made every so many pixels and interpolated between: at site scale the error is below
  /// 1e-3 px.
  static let step = 32

  package let grid: Grid
  /// Points a row.
  let columns: Int
  private let known = Mutex<[CRS: [MapPoint]]>([:])

  package init(_ grid: Grid) {
    self.grid = grid
    columns = grid.columns / Self.step + 2
  }

  /// The points row by row.
  /// - Throws: `projection` where `crs` cannot be reached from the grid's.
  func points(in crs: CRS) throws(StackError) -> [MapPoint] {
    // Under the lock: of two threads that need the same points one waits for the other's.
    try known.withLock { known throws(StackError) in
      if let points = known[crs] { return points }
      let points = try projected(to: crs)
      known[crs] = points
      return points
    }
  }

  /// Where the points lie in `source`, in its pixels.
  ///
  /// Longitudes come from PROJ between −180 and 180, and in files from wherever they began to count: each is taken on
  /// the turn that lies nearest the picture, so that a picture across the 180° meridian is one piece.
  /// - Throws: `projection` as `points(in:)`.
  func places(in source: Grid) throws(StackError) -> [PixelPoint] {
    let points = try points(in: source.crs)
    guard source.crs.isInDegrees else { return points.map { source.geotransform.pixel($0) } }
    let middle = source.geotransform.map(
      PixelPoint(column: Double(source.columns) / 2, row: Double(source.rows) / 2)
    ).easting
    return points.map { point in
      let turns = ((middle - point.easting) / 360).rounded()
      return source.geotransform.pixel(
        MapPoint(easting: point.easting + 360 * turns, northing: point.northing))
    }
  }

  private func projected(to crs: CRS) throws(StackError) -> [MapPoint] {
    let points = (0..<grid.rows / Self.step + 2).flatMap { row in
      (0..<columns).map { column in
        grid.geotransform.map(PixelPoint(column: Double(column * Self.step), row: Double(row * Self.step)))
      }
    }
    // Files without CRS share their own pixels as a frame, which PROJ does not know.
    if grid.crs == crs { return points }
    do {
      return try CoordinateTransform(from: grid.crs, to: crs).apply(points)
    } catch {
      throw StackError(
        .projection, at: crs.definition, "The scene cannot be brought onto \(grid.crs.definition): \(error).",
        mend: "Give the file a CRS that PROJ knows, or add it by its corners.")
    }
  }
}
