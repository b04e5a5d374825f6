import Changes
import Foundation
import Kernels
import Mensuration
import Quantities
import Rasters

/// The things that were built between two pictures, or two pieces of such: from changed pixels to outlines on the later
/// picture.
///
/// Changed pixels are a rough sketch: half a roof, or a roof with its shadow and a part of the road. What they have in common
/// is how they look, so the look of each pixel says how often its like changed, and of that plane the things are taken
/// which are right-angled, stand out and changed.
struct PairThings {
  /// A thing in pixels of the plane that it was looked for in.
  struct Thing: Sendable {
    /// Rising.
    let pixels: [Int]
    let outline: PixelOutline
    let area: ThingArea
  }

  let after: Raster
  let changed: [Bool]
  /// Pixels that both pictures show.
  let valid: [Bool]
  /// Pixels of a thing, and changed ones of it, at least.
  let leastPixels: Double
  let limits: SizeLimits
  /// Deviation along one axis, in pixels, of how the pictures lie on each other.
  let displacement: Double

  /// Half the width, in pixels, of what has the least area.
  private var radius: Double { max(1, leastPixels.squareRoot() / 2) }

  /// A thing's shadow lies within so many of its least widths.
  private static let shadowReach = 2.5
  /// Pixels beyond a thing's own within which it is outlined.
  private static let margin = 6

  /// In order of their first pixels; none where nothing changed or all did.
  func find() -> [Thing] {
    var picture = after
    picture.validity.flags = valid
    guard let odds = AppearanceOdds(picture, marked: changed) else { return [] }
    let shadows = ThingShadows(
      picture, marked: changed, reach: Self.shadowReach * leastPixels.squareRoot())
    let lit = things(shadows.cast(on: odds.values)).compactMap {
      outlined($0.thing, on: $0.odds, rightAngledOnly: false)
    }
    // What is as dark as shadow is a thing only where it has right angles and no thing stands beside it.
    let dark = things(odds.values).compactMap { outlined($0.thing, on: $0.odds, rightAngledOnly: true) }
    let near = cover(lit)
    return (lit + dark.filter { thing in !thing.pixels.contains { near[$0] } }).sorted { $0.pixels[0] < $1.pixels[0] }
  }

  /// Changed pixels of which no thing tells, threads cut off.
  func rest(_ things: [Thing]) -> [Bool] {
    let near = cover(things)
    return Morphology.open(
      zip(changed, near).map { $0 && !$1 }, columns: after.columns, rows: after.rows, radius: radius)
  }

  private func cover(_ things: [Thing]) -> [Bool] {
    var flags = [Bool](repeating: false, count: changed.count)
    for thing in things { for pixel in thing.pixels { flags[pixel] = true } }
    return Morphology.dilate(flags, columns: after.columns, rows: after.rows, radius: radius)
  }

  private func things(_ odds: [Float]) -> [(thing: FoundThing, odds: [Float])] {
    ThingSearch(
      odds: odds, marked: changed, valid: valid, columns: after.columns, rows: after.rows,
      leastPixels: Int(leastPixels.rounded(.up)), radius: radius
    ).things().map { ($0, odds) }
  }

  private func outlined(_ thing: FoundThing, on odds: [Float], rightAngledOnly: Bool) -> Thing? {
    let drawing = ThingDrawing(
      thing, odds: odds, valid: valid, columns: after.columns, rows: after.rows, margin: Self.margin)
    let outliner = ThingOutliner(
      drawing.plane, region: drawing.region, reach: 1.5, leastHole: leastPixels, limits: limits)
    guard let outline = rightAngledOnly ? outliner.rightAngled() : outliner.outline() else { return nil }
    return Thing(
      pixels: thing.pixels, outline: outline,
      area: ThingArea(
        outline, on: drawing.plane, region: drawing.region, registration: displacement, limits: limits))
  }
}
