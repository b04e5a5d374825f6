import Foundation

/// Longitude and latitude to metres about a centre, keeping areas.
///
/// Sinusoidal: eastings shrink with the cosine of each point's own latitude. With the ellipsoid's radii at the centre,
/// areas of sites a few kilometres wide are right to about one part in 100,000.
package struct LocalProjection: Sendable {
  private let centre: Position
  private let metresPerDegreeNorth: Double
  private let eccentricitySquared = 0.006_694_379_990_14
  private let semiMajorAxis = 6_378_137.0

  package init(around centre: Position) {
    self.centre = centre
    let sine = sin(centre.latitude * .pi / 180)
    let root = (1 - eccentricitySquared * sine * sine).squareRoot()
    metresPerDegreeNorth = semiMajorAxis * (1 - eccentricitySquared) / (root * root * root) * .pi / 180
  }

  package func point(at position: Position) -> PlanePoint {
    let latitude = position.latitude * .pi / 180
    let sine = sin(latitude)
    let normalRadius = semiMajorAxis / (1 - eccentricitySquared * sine * sine).squareRoot()
    return PlanePoint(
      east: (position.longitude - centre.longitude) * .pi / 180 * normalRadius * cos(latitude),
      north: (position.latitude - centre.latitude) * metresPerDegreeNorth)
  }

  package func shape(of geometry: Geometry) -> PlaneShape {
    PlaneShape(polygons: geometry.polygons.map { $0.map { ring in ring.map(point) } })
  }
}
