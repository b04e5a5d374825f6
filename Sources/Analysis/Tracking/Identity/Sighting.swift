import Foundation
import Geodesy

/// A thing as one date shows it: where, how large, and what it looks like.
package struct Sighting: Sendable, Hashable {
  /// One ring in the plane of a map, metres, without a repeated last point; at least three points.
  package let outline: [MapPoint]
  package let box: MapBox
  /// The middle of the outline's area.
  package let centre: MapPoint
  /// Square metres.
  package let area: Double
  /// What it looks like, in deviations of one date: of two dates' values of one thing each differs by about √2. The first
  /// `appearanceCount` numbers; the others are 0.
  package let appearance: SIMD8<Float>
  /// 0 where nothing is known.
  package let appearanceCount: Int
  /// Whether the outline bends one way only: overlaps of such are found faster.
  let isConvex: Bool

  /// - Parameter appearance: at most eight numbers.
  /// - Returns: `nil` of an outline without an area, or with a point that is no number.
  package init?(outline: [MapPoint], appearance: [Double] = []) {
    precondition(appearance.count <= 8, "\(appearance.count) numbers of appearance: at most 8")
    guard outline.count >= 3, let box = MapBox(around: outline) else { return nil }
    // From the box's corner: products of full coordinates would lose the last metres.
    var (twice, east, north) = (0.0, 0.0, 0.0)
    var turns = (left: false, right: false)
    var before = outline[outline.count - 1]
    for (index, point) in outline.enumerated() {
      let (x0, y0) = (before.easting - box.west, before.northing - box.south)
      let (x1, y1) = (point.easting - box.west, point.northing - box.south)
      let cross = x0 * y1 - x1 * y0
      twice += cross
      east += (x0 + x1) * cross
      north += (y0 + y1) * cross
      let next = outline[index + 1 == outline.count ? 0 : index + 1]
      let turn = (x1 - x0) * (next.northing - point.northing) - (y1 - y0) * (next.easting - point.easting)
      if turn > 0 { turns.left = true } else if turn < 0 { turns.right = true }
      before = point
    }
    guard twice.isFinite, abs(twice) > 0, appearance.allSatisfy(\.isFinite) else { return nil }
    self.outline = outline
    self.box = box
    var look = SIMD8<Float>()
    for (place, value) in appearance.enumerated() { look[place] = Float(value) }
    self.appearance = look
    appearanceCount = appearance.count
    area = abs(twice) / 2
    centre = MapPoint(easting: box.west + east / (3 * twice), northing: box.south + north / (3 * twice))
    isConvex = turns.left != turns.right
  }

  /// The places of sightings in an order that depends on nothing but them.
  static func order(_ sightings: [Sighting]) -> [Int] {
    let keys = sightings.enumerated().map { ($1.centre.easting, $1.centre.northing, $1.area, $0) }
    return keys.sorted { one, other in
      if one.0 != other.0 || one.1 != other.1 || one.2 != other.2 {
        return (one.0, one.1, one.2) < (other.0, other.1, other.2)
      }
      let (left, right) = (sightings[one.3], sightings[other.3])
      return left == right ? one.3 < other.3 : precedes(left, right)
    }.map(\.3)
  }

  /// An order that depends on nothing but the thing itself.
  static func precedes(_ one: Sighting, _ other: Sighting) -> Bool {
    if one.centre.easting != other.centre.easting { return one.centre.easting < other.centre.easting }
    if one.centre.northing != other.centre.northing { return one.centre.northing < other.centre.northing }
    if one.area != other.area { return one.area < other.area }
    for place in 0..<8 where one.appearance[place] != other.appearance[place] {
      return one.appearance[place] < other.appearance[place]
    }
    return one.outline.flatMap { [$0.easting, $0.northing] }
      .lexicographicallyPrecedes(other.outline.flatMap { [$0.easting, $0.northing] })
  }
}
