import Geodesy
import Vectors

/// Outlines by number, each once, with what was found out about them: most observations of a site repeat the one before,
/// and a sweep over thresholds asks the same overlaps again and again.
final class ShapeStore {
  struct ID: Hashable, Comparable {
    fileprivate let index: Int
    static func < (left: ID, right: ID) -> Bool { left.index < right.index }
  }

  private struct Pair: Hashable {
    let first: ID
    let second: ID
  }

  private var shapes: [Outline] = []
  private var known: [[GeoPolygon]: ID] = [:]
  private var merged: [ID: ID] = [:]
  private var unions: [[ID]: ID] = [:]
  private var intersections: [Pair: ID] = [:]
  private var differences: [Pair: ID] = [:]
  private var meetings: [Pair: Bool] = [:]

  /// The outline of nothing.
  var empty: ID { id(of: []) }

  func id(of polygons: [GeoPolygon]) -> ID {
    if let id = known[polygons] { return id }
    let id = ID(index: shapes.count)
    shapes.append(Outline(polygons))
    known[polygons] = id
    return id
  }

  func isEmpty(_ id: ID) -> Bool { shapes[id.index].polygons.isEmpty }

  func polygons(_ id: ID) -> [GeoPolygon] { shapes[id.index].polygons }

  /// Whether the point lies within the outline or on its edge.
  func covers(_ id: ID, _ point: GeoPoint) -> Bool { shapes[id.index].polygons.contains { $0.contains(point) } }

  /// Square degrees, parts that overlap counted twice.
  func planarArea(_ id: ID) -> Double { shapes[id.index].area }

  /// Square kilometres by `DegreeArea`, parts that overlap counted twice.
  func area(_ id: ID) -> Double { shapes[id.index].squareKilometres }
}

extension ShapeStore {
  /// What any of the outlines covers.
  func union(_ ids: some Sequence<ID>) throws(ScoringError) -> ID {
    let key = Set(ids).sorted().filter { !isEmpty($0) }
    if key.isEmpty { return empty }
    if key.count == 1 { return try withoutOverlaps(key[0]) }
    if let id = unions[key] { return id }
    let polygons = key.flatMap { shapes[$0.index].polygons }
    let id = id(ofMerged: try overlaid { () throws(VectorError) in try PolygonOverlay.union(of: polygons) })
    unions[key] = id
    return id
  }

  func intersection(_ first: ID, _ second: ID) throws(ScoringError) -> ID {
    let pair = Pair(first: min(first, second), second: max(first, second))
    if let id = intersections[pair] { return id }
    let (one, other) = (shapes[try withoutOverlaps(pair.first).index], shapes[try withoutOverlaps(pair.second).index])
    let result =
      one.mayMeet(other)
      ? try overlaid { () throws(VectorError) in
        try PolygonOverlay.intersection(of: one.polygons, and: other.polygons)
      } : []
    let id = id(ofMerged: result)
    intersections[pair] = id
    return id
  }

  func difference(_ first: ID, less second: ID) throws(ScoringError) -> ID {
    let pair = Pair(first: first, second: second)
    if let id = differences[pair] { return id }
    let (one, other) = (shapes[try withoutOverlaps(first).index], shapes[try withoutOverlaps(second).index])
    let id = id(
      ofMerged: try overlaid { () throws(VectorError) in
        try PolygonOverlay.difference(of: one.polygons, less: other.polygons)
      })
    differences[pair] = id
    return id
  }

  /// Whether the outlines have a point in common.
  func meet(_ first: ID, _ second: ID) throws(ScoringError) -> Bool {
    guard shapes[first.index].mayMeet(shapes[second.index]) else { return false }
    let pair = Pair(first: min(first, second), second: max(first, second))
    if let meet = meetings[pair] { return meet }
    let (one, other) = (shapes[try withoutOverlaps(pair.first).index], shapes[try withoutOverlaps(pair.second).index])
    let meet = try overlaid { () throws(VectorError) in try PolygonOverlay.meet(one.polygons, other.polygons) }
    meetings[pair] = meet
    return meet
  }

  /// Square kilometres of what two outlines share, and of both together.
  func overlap(_ first: ID, _ second: ID) throws(ScoringError) -> (intersection: Double, union: Double) {
    let shared = shapes[try intersection(first, second).index]
    let (one, other) = (shapes[try withoutOverlaps(first).index], shapes[try withoutOverlaps(second).index])
    let union = DegreeArea.squareKilometres(
      planar: one.area + other.area - shared.area, south: min(one.south, other.south),
      north: max(one.north, other.north))
    return (shared.squareKilometres, union)
  }

  /// The outline with its parts merged: annotators draw parts of a site that overlap.
  private func withoutOverlaps(_ id: ID) throws(ScoringError) -> ID {
    let polygons = shapes[id.index].polygons
    guard polygons.count > 1 else { return id }
    if let whole = merged[id] { return whole }
    let whole = self.id(ofMerged: try overlaid { () throws(VectorError) in try PolygonOverlay.union(of: polygons) })
    merged[id] = whole
    return whole
  }

  /// An outline that the library made: its parts do not overlap.
  private func id(ofMerged polygons: [GeoPolygon]) -> ID {
    let id = id(of: polygons)
    merged[id] = id
    return id
  }

  private func overlaid<Result>(_ body: () throws(VectorError) -> Result) throws(ScoringError) -> Result {
    do { return try body() } catch { throw ScoringError(error) }
  }
}

extension ShapeStore {
  private struct Outline {
    let polygons: [GeoPolygon]
    let area: Double
    let squareKilometres: Double
    let south: Double
    let north: Double
    let west: Double
    let east: Double

    init(_ polygons: [GeoPolygon]) {
      self.polygons = polygons
      area = PlaneArea.of(polygons)
      let points = polygons.flatMap(\.exterior)
      south = points.map(\.latitude).min() ?? 0
      north = points.map(\.latitude).max() ?? 0
      west = points.map(\.longitude).min() ?? 0
      east = points.map(\.longitude).max() ?? 0
      squareKilometres =
        polygons.isEmpty ? 0 : DegreeArea.squareKilometres(planar: area, south: south, north: north)
    }

    func mayMeet(_ other: Outline) -> Bool {
      !polygons.isEmpty && !other.polygons.isEmpty && south <= other.north && other.south <= north
        && west <= other.east && other.west <= east
    }
  }
}
