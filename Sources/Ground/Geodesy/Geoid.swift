import CPROJ
import Quantities

/// The surface that heights above the sea are counted from.
package enum Geoid {
  /// PROJ's grid of 15′.
  static let grid = "egm96_15.gtx"
  package static let name = "EGM96"

  /// Height of the geoid above the WGS 84 ellipsoid at a place: −107 to 86 m over the Earth, right to about a metre.
  /// `nil` where PROJ was installed without the grid.
  /// - Source: [Lemoine1998]
  package static func undulation(at place: GeoPoint) -> Metres? {
    guard let context = ProjectionContext(),
      // Forward adds the grid's value to a height that counts from the geoid.
      let shift = unsafe proj_create(context.handle, "+proj=vgridshift +grids=\(grid) +multiplier=1")
    else { return nil }
    defer { unsafe proj_destroy(shift) }
    let radians = Double.pi / 180
    let point = proj_coord(place.longitude * radians, place.latitude * radians, 0, 0)
    let height = unsafe proj_trans(shift, PJ_FWD, point).xyz.z
    // What has no value is infinite.
    return height.isFinite && abs(height) < 200 ? Metres(height) : nil
  }
}

extension CRS {
  /// Whether the definition says that heights in it count from the ellipsoid.
  package var hasEllipsoidalHeights: Bool {
    definition.lowercased().contains("\"ellipsoidal height")
  }
}
