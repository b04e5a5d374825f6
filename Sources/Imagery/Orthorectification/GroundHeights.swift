import Geodesy
import Quantities
import Rasters

/// Heights of the ground above the WGS 84 ellipsoid: the same everywhere, or from an elevation model.
package enum GroundHeights: Sendable {
  case constant(Metres)
  case model(ElevationModel)

  /// One height a place.
  /// - Throws: `outsideElevationModel` where the model has no height at one of the places.
  package func heights(at places: [GeoPoint]) throws(OrthorectificationError) -> [Metres] {
    switch self {
    case .constant(let height): Array(repeating: height, count: places.count)
    case .model(let model): try model.heights(at: places)
    }
  }
}
