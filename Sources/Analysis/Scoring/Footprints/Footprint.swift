import Geodesy
import Vectors

/// One thing on the ground at one time.
struct Footprint {
  let id: String
  let polygons: [GeoPolygon]
  /// Squared units of the coordinates; parts that overlap count once.
  let area: Double
  let west: Double
  let east: Double
  let south: Double
  let north: Double

  /// - Throws: `notOverlaid`, `badOutline` where all of it is narrower than numbers can tell.
  init(id: String, polygons: [GeoPolygon], place: String) throws(ScoringError) {
    self.id = id
    do { self.polygons = try PolygonOverlay.union(of: polygons) } catch { throw ScoringError(error) }
    area = PlaneArea.of(self.polygons)
    guard area > 0 else {
      throw ScoringError(
        .badOutline, at: place, "The outline has no area.", mend: "Draw it with three corners or more.")
    }
    let points = polygons.flatMap(\.exterior)
    west = points.map(\.longitude).min() ?? 0
    east = points.map(\.longitude).max() ?? 0
    south = points.map(\.latitude).min() ?? 0
    north = points.map(\.latitude).max() ?? 0
  }

  /// Intersection over union, 0 … 1, in the plane of the coordinates: the width of a degree drops out of it.
  func overlap(with other: Footprint) throws(ScoringError) -> Double {
    guard south <= other.north, other.south <= north, west <= other.east, other.west <= east else { return 0 }
    let shared: Double
    do {
      shared = PlaneArea.of(try PolygonOverlay.intersection(of: polygons, and: other.polygons))
    } catch { throw ScoringError(error) }
    return min(1, shared / (area + other.area - shared))
  }
}
