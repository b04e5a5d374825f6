import Geodesy
import Quantities

/// What the heights of an elevation model count from.
package enum HeightZero: Sendable, Hashable {
  case ellipsoid
  /// The geoid, which lies by so much above the ellipsoid.
  case geoid(undulation: Metres)
  /// The geoid, of which no grid is at hand: taken for the ellipsoid.
  case unknownGeoid

  /// What a model in `crs` counts from at `place`: the geoid, as nearly all do, unless its CRS says otherwise.
  package init(of crs: CRS, at place: GeoPoint) {
    if crs.hasEllipsoidalHeights {
      self = .ellipsoid
    } else if let undulation = Geoid.undulation(at: place) {
      self = .geoid(undulation: undulation)
    } else {
      self = .unknownGeoid
    }
  }

  /// To be added to the model's heights.
  package var aboveEllipsoid: Metres {
    if case .geoid(let undulation) = self { return undulation }
    return Metres(0)
  }

  /// Deviation of what is not known of it: of the geoid over the Earth where it is not known at all.
  package var deviation: Metres { self == .unknownGeoid ? Metres(30) : Metres(0) }
}
