/// The smallest convex polygon around points.
enum ConvexHull {
  /// Corners counter-clockwise; fewer than three where all points lie on one line.
  static func corners(of points: some Sequence<PlanePoint>) -> [PlanePoint] {
    let sorted = Set(points).sorted { ($0.east, $0.north) < ($1.east, $1.north) }
    guard sorted.count >= 3 else { return sorted }
    let lower = chain(sorted)
    let upper = chain(sorted.reversed())
    return Array(lower.dropLast() + upper.dropLast())
  }

  private static func chain(_ points: [PlanePoint]) -> [PlanePoint] {
    var chain: [PlanePoint] = []
    for point in points {
      while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 { chain.removeLast() }
      chain.append(point)
    }
    return chain
  }

  private static func turn(_ first: PlanePoint, _ second: PlanePoint, _ third: PlanePoint) -> Double {
    (second.east - first.east) * (third.north - first.north)
      - (second.north - first.north) * (third.east - first.east)
  }
}
