import Foundation
import Geodesy
import Quantities
import Rasters

/// Heights at regular nodes on a metric grid and around it: what terrain shadow is reckoned on.
///
/// Only differences of height count, so that it does not matter from which zero the model counts.
package struct TerrainField: Sendable {
  /// How far around a grid heights are wanted.
  package struct Reach: Sendable, Hashable {
    package var west = 0.0
    package var east = 0.0
    package var south = 0.0
    package var north = 0.0

    package init() {}

    /// As far as terrain up to `relief` above the lowest ground can throw shadow, at most `farthest`.
    package mutating func add(_ sun: SunOverGrid, relief: Double) {
      let distance = min(max(relief, 0) / tan(sun.elevation), TerrainField.farthest)
      east = max(east, distance * sin(sun.azimuth))
      west = max(west, -distance * sin(sun.azimuth))
      north = max(north, distance * cos(sun.azimuth))
      south = max(south, -distance * cos(sun.azimuth))
    }
  }

  /// Where the sun stands over a map: radians, the azimuth clockwise from the map's north.
  package struct SunOverGrid: Sendable, Hashable {
    package let elevation: Double
    package let azimuth: Double

    /// - Parameter sun: its azimuth counts from true north.
    /// - Throws: where the grid's CRS cannot be brought to WGS 84.
    package init(_ sun: SolarPosition, over grid: Grid) throws(GeodesyError) {
      elevation = sun.elevation.magnitude
      let middle = grid.geotransform.map(
        PixelPoint(column: Double(grid.columns) / 2, row: Double(grid.rows) / 2))
      let place = try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoint(middle)
      let north = try CoordinateTransform(from: .wgs84, to: grid.crs)
        .apply(GeoPoint(longitude: place.longitude, latitude: place.latitude + (place.latitude > 0 ? -0.01 : 0.01)))
      let sign = place.latitude > 0 ? -1.0 : 1.0
      let turn = atan2(sign * (north.easting - middle.easting), sign * (north.northing - middle.northing))
      azimuth = sun.azimuth.magnitude + turn
    }
  }

  /// Metres beyond which no relief is looked for: 9 000 m of it at a sun of 9°.
  package static let farthest = 60_000.0
  /// Nodes beyond which they are set further apart.
  static let mostNodes = 4_000_000

  /// Pixels of the grid from node to node.
  package let step: Int
  /// Metres from node to node.
  package let spacing: Double
  let columns: Int
  let rows: Int
  /// Nodes to the west of and above the grid's corner.
  let left: Int
  let top: Int
  /// Row by row from the north-west; NaN where the model has none.
  let heights: [Float]
  let highest: Float

  /// - Parameters:
  ///   - grid: north up, square pixels, in metres.
  ///   - reach: around the grid.
  /// - Throws: where the grid's CRS cannot be brought to the model's.
  package init(_ model: ElevationModel, on grid: Grid, reach: Reach) throws(GeodesyError) {
    let gsd = abs(grid.geotransform.columnEasting)
    let (width, height) = (Double(grid.columns) * gsd, Double(grid.rows) * gsd)
    let area = (width + reach.west + reach.east) * (height + reach.south + reach.north)
    // Twice as dense as the model's pixels, so that its summits are not cut.
    let wanted = max(gsd, (model.pixelSize?.magnitude ?? gsd) / 2, (area / Double(Self.mostNodes)).squareRoot())
    step = max(1, Int((wanted / gsd - 1e-6).rounded(.up)))
    spacing = Double(step) * gsd
    left = Int((reach.west / spacing).rounded(.up))
    top = Int((reach.north / spacing).rounded(.up))
    columns = left + (grid.columns + step - 1) / step + 1 + Int((reach.east / spacing).rounded(.up))
    rows = top + (grid.rows + step - 1) / step + 1 + Int((reach.south / spacing).rounded(.up))
    heights = model.known(
      at: try Self.points(grid, step: step, left: left, top: top, columns: columns, rows: rows, model))
    highest = heights.reduce(-.infinity) { $1 > $0 ? $1 : $0 }
  }

  /// The nodes in the model's CRS: reckoned exactly at every sixteenth, and bilinear between; over a kilometre or two the
  /// error is far below a pixel of any elevation model.
  private static func points(
    _ grid: Grid, step: Int, left: Int, top: Int, columns: Int, rows: Int, _ model: ElevationModel
  ) throws(GeodesyError) -> [MapPoint] {
    let stride = 16
    func place(_ column: Int, _ row: Int) -> MapPoint {
      grid.geotransform.map(
        PixelPoint(column: Double((column - left) * step), row: Double((row - top) * step)))
    }
    let (across, down) = (columns / stride + 2, rows / stride + 2)
    var knots = (0..<across * down).map { place($0 % across * stride, $0 / across * stride) }
    if grid.crs != model.grid.crs {
      knots = try CoordinateTransform(from: grid.crs, to: model.grid.crs).apply(knots)
    }
    var points: [MapPoint] = []
    points.reserveCapacity(columns * rows)
    for row in 0..<rows {
      let (j, v) = (row / stride, Double(row % stride) / Double(stride))
      for column in 0..<columns {
        let (i, u) = (column / stride, Double(column % stride) / Double(stride))
        let (a, b) = (knots[j * across + i], knots[j * across + i + 1])
        let (c, d) = (knots[(j + 1) * across + i], knots[(j + 1) * across + i + 1])
        let weights = ((1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v)
        points.append(
          MapPoint(
            easting: a.easting * weights.0 + b.easting * weights.1 + c.easting * weights.2 + d.easting * weights.3,
            northing: a.northing * weights.0 + b.northing * weights.1 + c.northing * weights.2
              + d.northing * weights.3))
      }
    }
    return points
  }
}
