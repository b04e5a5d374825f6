import Foundation
import Geodesy
import Quantities
import Rasters

/// Outlines in pixels turned into outlines, areas and ratios on the ground.
package enum AreaMeasure {
  /// 95th percentile of the standard normal: half-width of a 90 % interval over its deviation.
  package static let ninetyPercent = 1.644_853_63
  package static let method = "outline-steepest-edge"
  /// Things narrower than this many pixels are not measured: their edges run into each other.
  package static let minimumWidthInPixels = 3.0

  /// The ring on WGS 84. Throws `GeodesyError` where the grid's CRS cannot be left.
  package static func geoPolygon(_ ring: [PixelPoint], grid: Grid) throws(GeodesyError) -> GeoPolygon {
    try geoPolygon(ring, grid: grid, by: CoordinateTransform(from: grid.crs, to: .wgs84))
  }

  /// As above, by a transform from the grid's CRS to WGS 84, which takes longer to make than to use.
  package static func geoPolygon(
    _ ring: [PixelPoint], grid: Grid, by toGround: CoordinateTransform
  ) throws(GeodesyError) -> GeoPolygon {
    GeoPolygon(exterior: try toGround.geoPoints(ring.map { grid.geotransform.map($0) }))
  }

  /// Geodesic area of the outline with its 90 % interval, or the reason why the picture cannot support it.
  /// - Parameters:
  ///   - registration: as `AreaError.init` takes it.
  ///   - limits: of the grid that the outline was drawn on.
  package static func area(
    _ outline: PixelOutline, polygon: GeoPolygon, registration: Double = 0, limits: SizeLimits = SizeLimits()
  ) -> Measured<SquareMetres> {
    guard let box = OrientedBox(around: outline.ring), box.width >= limits.width else {
      let pixels = "narrower than \(Int(minimumWidthInPixels)) pixels"
      return .refused(
        limits.pixel > 1
          ? "\(pixels) of the pictures that these were enlarged from: its edges run into each other at that pixel size"
          : "\(pixels): its edges run into each other at this pixel size")
    }
    let error = AreaError(outline, registration: registration)
    let area = Geodesics.area(of: polygon)
    let deviation = error.deviation / error.areaInPixels
    return .estimate(
      interval(
        area, below: hypot(deviation, error.relativeShadow), above: deviation,
        method: "\(method)/\(outline.shape.rawValue)"))
  }

  /// Ratio of two areas outlined on one picture.
  package static func ratio(
    _ first: PixelOutline, _ firstArea: SquareMetres, over second: PixelOutline, _ secondArea: SquareMetres,
    registration: Double = 0
  ) -> Estimate<Ratio> {
    let deviation = AreaError(first, registration: registration)
      .relativeDeviation(over: AreaError(second, registration: registration))
    return interval(
      Ratio(firstArea.magnitude / secondArea.magnitude), below: hypot(deviation, AreaError(first).relativeShadow),
      above: hypot(deviation, AreaError(second).relativeShadow), method: "area-ratio/common-bias")
  }

  /// Log-normal interval from relative deviations on either side: an area cannot be negative, its errors are relative.
  package static func interval<Value: Quantity>(
    _ value: Value, below: Double, above: Double, method: String
  ) -> Estimate<Value> {
    func spread(_ deviation: Double) -> Double { log(1 + deviation * deviation).squareRoot() * ninetyPercent }
    return Estimate(
      value, low: Value(value.magnitude * exp(-spread(below))), high: Value(value.magnitude * exp(spread(above))),
      method: method)
  }
}
