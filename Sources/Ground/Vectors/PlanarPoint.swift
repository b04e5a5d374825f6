import Geodesy

/// A point whose two coordinates are treated as a plane's: right for tests of shape within a few kilometres, never
/// for areas and lengths of the ground (`Geodesics` has those).
package protocol PlanarPoint: Sendable, Hashable {
  var planarEast: Double { get }
  var planarNorth: Double { get }
  init(planarEast: Double, planarNorth: Double)
}

extension GeoPoint: PlanarPoint {
  package var planarEast: Double { longitude }
  package var planarNorth: Double { latitude }
  package init(planarEast: Double, planarNorth: Double) {
    self.init(longitude: planarEast, latitude: planarNorth)
  }
}

extension MapPoint: PlanarPoint {
  package var planarEast: Double { easting }
  package var planarNorth: Double { northing }
  package init(planarEast: Double, planarNorth: Double) {
    self.init(easting: planarEast, northing: planarNorth)
  }
}

extension PlanarPoint {
  /// Twice the signed area of the triangle (self, `second`, `third`): positive when it runs counterclockwise.
  func cross(_ second: Self, _ third: Self) -> Double {
    (second.planarEast - planarEast) * (third.planarNorth - planarNorth)
      - (second.planarNorth - planarNorth) * (third.planarEast - planarEast)
  }
}
