import Foundation
import Mensuration
import Rasters
import Stacks

/// A thing's outline on the difference of two states, and the plane on which its contrast is looked at.
struct Portrait {
  let outline: PixelOutline
  let plane: ContrastPlane

  /// Separation that must be left once shadows are hidden.
  static let blindSeparation = 8.0
  /// The whole of a thing is this much larger than a part of it, at least.
  static let wholeGain = 1.15
  /// Share of the part that lies inside the whole.
  static let wholeShare = 0.7
  /// Pixels beside a thing that show its ground.
  private static let near = 2.0
  private static let far = 7.0
  /// Things reach no farther than this, pixels, beyond the part of them that is known.
  private static let farthest = 24.0

  /// How far, in pixels, the outline of a region of `count` pixels may leave it.
  static func reach(_ count: Int) -> Double { max(4, 0.4 * Double(count).squareRoot()) }
  /// The same where the region may be one part of several.
  static func widest(_ count: Int) -> Double { min(max(6, 1.2 * Double(count).squareRoot()), farthest) }

  /// - Parameters:
  ///   - difference: the state after less the state before, over `window`.
  ///   - region: indices in `window` of what changed.
  ///   - lit: the state after, in its best light.
  /// - Returns: `nil` where nothing of the region stands out.
  init?(_ difference: Raster, window: Window, region: [Int], lit: Raster) {
    let ring = Surroundings.ring(region, in: window, inner: Self.near, outer: Self.far)
    let ground = Composite.level(lit, at: ring)
    guard let plane = Self.plane(difference, window, inside: region, around: ring, ground: ground),
      let outline = Outliner.outline(plane, region: region, reach: Self.reach(region.count))
    else { return nil }
    if let whole = Self.whole(outline, difference, window: window, region: region, ring: ring, lit: lit) {
      self = whole
      return
    }
    self.outline = outline
    self.plane = plane
  }

  private init(outline: PixelOutline, plane: ContrastPlane) {
    self.outline = outline
    self.plane = plane
  }

  /// The right-angled thing of which the region is a part: a slope of a roof, a stage of its construction. All of it is
  /// unlike the ground.
  private static func whole(
    _ part: PixelOutline, _ difference: Raster, window: Window, region: [Int], ring: [Int], lit: Raster
  ) -> Portrait? {
    let inside = Surroundings.covered(part.ring, in: window)
    guard
      let distance = GroundDistance(
        difference, window: window, inside: Surroundings.interior(inside, in: window), around: ring,
        ground: Composite.level(lit, at: ring)),
      let outline = Outliner.outline(
        distance.plane, region: region, reach: widest(region.count), threshold: min(distance.threshold, 0.5)),
      outline.shape != .freehand, part.shape == .freehand || outline.areaInPixels > wholeGain * part.areaInPixels
    else { return nil }
    let all = Surroundings.covered(outline.ring, in: window)
    let common = Set(all).intersection(inside).count
    guard Double(common) >= wholeShare * Double(inside.count) else { return nil }
    let beside = Surroundings.ring(all, in: window, inner: near, outer: far)
    guard
      let plane = Self.plane(
        difference, window, inside: all, around: beside, ground: Composite.level(lit, at: beside))
    else { return nil }
    return Portrait(outline: outline, plane: plane)
  }

  /// Blind to shadows where the thing still stands out well enough; cranes and bare ground differ from what surrounds
  /// them in brightness alone, as shadows do.
  private static func plane(
    _ difference: Raster, _ window: Window, inside: [Int], around: [Int], ground: [Double]?
  ) -> ContrastPlane? {
    let inner = Surroundings.interior(inside, in: window)
    func made(_ ground: [Double]?) -> ContrastPlane? {
      ContrastPlane(difference, window: window, inside: inner, around: around, ground: ground)?
        .refined(difference, window: window, near: inside, around: around, ground: ground)
    }
    let blind = made(ground)
    return blind.map { $0.separation >= blindSeparation } == true ? blind : made(nil)
  }
}
