import Geodesy
import Vectors

/// How far a point of the truth lies from a proposal, in metres and days.
struct PointDistances {
  let nearest: Double
  let central: Double
  let farthest: Double
  let nearestDays: Int
  let centralDays: Int
  let farthestDays: Int

  /// In the plane where each point is its longitude and latitude times the length of a degree at its own latitude.
  /// `nil` where the proposal has no outline or no day of activity.
  init?(_ point: PointTruth, _ outline: [GeoPolygon], _ activity: DaySet) {
    let ring = Self.ring(of: outline).map(Self.flat)
    guard ring.count >= 3, let middle = Rings.centroid(ring), let first = activity.spans.first?.lowerBound,
      let last = activity.spans.last?.upperBound
    else { return nil }
    let place = Self.flat(point.place)
    nearest = Rings.contains(place, in: ring) ? 0 : Self.distance(place, to: ring)
    central = Self.distance(place, middle)
    farthest = ring.map { Self.distance(place, $0) }.max() ?? 0
    let day = point.day.number
    let gaps = activity.spans.map { max($0.lowerBound - day, day - $0.upperBound, 0) }
    nearestDays = gaps.min() ?? 0
    // Whole days before the middle of the span, which may be at noon.
    let twice = 2 * day - first - last
    centralDays = twice >= 0 ? twice / 2 : -((1 - twice) / 2)
    farthestDays = max(abs(day - first), abs(day - last))
  }

  /// The exterior of one polygon, the hull of several.
  private static func ring(of outline: [GeoPolygon]) -> [GeoPoint] {
    outline.count == 1 ? outline[0].exterior : hull(outline.flatMap(\.exterior))
  }

  private static func flat(_ point: GeoPoint) -> MapPoint {
    let length = DegreeArea.metresPerDegree(at: point.latitude)
    return MapPoint(easting: length.east * point.longitude, northing: length.north * point.latitude)
  }

  private static func distance(_ one: MapPoint, _ other: MapPoint) -> Double {
    let (east, north) = (one.easting - other.easting, one.northing - other.northing)
    return (east * east + north * north).squareRoot()
  }

  private static func distance(_ point: MapPoint, to ring: [MapPoint]) -> Double {
    guard var start = ring.last else { return .infinity }
    var least = Double.infinity
    for end in ring {
      let (east, north) = (end.easting - start.easting, end.northing - start.northing)
      let square = east * east + north * north
      let along =
        square > 0
        ? ((point.easting - start.easting) * east + (point.northing - start.northing) * north) / square : 0
      let share = min(1, max(0, along))
      let foot = MapPoint(easting: start.easting + share * east, northing: start.northing + share * north)
      least = min(least, distance(point, foot))
      start = end
    }
    return least
  }

  /// Convex hull, counterclockwise, by monotone chains.
  private static func hull(_ points: [GeoPoint]) -> [GeoPoint] {
    let sorted = Set(points).sorted { ($0.longitude, $0.latitude) < ($1.longitude, $1.latitude) }
    guard sorted.count > 2 else { return sorted }
    func chain(_ points: [GeoPoint]) -> [GeoPoint] {
      var chain: [GeoPoint] = []
      for point in points {
        while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 { chain.removeLast() }
        chain.append(point)
      }
      return Array(chain.dropLast())
    }
    return chain(sorted) + chain(sorted.reversed())
  }

  /// Positive where the way over the three points turns left.
  private static func turn(_ one: GeoPoint, _ two: GeoPoint, _ three: GeoPoint) -> Double {
    (two.longitude - one.longitude) * (three.latitude - one.latitude)
      - (two.latitude - one.latitude) * (three.longitude - one.longitude)
  }
}
