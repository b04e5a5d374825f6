import Foundation
import Geodesy
import Quantities
import Rasters

/// Length, width, direction and perimeter of an outlined thing, each with its 90 % interval.
///
/// Length and width are those of the smallest rectangle around the outline, on the ground. The sides' shared bias moves
/// both ends of a length outward or inward together; what each side errs for itself adds up as squares.
package struct ThingSize: Sendable, Hashable {
  package let length: Estimate<Metres>
  package let width: Estimate<Metres>
  package let perimeter: Estimate<Metres>
  /// Of the longer side, from north through east, 0 to 180°; refused of what is nearly as wide as long.
  package let orientation: Measured<Degrees>

  package static let method = "outline-box"
  /// Things less longish than this have no direction that their outline could tell.
  static let leastElongation = 1.15
  /// Deviation, radians, of the direction in which a right-angled outline was laid: it was looked for in steps of 1°.
  static let turning = 0.29 * Double.pi / 180

  /// Deviation of a side's ends against each other that its parts may not show, pixels.
  static let bending = 0.1

  /// - Parameters:
  ///   - toGround: from the grid's CRS to WGS 84.
  ///   - registration: as `AreaError.init` takes it.
  /// - Returns: `nil` where the outline is no area.
  /// - Throws: `GeodesyError` where the grid's CRS cannot be left.
  package init?(
    _ outline: PixelOutline, grid: Grid, by toGround: CoordinateTransform, registration: Double = 0
  ) throws(GeodesyError) {
    guard let box = OrientedBox(around: outline.ring) else { return nil }
    let ends = try ThingSize.ends(of: box, grid: grid, by: toGround)
    let alongDeviations = ThingSize.deviations(outline, across: box.angle, registration)
    let acrossDeviations = ThingSize.deviations(outline, across: box.angle + .pi / 2, registration)
    let long = Geodesics.distance(ends.along.0, ends.along.1).magnitude
    let wide = Geodesics.distance(ends.across.0, ends.across.1).magnitude
    let errors = outline.errors
    func estimate(_ value: Double, pixels: Double, own: Double, sides: Double) -> Estimate<Metres> {
      let above = hypot(own, sides * errors.shared)
      // A shadow that was drawn with it lies along one end, never along both.
      let below = hypot(above, sides / 2 * errors.outward)
      return AreaMeasure.interval(
        Metres(value), below: below / pixels, above: above / pixels,
        method: "\(ThingSize.method)/\(outline.shape.rawValue)")
    }
    length = estimate(long, pixels: box.length, own: alongDeviations.ends, sides: 2)
    width = estimate(wide, pixels: box.width, own: acrossDeviations.ends, sides: 2)
    let ground = Geodesics.perimeter(of: try toGround.geoPoints(outline.ring.map { grid.geotransform.map($0) }))
    let pixels = outline.perimeterInPixels
    // A side that lies further out lengthens the two beside it.
    let own = 2 * ThingSize.all(outline, registration)
    perimeter = estimate(ground.magnitude, pixels: pixels, own: own, sides: 8)
    orientation = ThingSize.orientation(
      box, ends.along, deviation: hypot(ThingSize.turning, acrossDeviations.turn / box.length))
  }

  private static func orientation(
    _ box: OrientedBox, _ ends: (GeoPoint, GeoPoint), deviation: Double
  ) -> Measured<Degrees> {
    guard box.length >= leastElongation * box.width else {
      return .refused("it is nearly as wide as long")
    }
    var azimuth = Geodesics.azimuth(from: ends.0, to: ends.1).magnitude.truncatingRemainder(dividingBy: .pi)
    if azimuth < 0 { azimuth += .pi }
    let half = Radians(deviation * AreaMeasure.ninetyPercent).degrees
    let value = Radians(azimuth).degrees
    return .estimate(
      Estimate(Degrees(value), low: Degrees(value - half), high: Degrees(value + half), method: method))
  }

  private static func ends(
    of box: OrientedBox, grid: Grid, by toGround: CoordinateTransform
  ) throws(GeodesyError) -> (along: (GeoPoint, GeoPoint), across: (GeoPoint, GeoPoint)) {
    let (c, s) = (cos(box.angle), sin(box.angle))
    func place(_ along: Double, _ across: Double) -> PixelPoint {
      PixelPoint(
        column: box.centre.column + along * c - across * s, row: box.centre.row + along * s + across * c)
    }
    let (long, wide) = (box.length / 2, box.width / 2)
    let places = [place(-long, 0), place(long, 0), place(0, -wide), place(0, wide)]
    let points = try toGround.geoPoints(places.map { grid.geotransform.map($0) })
    return ((points[0], points[1]), (points[2], points[3]))
  }

  /// Deviation of the distance between the two ends that lie across `angle`, pixels, and of a line's ends by which the
  /// sides along it may turn it.
  private static func deviations(
    _ outline: PixelOutline, across angle: Double, _ registration: Double
  ) -> (ends: Double, turn: Double) {
    var near: [(length: Double, deviation: Double, own: Double, isFirst: Bool)] = []
    let (c, s) = (cos(angle), sin(angle))
    let middle = outline.ring.reduce(0.0) { $0 + $1.column * c + $1.row * s } / Double(outline.ring.count)
    for index in outline.ring.indices {
      let (a, b) = (outline.ring[index], outline.ring[(index + 1) % outline.ring.count])
      let length = hypot(b.column - a.column, b.row - a.row)
      guard length > 1e-9 else { continue }
      let lean = abs((b.column - a.column) * c + (b.row - a.row) * s) / length
      guard lean < 0.5 else { continue }
      let place = ((a.column + b.column) * c + (a.row + b.row) * s) / 2
      near.append((length, side(outline, index, registration), outline.sideDeviations[index], place < middle))
    }
    /// The longest side of either end stands for it.
    func end(_ isFirst: Bool) -> (whole: Double, own: Double) {
      let longest = near.filter { $0.isFirst == isFirst }.max { $0.length < $1.length }
      return (longest?.deviation ?? registration, hypot(longest?.own ?? registration, bending))
    }
    let (first, last) = (end(true), end(false))
    // What a side errs as a whole does not turn it; what its parts disagree by does.
    return (hypot(first.whole, last.whole), 12.0.squareRoot() * hypot(first.own, last.own) / 2)
  }

  private static func side(_ outline: PixelOutline, _ index: Int, _ registration: Double) -> Double {
    let own = hypot(outline.sideDeviations[index], outline.errors.sideFloor)
    return hypot(own, registration)
  }

  /// Root of the sum of the squares of all sides' deviations; of a freehand line, whose parts are short, of four.
  private static func all(_ outline: PixelOutline, _ registration: Double) -> Double {
    let squares = outline.ring.indices.reduce(0.0) { sum, index in
      let deviation = side(outline, index, registration)
      return sum + deviation * deviation
    }
    return outline.shape == .freehand
      ? (4 * squares / Double(max(outline.ring.count, 1))).squareRoot() : squares.squareRoot()
  }
}
