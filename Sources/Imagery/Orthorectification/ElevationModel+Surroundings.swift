import Foundation
import Geodesy
import Quantities
import Rasters

extension ElevationModel {
  /// Longest side of what `surroundings` keeps; larger parts are averaged in blocks.
  static let mostSurroundings = 2_048

  /// As much of the file as lies in the box around `places`, heights that are absent left out; `nil` where it has nothing
  /// there.
  /// - Throws: `RasterError` of the file; `badElevationModel` for one without a place or with several bands.
  package static func surroundings(
    _ path: String, around places: [GeoPoint], with reader: RasterReader
  ) throws -> ElevationModel? {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let grid = try grid(try reader.header(of: path), name)
    let pixels = try CoordinateTransform(from: .wgs84, to: grid.crs).apply(places).map(grid.geotransform.pixel)
    func clamp(_ value: Double) -> Int { Int(min(max(value, -1e8), 1e8)) }
    let left = clamp((pixels.map(\.column).min() ?? 0).rounded(.down)) - 2
    let top = clamp((pixels.map(\.row).min() ?? 0).rounded(.down)) - 2
    let window = Window(
      column: left, row: top, columns: clamp((pixels.map(\.column).max() ?? 0).rounded(.up)) + 2 - left,
      rows: clamp((pixels.map(\.row).max() ?? 0).rounded(.up)) + 2 - top
    ).intersection(Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows))
    guard !window.isEmpty else { return nil }
    let factor = (max(window.columns, window.rows) + mostSurroundings - 1) / mostSurroundings
    let raster = try reader.read(path, window: window, reducing: factor)
    return ElevationModel(raster, grid: grid.cut(window, reducing: factor), path: path)
  }

  /// Heights above the model's own zero, NaN where one of the four pixels around a point is absent.
  /// - Parameter points: of the model's own CRS.
  func known(at points: [MapPoint]) -> [Float] {
    points.map { point in height(at: grid.geotransform.pixel(point)).map { Float($0) } ?? .nan }
  }

  /// Lowest and highest height; `nil` where there is none.
  package var range: ClosedRange<Double>? {
    var (low, high) = (Float.infinity, -Float.infinity)
    for pixel in raster.samples.indices where raster.validity.flags[pixel] {
      low = min(low, raster.samples[pixel])
      high = max(high, raster.samples[pixel])
    }
    return low <= high ? Double(low)...Double(high) : nil
  }

  /// Side of a pixel on the ground, the smaller of the two.
  package var pixelSize: Metres? {
    let middle = PixelPoint(column: Double(grid.columns) / 2, row: Double(grid.rows) / 2)
    let size = try? Geodesics.groundPixelSize(
      at: grid.geotransform.map(middle),
      nextColumn: grid.geotransform.map(PixelPoint(column: middle.column + 1, row: middle.row)),
      nextRow: grid.geotransform.map(PixelPoint(column: middle.column, row: middle.row + 1)), in: grid.crs)
    return size.map { min($0.column, $0.row) }
  }
}
