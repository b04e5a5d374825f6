import Foundation
import Geodesy
import Quantities
import Rasters

/// Where the sun and the satellite stood as a scene was taken, and how well that is known.
package struct SceneAspect: Sendable, Hashable {
  /// `nil` where no sun made the picture, as with radar.
  package let sun: SolarPosition?
  /// Whether the time of day is known; of a day alone the usual hour stands for it.
  package let isHourKnown: Bool
  /// From straight down; `nil` where it is not known.
  package let offNadir: Radians?
  /// From the ground to the satellite, clockwise from north.
  package let viewAzimuth: Radians?

  package init(sun: SolarPosition?, isHourKnown: Bool, offNadir: Radians? = nil, viewAzimuth: Radians? = nil) {
    self.sun = sun
    self.isHourKnown = isHourKnown
    self.offNadir = offNadir
    self.viewAzimuth = viewAzimuth
  }

  /// A lower sun makes shadows that end on other things.
  package static let lowestSun = Radians(degrees: 12)
  /// Deviation of the sun's elevation where the hour is not known, radians.
  private static let hourDeviation = 3 * Double.pi / 180
  /// Deviation of the ground's slope along a shadow, rise over run: sites are levelled, not level.
  private static let slopeDeviation = 0.016
  /// Tangent of usual angles from straight down where they are not known, of pixels finer and coarser than 1.5 m.
  private static let unknownTangent = (fine: 0.27, coarse: 0.05)
  private static let fine = 1.5
  /// Length over which directions are carried onto the grid, metres.
  private static let carried = 100.0

  /// Why no shadow can be looked for; `nil` where one can.
  package var hindrance: String? {
    guard let sun else { return "no sun lit the picture" }
    guard sun.elevation.magnitude > 0 else { return "the sun stood below the horizon" }
    guard sun.elevation.magnitude >= SceneAspect.lowestSun.magnitude else {
      let degrees = (sun.elevation.degrees * 10).rounded() / 10
      return "the sun stood \(degrees)° above the horizon, and shadows under 12° end on other things"
    }
    return nil
  }

  /// The same at a place of a grid, in its pixels.
  /// - Throws: `GeodesyError` where the grid's CRS cannot be reached there.
  package func view(at place: PixelPoint, on grid: Grid, gsd: Double) throws(GeodesyError) -> ShadowHeight.View {
    let toGround = try CoordinateTransform(from: grid.crs, to: .wgs84)
    let onto = try CoordinateTransform(from: .wgs84, to: grid.crs)
    let start = try toGround.geoPoint(grid.geotransform.map(place))
    func way(_ azimuth: Double, _ length: Double) throws(GeodesyError) -> (columns: Double, rows: Double) {
      let end = Geodesics.point(from: start, azimuth: Radians(azimuth), distance: Metres(Self.carried))
      let pixel = grid.geotransform.pixel(try onto.apply(end))
      let factor = length / Self.carried
      return ((pixel.column - place.column) * factor, (pixel.row - place.row) * factor)
    }
    var shadow: (columns: Double, rows: Double)?
    if let sun, hindrance == nil {
      shadow = try way(sun.azimuth.magnitude + .pi, 1 / tan(sun.elevation.magnitude))
    }
    var lean: (columns: Double, rows: Double)?
    if let offNadir, let viewAzimuth { lean = try way(viewAzimuth.magnitude + .pi, tan(offNadir.magnitude)) }
    return ShadowHeight.View(shadow: shadow ?? (0, 0), lean: lean, gsd: gsd)
  }

  /// Deviation, as a share of it, of a height that this scene's shadow tells, by what no pixel shows.
  package func relativeDeviation(gsd: Double) -> Double {
    guard let sun, sun.elevation.magnitude > 0 else { return 0 }
    let tangent = tan(sun.elevation.magnitude)
    let slope = Self.slopeDeviation / tangent
    let unknown = gsd < Self.fine ? Self.unknownTangent.fine : Self.unknownTangent.coarse
    let view = offNadir == nil || viewAzimuth == nil ? unknown * tangent / 2.0.squareRoot() : 0
    let hour = isHourKnown ? 0 : Self.hourDeviation / (sin(sun.elevation.magnitude) * cos(sun.elevation.magnitude))
    return (slope * slope + view * view + hour * hour).squareRoot()
  }
}
