import Foundation
import Kernels
import Rasters
import Statistics

/// From a rough region on a picture to the outline of the thing, with sub-pixel sides.
///
/// The region is first redrawn at half contrast, then a rectangle, or an L of right angles, is laid over it if it fits;
/// each side then moves to where the brightness across it is steepest, averaged along the side. Each side is judged
/// by the levels on its own two sides, so a roof of two slopes, or a shadow along one wall, does not pull the others.
package enum Outliner {
  /// A rectangle or L must share this much with its region (intersection over union): an ellipse reaches 0.85 with the
  /// best rectangle. Narrow things lose more to pixel steps and rounded corners, and are asked for less.
  static func leastAgreement(width: Double) -> Double { 0.86 - max(0, min(8 - width, 5)) * 0.015 }
  /// Mean share of a right-angled outline's corners that the region fills: an ellipse fills a third, a hall nearly all
  /// but what optics round off.
  static let fullCorners = 0.62

  /// Sides are looked for this far from their first place, in pixels.
  static let searchReach = 2.5

  /// - Parameters:
  ///   - plane: contrast plane of the thing.
  ///   - region: indices in the plane of the rough region.
  ///   - reach: how far, in pixels, the outline may leave the region.
  ///   - threshold: level of the plane above which pixels may belong to the thing.
  /// - Returns: `nil` where nothing of the region stands out at `threshold`.
  package static func outline(
    _ plane: ContrastPlane, region: [Int], reach: Double = 3, threshold: Float = 0.5
  ) -> PixelOutline? {
    guard let pixels = redrawn(plane, region: region, reach: reach, threshold: threshold) else { return nil }
    let flags = flags(pixels, count: plane.values.count)
    if let box = OrientedBox(pixels: pixels, columns: plane.columns, column: plane.column, row: plane.row) {
      let turned = turnedToSteepest(plane, shrunk(box, to: Double(pixels.count)))
      let least = leastAgreement(width: box.width)
      if let outline = fitted(plane, turned.corners, .rectangle, flags), outline.agreement >= least,
        cornerFill(outline.ring, flags, plane) >= fullCorners
      {
        return outline
      }
      if let corners = LShape.corners(box: turned, flags: flags, plane: plane),
        let outline = fitted(plane, corners, .rectilinear, flags), outline.agreement >= least,
        cornerFill(outline.ring, flags, plane) >= fullCorners
      {
        return outline
      }
    }
    return freehand(plane, flags)
  }

  // MARK: - Region

  /// Pixels above half contrast that hang together with most of the region; holes filled.
  private static func redrawn(_ plane: ContrastPlane, region: [Int], reach: Double, threshold: Float) -> [Int]? {
    var allowed = flags(region, count: plane.values.count)
    allowed = Morphology.dilate(allowed, columns: plane.columns, rows: plane.rows, radius: reach)
    let raised = plane.values.indices.map { allowed[$0] && plane.valid[$0] && plane.values[$0] > threshold }
    let bright = threshold < 0.5 ? withoutFringe(raised, plane) : raised
    let rough = Set(region)
    let components = Morphology.components(bright, columns: plane.columns, rows: plane.rows)
    guard
      let best = components.max(by: { a, b in
        let inA = a.reduce(0) { $0 + (rough.contains($1) ? 1 : 0) }
        let inB = b.reduce(0) { $0 + (rough.contains($1) ? 1 : 0) }
        return (inA, b[0]) < (inB, a[0])
      }), best.count >= 4, best.contains(where: rough.contains)
    else { return nil }
    let filled = Morphology.fillHoles(flags(best, count: plane.values.count), columns: plane.columns, rows: plane.rows)
    // Threads of one pixel (a road, a fence, a shadow's seam) are cut off before a shape is laid over.
    let opened = Morphology.open(filled, columns: plane.columns, rows: plane.rows, radius: 1)
    let body = Morphology.components(opened, columns: plane.columns, rows: plane.rows).max {
      ($0.count, $1[0]) < ($1.count, $0[0])
    }
    if let body, body.count * 2 > best.count { return body }
    return filled.indices.filter { filled[$0] }
  }

  /// `flags` without those at their border that lie below half of what stands beside them: blur raises the ground beside
  /// a thing above any threshold that is low for the thing.
  private static func withoutFringe(_ flags: [Bool], _ plane: ContrastPlane) -> [Bool] {
    let inner = Morphology.erode(flags, columns: plane.columns, rows: plane.rows, radius: 1.5)
    var result = flags
    for pixel in flags.indices where flags[pixel] && !inner[pixel] {
      let row = pixel / plane.columns
      let column = pixel % plane.columns
      var top: Float = 0
      for r in max(0, row - 2)...min(plane.rows - 1, row + 2) {
        for c in max(0, column - 2)...min(plane.columns - 1, column + 2) where flags[r * plane.columns + c] {
          top = max(top, plane.values[r * plane.columns + c])
        }
      }
      if plane.values[pixel] < 0.5 * top { result[pixel] = false }
    }
    return result
  }

  private static func flags(_ pixels: [Int], count: Int) -> [Bool] {
    var flags = [Bool](repeating: false, count: count)
    for pixel in pixels { flags[pixel] = true }
    return flags
  }

  /// The box around pixel corners is too large by the pixels' own steps; scaled to hold `area` where it is nearly full.
  static func shrunk(_ box: OrientedBox, to area: Double) -> OrientedBox {
    var box = box
    // (length − d)(width − d) = area, the smaller root.
    let sum = box.length + box.width
    let root = (sum * sum - 4 * (box.area - area)).squareRoot()
    let difference = min(max((sum - root) / 2, 0), 1.2)
    box.length = max(box.length - difference, 1)
    box.width = max(box.width - difference, 1)
    return box
  }

  // MARK: - Sides

  /// Turns a box by up to 12° to where the brightness across its four sides is steepest.
  static func turnedToSteepest(_ plane: ContrastPlane, _ box: OrientedBox) -> OrientedBox {
    var best = box
    var steepest = -Double.infinity
    for step in -12...12 {
      var turned = box
      turned.angle += Double(step) * .pi / 180
      let corners = turned.corners
      var sum = 0.0
      for index in 0..<4 {
        let side = Side(corners[index], corners[(index + 1) % 4])
        sum += (side.edge(plane)?.steepness ?? 0) * side.length
      }
      // The first guess wins a tie: a small preference keeps noise from turning a square.
      let value = sum - 0.002 * abs(Double(step)) * box.length
      if value > steepest {
        steepest = value
        best = turned
      }
    }
    return best
  }

  /// Moves every side of a right-angled ring to its edge, twice, and intersects neighbours again.
  private static func fitted(
    _ plane: ContrastPlane, _ corners: [PixelPoint], _ shape: PixelOutline.Shape, _ flags: [Bool]
  ) -> PixelOutline? {
    var ring = PixelOutline.signedArea(corners) < 0 ? corners.reversed() : corners
    var deviations = [Double](repeating: 0.5, count: ring.count)
    var sharpness = 0.0
    for _ in 0..<3 {
      var sides: [Side] = []
      sharpness = 0
      var length = 0.0
      for index in ring.indices {
        var side = Side(ring[index], ring[(index + 1) % ring.count])
        if let edge = side.edge(plane) {
          side.move(by: edge.offset)
          deviations[index] = edge.deviation
          sharpness += edge.steepness * side.length
        } else {
          deviations[index] = 0.7
        }
        length += side.length
        sides.append(side)
      }
      sharpness /= max(length, 1e-9)
      var moved: [PixelPoint] = []
      for index in sides.indices {
        guard let corner = sides[(index + sides.count - 1) % sides.count].intersection(sides[index]) else { return nil }
        moved.append(corner)
      }
      guard PixelOutline.signedArea(moved) > 1 else { return nil }
      ring = moved
    }
    return PixelOutline(
      ring: ring, shape: shape, sideDeviations: deviations, agreement: agreement(ring, flags, plane),
      separation: plane.separation, sharpness: sharpness)
  }

  /// Intersection over union of ring and flags, counted at 4 × 4 places a pixel.
  static func agreement(_ ring: [PixelPoint], _ flags: [Bool], _ plane: ContrastPlane) -> Double {
    var common = 0
    var inside = 0
    let left = max(0, Int((ring.map(\.column).min() ?? 0).rounded(.down)) - plane.column)
    let right = min(plane.columns, Int((ring.map(\.column).max() ?? 0).rounded(.up)) - plane.column)
    let top = max(0, Int((ring.map(\.row).min() ?? 0).rounded(.down)) - plane.row)
    let bottom = min(plane.rows, Int((ring.map(\.row).max() ?? 0).rounded(.up)) - plane.row)
    guard left < right, top < bottom else { return 0 }
    for row in top..<bottom {
      for column in left..<right {
        let isSet = flags[row * plane.columns + column]
        for place in 0..<16 {
          let point = PixelPoint(
            column: Double(plane.column + column) + (Double(place % 4) + 0.5) / 4,
            row: Double(plane.row + row) + (Double(place / 4) + 0.5) / 4)
          guard PixelOutline.contains(ring, point) else { continue }
          inside += 1
          if isSet { common += 1 }
        }
      }
    }
    let union = inside + 16 * flags.count { $0 } - common
    return union > 0 ? Double(common) / Double(union) : 0
  }

  /// Share of the region in the outer fifth of both sides at each outward corner, averaged over the corners.
  static func cornerFill(_ ring: [PixelPoint], _ flags: [Bool], _ plane: ContrastPlane) -> Double {
    var shares: [Double] = []
    for index in ring.indices {
      let corner = ring[index]
      let before = ring[(index + ring.count - 1) % ring.count]
      let after = ring[(index + 1) % ring.count]
      let a = (column: before.column - corner.column, row: before.row - corner.row)
      let b = (column: after.column - corner.column, row: after.row - corner.row)
      // Rings run with positive area: an inward corner turns the other way.
      guard b.column * a.row - b.row * a.column > 0 else { continue }
      var filled = 0.0
      for step in 0..<25 {
        let u = 0.2 * (Double(step % 5) + 0.5) / 5
        let v = 0.2 * (Double(step / 5) + 0.5) / 5
        let column = Int((corner.column + u * a.column + v * b.column).rounded(.down)) - plane.column
        let row = Int((corner.row + u * a.row + v * b.row).rounded(.down)) - plane.row
        if column >= 0, row >= 0, column < plane.columns, row < plane.rows, flags[row * plane.columns + column] {
          filled += 1
        }
      }
      shares.append(filled / 25)
    }
    return shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
  }

  // MARK: - Freehand

  /// The half-contrast line around the flagged pixels.
  private static func freehand(_ plane: ContrastPlane, _ flags: [Bool]) -> PixelOutline? {
    let near = Morphology.dilate(flags, columns: plane.columns, rows: plane.rows, radius: 1.5)
    let field = plane.values.indices.map { near[$0] && plane.valid[$0] ? min(max(plane.values[$0], 0), 1) : 0 }
    let rings = HalfLevel.rings(field, columns: plane.columns, rows: plane.rows)
    guard let ring = rings.max(by: { abs(PixelOutline.signedArea($0)) < abs(PixelOutline.signedArea($1)) }),
      ring.count >= 4
    else { return nil }
    let moved = ring.map { PixelPoint(column: $0.column + Double(plane.column), row: $0.row + Double(plane.row)) }
    return PixelOutline(
      ring: moved, shape: .freehand, sideDeviations: moved.map { _ in 0.3 }, agreement: agreement(moved, flags, plane),
      separation: plane.separation, sharpness: 0)
  }
}
