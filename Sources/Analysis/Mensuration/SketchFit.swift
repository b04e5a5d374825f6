import Foundation
import Kernels
import Rasters
import Statistics

/// The outline of a thing that a person sketched roughly: each side of the sketch moved to the edge that it means.
///
/// A sketch says what a picture does not: where the thing ends and its neighbour begins, that two slopes are one roof.
/// So nothing is grown from colours here. The sketch is made right-angled where its sides alternate between two
/// directions; it is turned as a whole, and each side slides, within the sketch's own error, to where brightness changes
/// most across it in any band. Parts of a side are judged apart: along a gable one slope may be brighter than the ground
/// and the other darker.
package enum SketchFit {
  /// Deviation by which a sketched side may lie off, pixels.
  private static let sketchDeviation = 1.5
  /// Sides are looked for this far from the sketch, pixels; and no farther than this share of the thing's width.
  private static let farthest = 4.0
  private static let widthShare = 0.45
  /// Turns that are tried: a corner drawn this far off turns a side, pixels; and never by more.
  private static let cornerError = 2.0
  package static let largestTurn = 15.0 * Double.pi / 180
  private static let coarseTurn = 2 * Double.pi / 180
  private static let turnStep = 0.5 * Double.pi / 180
  private static let step = 0.25
  /// Edges compete by this power of their strength.
  private static let decisiveness = 3.0
  /// Parts that a side is judged in have this length at least, pixels, and there are no more of them than this.
  private static let partLength = 3.0
  private static let mostParts = 6
  /// Height of a usual building, metres: how far from its edge the tip of its shadow is expected; and how well.
  private static let usualHeight = 9.0
  /// Turns that are tried beside a lean, radians.
  private static let leaningTurn = 7 * Double.pi / 180
  /// The highest thing whose roof is looked for aside of its foot, metres.
  private static let leaningHeight = 25.0
  private static let heightDeviation = 0.5
  /// An edge that grows brighter outward on the side away from the sun is the tip of a shadow, not the end of a roof; the
  /// longer the shadow, in pixels, the less such an edge counts beside others.
  private static let tipDecay = 2.0

  /// Per metre of height, in pixels, away from the foot: the shadow and the lean, as far as they are known.
  package struct Aspect: Sendable {
    package let shadow: (columns: Double, rows: Double)?
    package let lean: (columns: Double, rows: Double)?
    /// Size of a pixel, metres.
    package let gsd: Double

    package init(
      gsd: Double, shadow: (columns: Double, rows: Double)? = nil, lean: (columns: Double, rows: Double)? = nil
    ) {
      self.gsd = gsd
      self.shadow = shadow
      self.lean = lean
    }
  }

  /// - Parameters:
  ///   - picture: the pixels of `window` of the grid.
  ///   - sketch: a ring in pixels of the grid, without its first point again.
  ///   - aspect: where the sun and the satellite stood. A sketch may show the foot of a thing whose roof the picture shows
  ///     aside of it.
  ///   - most: by how much the sketch may be turned, radians.
  /// - Returns: `nil` for rings that are no area, and where the picture shows no edge near any side.
  package static func outline(
    _ picture: Raster, window: Window, sketch: [PixelPoint], aspect: Aspect,
    turning most: Double = SketchFit.largestTurn
  ) -> PixelOutline? {
    var ring = PixelOutline.signedArea(sketch) < 0 ? Array(sketch.reversed()) : sketch
    guard ring.count >= 3, PixelOutline.signedArea(ring) > 1, let field = EdgeField(picture, window: window) else {
      return nil
    }
    var shape = PixelOutline.Shape.freehand
    if let straight = rightAngled(ring) {
      ring = straight
      shape = ring.count == 4 ? .rectangle : .rectilinear
    }
    guard let box = OrientedBox(around: ring) else { return nil }
    let reach = min(farthest, max(1.5, widthShare * box.width))
    let turns = shape == .freehand ? [0] : turns(box, within: most)
    let start = aside(ring, field, aspect, turns: turns, centre: box.centre)
    let centre = OrientedBox(around: start)?.centre ?? box.centre
    var best: Fit?
    func attempt(_ turn: Double) {
      let turned = Self.turned(start, by: turn, around: centre)
      let places = turned.indices.map { side(turned, $0, field, aspect, reach: reach) }
      // The sketch's own direction wins where edges do not tell.
      let strength =
        zip(places, lengths(turned)).reduce(0) { $0 + $1.0.strength * $1.1 }
        * exp(-turn * turn / (2 * largestTurn * largestTurn))
      if strength > best?.strength ?? 0 { best = Fit(turn: turn, ring: turned, places: places, strength: strength) }
    }
    for turn in turns { attempt(turn) }
    if let coarse = best?.turn, shape != .freehand {
      for finer in Self.finer where finer != 0 { attempt(coarse + finer) }
    }
    guard let found = best, let moved = moved(found.ring, found.places) else { return nil }
    return finished(moved, shape, from: found, gsd: aspect.gsd)
  }

  /// The ring moved aside, as a whole, to where most of its sides meet edges: along the lean by any part of it, and by
  /// the sketch's own error in any direction.
  private static func aside(
    _ ring: [PixelPoint], _ field: EdgeField, _ aspect: Aspect, turns: [Double], centre: PixelPoint
  ) -> [PixelPoint] {
    let most = (aspect.lean?.columns ?? 0, aspect.lean?.rows ?? 0)
    let lean = (columns: most.0 * leaningHeight, rows: most.1 * leaningHeight)
    let leaning = hypot(lean.columns, lean.rows)
    guard leaning > 1 else { return ring }
    var best = (ring: ring, strength: 0.0)
    let steps = Int((leaning / 0.5).rounded(.up))
    for turn in turns where abs(turn) <= leaningTurn {
      let turned = Self.turned(ring, by: turn, around: centre)
      for place in 0...steps {
        for sideways in [-1.0, 0, 1] {
          let share = Double(place) / Double(steps)
          let moved = turned.map {
            PixelPoint(
              column: $0.column + share * lean.columns - sideways * lean.rows / leaning,
              row: $0.row + share * lean.rows + sideways * lean.columns / leaning)
          }
          let strength = zip(moved.indices.map { side(moved, $0, field, aspect, reach: 1).strength }, lengths(moved))
            .reduce(0) { $0 + $1.0 * $1.1 }
          if strength > best.strength { best = (moved, strength) }
        }
      }
    }
    // Sides are turned about their own middle again, from the sketch's direction on.
    guard let middle = OrientedBox(around: best.ring)?.centre else { return ring }
    return ring.map {
      PixelPoint(column: $0.column + middle.column - centre.column, row: $0.row + middle.row - centre.row)
    }
  }

  // MARK: - Right angles

  /// The ring with every side along one of two directions at right angles; `nil` where its sides do not alternate so.
  static func rightAngled(_ ring: [PixelPoint]) -> [PixelPoint]? {
    guard ring.count >= 4, ring.count % 2 == 0 else { return nil }
    let sides = ring.indices.map { index -> (angle: Double, length: Double, middle: PixelPoint) in
      let (a, b) = (ring[index], ring[(index + 1) % ring.count])
      let middle = PixelPoint(column: (a.column + b.column) / 2, row: (a.row + b.row) / 2)
      return (atan2(b.row - a.row, b.column - a.column), hypot(b.column - a.column, b.row - a.row), middle)
    }
    // Fourfold angles of right-angled sides agree.
    let sine = sides.reduce(0) { $0 + $1.length * $1.length * sin(4 * $1.angle) }
    let cosine = sides.reduce(0) { $0 + $1.length * $1.length * cos(4 * $1.angle) }
    let base = atan2(sine, cosine) / 4
    let quarters = sides.map { Int((($0.angle - base) / (.pi / 2)).rounded()) }
    let alternates = quarters.indices.allSatisfy { abs(quarters[$0] - quarters[($0 + 1) % quarters.count]) % 2 == 1 }
    let tolerance = { (length: Double) in max(largestTurn, atan2(2 * cornerError, length)) }
    let agrees = zip(sides, quarters).allSatisfy { side, quarter in
      abs(side.angle - base - Double(quarter) * .pi / 2) <= tolerance(side.length)
    }
    guard alternates, agrees else { return nil }
    let lines = zip(sides, quarters).map { side, quarter -> Side in
      let angle = base + Double(quarter) * .pi / 2
      let (c, s) = (cos(angle) * side.length / 2, sin(angle) * side.length / 2)
      return Side(
        PixelPoint(column: side.middle.column - c, row: side.middle.row - s),
        PixelPoint(column: side.middle.column + c, row: side.middle.row + s))
    }
    return corners(of: lines)
  }

  private static func corners(of sides: [Side]) -> [PixelPoint]? {
    var corners: [PixelPoint] = []
    for index in sides.indices {
      guard let corner = sides[(index + sides.count - 1) % sides.count].intersection(sides[index]) else { return nil }
      corners.append(corner)
    }
    return PixelOutline.signedArea(corners) > 1 ? corners : nil
  }

  /// Turns that are tried first, and then around the best of them.
  private static func turns(_ box: OrientedBox, within most: Double) -> [Double] {
    let reach = min(most, atan2(2 * cornerError, box.length))
    let count = max(1, Int((reach / coarseTurn).rounded(.up)))
    return (-count...count).map { Double($0) * coarseTurn }
  }

  private static let finer = (-3...3).map { Double($0) * turnStep }

  private static func turned(_ ring: [PixelPoint], by angle: Double, around centre: PixelPoint) -> [PixelPoint] {
    let (c, s) = (cos(angle), sin(angle))
    return ring.map { point in
      let (column, row) = (point.column - centre.column, point.row - centre.row)
      return PixelPoint(column: centre.column + column * c - row * s, row: centre.row + column * s + row * c)
    }
  }

  private static func lengths(_ ring: [PixelPoint]) -> [Double] {
    ring.indices.map { index in
      let (a, b) = (ring[index], ring[(index + 1) % ring.count])
      return hypot(b.column - a.column, b.row - a.row)
    }
  }

  // MARK: - Sides

  /// All sides at one turn of the sketch.
  private struct Fit {
    let turn: Double
    let ring: [PixelPoint]
    let places: [Place]
    let strength: Double
  }

  /// Where a side slides to.
  private struct Place {
    /// Outward, pixels.
    let offset: Double
    let deviation: Double
    /// Of the edge there, in deviations of what the picture shows everywhere; 0 without an edge.
    let strength: Double
  }

  private static func side(
    _ ring: [PixelPoint], _ index: Int, _ field: EdgeField, _ aspect: Aspect, reach: Double
  ) -> Place {
    let (a, b) = (ring[index], ring[(index + 1) % ring.count])
    let length = hypot(b.column - a.column, b.row - a.row)
    guard length > 1e-6 else { return Place(offset: 0, deviation: sketchDeviation, strength: 0) }
    let normal = (columns: (b.row - a.row) / length, rows: -(b.column - a.column) / length)
    let inset = min(1.5, 0.2 * length)
    let parts = max(1, min(mostParts, Int((length - 2 * inset) / partLength)))
    let count = Int((2 * reach / step).rounded()) + 1
    var changes: [[EdgeField.Change]] = []
    for part in 0..<parts {
      let first = inset + (length - 2 * inset) * Double(part) / Double(parts)
      let last = inset + (length - 2 * inset) * Double(part + 1) / Double(parts)
      let profile = field.changes(
        from: a, along: ((b.column - a.column) / length, (b.row - a.row) / length), first...last, normal: normal,
        offsets: (0..<count).map { -reach + Double($0) * step })
      if let profile { changes.append(profile) }
    }
    guard !changes.isEmpty else { return Place(offset: 0, deviation: sketchDeviation, strength: 0) }
    let shade = aspect.shadow.map { max(0, $0.columns * normal.columns + $0.rows * normal.rows) * usualHeight } ?? 0
    let wall = aspect.lean.map { max(0, -$0.columns * normal.columns - $0.rows * normal.rows) * usualHeight } ?? 0
    return place(changes, reach: reach, shade: shade, wall: wall)
  }

  /// An edge that the side may mean.
  fileprivate struct Candidate {
    let sample: Int
    let offset: Double
    let deviation: Double
    var weight: Double
  }

  /// - Parameters:
  ///   - shade: how far outward the tip of the thing's shadow is expected, pixels; 0 towards the sun.
  ///   - wall: how wide a wall is expected between roof and ground, pixels; 0 on sides that the satellite does not see.
  private static func place(
    _ parts: [[EdgeField.Change]], reach: Double, shade: Double, wall: Double
  ) -> Place {
    let count = parts[0].count
    let strengths = (0..<count).map { sample in
      parts.reduce(0) { $0 + $1[sample].strength } / Double(parts.count)
    }
    let peaks = strengths.indices.filter { index in
      strengths[index] > 0 && (index == 0 || strengths[index] >= strengths[index - 1])
        && (index == count - 1 || strengths[index] > strengths[index + 1])
    }
    let candidates = peaks.map { peak -> Candidate in
      let offset = -reach + centroid(strengths, at: peak) * step
      let isTip = shade > 0 && 2 * parts.count { $0[peak].isRise } > parts.count
      let moved = isTip ? offset - min(shade, reach) : offset
      return Candidate(
        sample: peak, offset: moved, deviation: isTip ? heightDeviation * shade : 0,
        weight: strengths[peak] * prior(moved) * (isTip ? exp(-shade / tipDecay) : 1))
    }
    .withoutFeet(wall: wall)
    guard let best = candidates.max(by: { $0.weight < $1.weight }) else {
      return Place(offset: 0, deviation: sketchDeviation, strength: 0)
    }
    let own = parts.map { part in
      let values = part.map(\.strength)
      return (centroid(values, at: highest(values, near: best.sample)) - centroid(strengths, at: best.sample)) * step
    }
    let spread =
      own.count > 1
      ? (own.reduce(0) { $0 + $1 * $1 } / Double(own.count - 1) / Double(own.count)).squareRoot() : 0.3 * step
    // Another edge nearly as strong may be the one that was meant.
    let weights = candidates.map { pow($0.weight / best.weight, decisiveness) }
    let other = zip(candidates, weights).reduce(0) { sum, pair in
      let distance = pair.0.offset - best.offset
      return sum + pair.1 * distance * distance
    }
    let variance = spread * spread + other / weights.reduce(0, +) + best.deviation * best.deviation
    return Place(offset: best.offset, deviation: variance.squareRoot(), strength: best.weight)
  }

  /// Share of a candidate's weight from which on another is its partner.
  fileprivate static let partner = 0.3
  /// Widths of the wall between two partners, in expected ones.
  fileprivate static let wallWidths = 0.3...2.0
  fileprivate static let foot = tipDecay

  private static func prior(_ offset: Double) -> Double {
    exp(-offset * offset / (2 * sketchDeviation * sketchDeviation))
  }

  /// Centre of mass of what rises above half of a peak, in samples.
  private static func centroid(_ values: [Double], at peak: Int) -> Double {
    var weight = 0.0
    var sum = 0.0
    for index in max(0, peak - 3)...min(values.count - 1, peak + 3) {
      let excess = values[index] - 0.5 * values[peak]
      if excess > 0 {
        weight += excess
        sum += excess * Double(index)
      }
    }
    return weight > 0 ? sum / weight : Double(peak)
  }

  private static func highest(_ values: [Double], near peak: Int) -> Int {
    (max(0, peak - 4)...min(values.count - 1, peak + 4)).max { values[$0] < values[$1] } ?? peak
  }

  private static func moved(_ ring: [PixelPoint], _ places: [Place]) -> [PixelPoint]? {
    let sides = ring.indices.map { index -> Side in
      var side = Side(ring[index], ring[(index + 1) % ring.count])
      side.move(by: places[index].offset)
      return side
    }
    if let corners = corners(of: sides) { return corners }
    // Sides of a freehand line may be parallel to the next: each corner then goes with both.
    let moved = ring.indices.map { index -> PixelPoint in
      let before = sides[(index + ring.count - 1) % ring.count]
      return PixelPoint(
        column: (before.end.column + sides[index].start.column) / 2, row: (before.end.row + sides[index].start.row) / 2)
    }
    return PixelOutline.signedArea(moved) > 1 ? moved : nil
  }

  private static func finished(
    _ ring: [PixelPoint], _ shape: PixelOutline.Shape,
    from found: Fit, gsd: Double
  ) -> PixelOutline? {
    let lengths = lengths(found.ring)
    let seen = zip(found.places, lengths).reduce(0) { $0 + ($1.0.strength > EdgeField.least ? $1.1 : 0) }
    guard seen >= 0.5 * lengths.reduce(0, +) else { return nil }
    return PixelOutline(
      ring: ring, shape: shape, sideDeviations: found.places.map(\.deviation), agreement: 1,
      separation: found.strength / max(lengths.reduce(0, +), 1e-9), sharpness: 0, drawn: .sketch(pixel: gsd))
  }
}

extension [SketchFit.Candidate] {
  /// The same, those taken back that have another edge a wall's width further in: they are the wall's foot, and the
  /// other is the roof's edge.
  fileprivate func withoutFeet(wall: Double) -> [SketchFit.Candidate] {
    guard wall > 0.5 else { return self }
    return map { candidate in
      let hasRoof = contains { other in
        SketchFit.wallWidths.contains((candidate.offset - other.offset) / wall)
          && other.weight > SketchFit.partner * candidate.weight
      }
      guard hasRoof else { return candidate }
      var candidate = candidate
      candidate.weight *= exp(-wall / SketchFit.foot)
      return candidate
    }
  }
}
