import Foundation
import Kernels
import Rasters

/// From a plane on which a thing is about 1 and what surrounds it about 0 to its outline, with holes: right-angled where a
/// few rectangles say what the pixels say, else the half-contrast line.
package struct ThingOutliner: Sendable {
  private let plane: ContrastPlane
  /// Pixels of the plane that belong to the thing.
  private let flags: [Bool]
  /// Holes of fewer pixels are filled.
  private let leastHole: Double
  private let limits: SizeLimits

  /// - Parameters:
  ///   - region: indices in `plane` of what is known of the thing.
  ///   - reach: pixels by which it may reach beyond `region`.
  ///   - leastHole: pixels of the plane.
  package init(
    _ plane: ContrastPlane, region: [Int], reach: Double, leastHole: Double, limits: SizeLimits = SizeLimits()
  ) {
    (self.plane, self.leastHole, self.limits) = (plane, leastHole, limits)
    let (columns, rows) = (plane.columns, plane.rows)
    var known = [Bool](repeating: false, count: plane.values.count)
    for pixel in region { known[pixel] = true }
    let near = Morphology.dilate(known, columns: columns, rows: rows, radius: reach)
    let above = plane.values.indices.map { near[$0] && plane.valid[$0] && (known[$0] || plane.values[$0] > 0.5) }
    // Threads that the reach let in are cut again; what was known stays.
    let opened = Morphology.open(above, columns: columns, rows: rows, radius: 1)
    let body = zip(opened, known).map { $0 || $1 }
    let largest = Morphology.components(body, columns: columns, rows: rows).max {
      ($0.count, $1[0]) < ($1.count, $0[0])
    }
    var flags = [Bool](repeating: false, count: body.count)
    for pixel in largest ?? [] { flags[pixel] = true }
    let full = Morphology.fillHoles(flags, columns: columns, rows: rows)
    let holes = Morphology.components(zip(full, flags).map { $0 && !$1 }, columns: columns, rows: rows)
    for hole in holes where Double(hole.count) < leastHole { for pixel in hole { flags[pixel] = true } }
    self.flags = flags
  }

  /// - Returns: `nil` where no ring can be drawn.
  package func outline() -> PixelOutline? {
    let straight = straightened()
    if let straight, isTrue(straight) { return straight }
    return freehand(agreement: straight?.agreement ?? 0)
  }

  /// The right-angled outline; `nil` where the pixels are not of that form.
  package func rightAngled() -> PixelOutline? { straightened().flatMap { isTrue($0) ? $0 : nil } }

  /// Whether a right-angled outline says what the pixels say, corners too.
  private func isTrue(_ outline: PixelOutline) -> Bool {
    guard let box = OrientedBox(around: outline.ring) else { return false }
    return outline.agreement >= Outliner.leastAgreement(width: box.width)
      && Outliner.cornerFill(outline.ring, flags, plane) >= Outliner.fullCorners
  }

  /// The right-angled outline that agrees best with the pixels, whether it agrees well or not.
  private func straightened() -> PixelOutline? {
    let pixels = flags.indices.filter { flags[$0] }
    guard
      let box = OrientedBox(pixels: pixels, columns: plane.columns, column: plane.column, row: plane.row),
      box.width >= limits.width
    else { return nil }
    let full = Morphology.fillHoles(flags, columns: plane.columns, rows: plane.rows).count { $0 }
    var turned = Outliner.turnedToSteepest(plane, Outliner.shrunk(box, to: Double(full)))
    // Turned, the box must hold all of the pixels again.
    (turned.length, turned.width) = (box.length + 2 * Self.slack, box.width + 2 * Self.slack)
    guard let shape = RightAngledShape(turned, leastSide: limits.width, isSet: isSet) else { return nil }
    let fits = shape.rings.compactMap { SideFitting($0, on: plane) }
    guard let outer = fits.first, fits.count == shape.rings.count else { return nil }
    let holes = fits.dropFirst().map(\.ring)
    var outline = PixelOutline(
      ring: outer.ring, holes: holes, shape: outer.ring.count == 4 && holes.isEmpty ? .rectangle : .rectilinear,
      sideDeviations: outer.deviations, agreement: 0, separation: plane.separation, sharpness: outer.sharpness)
    outline.agreement = agreement(outline)
    return outline
  }

  /// Pixels that a turned box may be wanting on each side.
  private static let slack = 2.0

  private func isSet(_ point: PixelPoint) -> Bool {
    let column = Int(point.column.rounded(.down)) - plane.column
    let row = Int(point.row.rounded(.down)) - plane.row
    return column >= 0 && row >= 0 && column < plane.columns && row < plane.rows && flags[row * plane.columns + column]
  }

  /// Intersection over union of an outline and the pixels, counted at 3 × 3 places a pixel.
  private func agreement(_ outline: PixelOutline) -> Double {
    var (common, either) = (0, 0)
    for pixel in flags.indices {
      for place in 0..<9 {
        let point = PixelPoint(
          column: Double(plane.column + pixel % plane.columns) + (Double(place % 3) + 0.5) / 3,
          row: Double(plane.row + pixel / plane.columns) + (Double(place / 3) + 0.5) / 3)
        let isInside = outline.contains(point)
        if isInside && flags[pixel] { common += 1 }
        if isInside || flags[pixel] { either += 1 }
      }
    }
    return either > 0 ? Double(common) / Double(either) : 0
  }

  // MARK: - Freehand

  /// The half-contrast lines around the pixels and their holes.
  /// - Parameter agreement: of the best right-angled outline.
  private func freehand(agreement: Double) -> PixelOutline? {
    let near = Morphology.dilate(flags, columns: plane.columns, rows: plane.rows, radius: 1.5)
    let field = plane.values.indices.map { pixel -> Float in
      guard near[pixel], plane.valid[pixel] else { return 0 }
      let value = min(max(plane.values[pixel], 0), 1)
      // What is of the thing lies inside whatever its own value, and what is not lies outside.
      return flags[pixel] ? max(value, 0.501) : min(value, 0.499)
    }
    let rings = HalfLevel.rings(field, columns: plane.columns, rows: plane.rows)
    guard let outer = rings.max(by: { abs(PixelOutline.signedArea($0)) < abs(PixelOutline.signedArea($1)) }),
      outer.count >= 4
    else { return nil }
    let turn = PixelOutline.signedArea(outer)
    let holes = rings.filter {
      PixelOutline.signedArea($0) * turn < 0 && abs(PixelOutline.signedArea($0)) >= leastHole
    }
    func moved(_ ring: [PixelPoint]) -> [PixelPoint] {
      ring.map { PixelPoint(column: $0.column + Double(plane.column), row: $0.row + Double(plane.row)) }
    }
    let ring = moved(outer)
    return PixelOutline(
      ring: ring, holes: holes.map(moved), shape: .freehand, sideDeviations: ring.map { _ in 0.3 },
      agreement: agreement,
      separation: plane.separation, sharpness: 0)
  }
}
