import Foundation
import Mensuration
import Rasters
import Stacks
import Statistics

/// What the surface of a new thing shows of its kind: how its sides are lit, whether it is water, how much of one colour it
/// is.
struct GroundSigns: Sendable, Hashable {
  /// By how many degrees its sides fall away from its middle as the sun lights them, before taken off. `nil` where the
  /// sun's place is not known, or too few dates show it.
  var slope: Double?
  /// The same with its rim, on which a hollow's own walls throw their shadow: of a hollow negative.
  var slopeWithRim: Double?
  /// Green over near infrared, their difference by their sum, before and after; `nil` where the stack does not hold both as
  /// reflectances.
  var waterIndex: (before: Double, after: Double)? {
    get { indexBefore.flatMap { before in indexAfter.map { (before, $0) } } }
    set { (indexBefore, indexAfter) = (newValue?.before, newValue?.after) }
  }
  private var indexBefore: Double?
  private var indexAfter: Double?
  /// Median angle, degrees, between its pixels' spectra and their common one.
  var colourSpread = 0.0
  /// Relative scatter of its brightness over that of the same ground before.
  var roughness = 1.0
  /// Its brightness over that of the same ground before.
  var tone = 1.0

  /// Where the bands lie by which water is told.
  struct WaterBands: Sendable, Hashable {
    let green: Int
    let nearInfrared: Int
  }

  /// Loose material rests at 25 to 40 degrees, of which two thirds are left in diffuse light. A roof with a ridge across
  /// the sun looks half as steep again as it is: this steep from 13 degrees on, which few halls have.
  static let heapSlope = 20.0
  /// A wall a sixteenth as deep as the hollow is wide shades as much of it as such a slope; ground is seldom so steep.
  static let hollowSlope = -6.0
  /// Light of one material differs by less.
  static let oneColour = 3.0
  static let rough = 1.5
  static let even = 0.7
  /// A darkening that only water, shadow and asphalt make of soil.
  static let dark = 0.6
  /// Dates that have to tell the slope after the change.
  private static let fewestDates = 3
  /// Mean of the cosine over half a turn: sides of a cone look to all sides.
  private static let meanFacing = 2 / Double.pi

  /// What nothing was found out about.
  static let none = GroundSigns()
  private init() {}

  /// - Parameters:
  ///   - covered: indices in `window` on the thing.
  ///   - before, after: scenes of the two states; `lit` their composites in their best light.
  ///   - shadows: of each scene of the series where shadows fall; empty where that is not known.
  init(
    _ series: StackSeries, covered: [Int], window: Window, before: [Int], after: [Int],
    lit: (before: Raster, after: Raster), shadows: [ShadowShift?], gsd: Double, water: WaterBands?
  ) {
    let inside = Surroundings.interior(covered, in: window)
    if !shadows.isEmpty {
      let new = Self.slopes(series, [inside, covered], window, after, shadows, gsd)
      let old = Self.slopes(series, [inside, covered], window, before, shadows, gsd)
      let changes = zip(new, old).map { new, old -> Double? in
        guard new.count >= Self.fewestDates, let median = Quantiles.median(new) else { return nil }
        return median - (Quantiles.median(old) ?? 0)
      }
      (slope, slopeWithRim) = (changes[0], changes[1])
    }
    if let water, let old = Composite.level(lit.before, at: inside), let new = Composite.level(lit.after, at: inside) {
      (indexBefore, indexAfter) = (Self.index(old, water), Self.index(new, water))
    }
    let (old, new) = (Self.brightness(lit.before, inside), Self.brightness(lit.after, inside))
    guard let level = Composite.level(lit.after, at: inside), let middle = Quantiles.median(new),
      let earlier = Quantiles.median(old)
    else { return }
    let plane = window.pixelCount
    colourSpread =
      Quantiles.median(
        inside.filter { lit.after.validity.flags[$0] }.map { pixel in
          BuildingSigns.angle(
            level, (0..<lit.after.bandCount).map { Double(lit.after.samples[$0 * plane + pixel]) })
        }) ?? 0
    tone = exp(middle - earlier)
    roughness = (Self.scatter(new, middle) + 0.01) / (Self.scatter(old, earlier) + 0.01)
  }

  private static func index(_ level: [Double], _ bands: WaterBands) -> Double? {
    let (green, near) = (max(0, level[bands.green]), max(0, level[bands.nearInfrared]))
    return green + near > 0 ? (green - near) / (green + near) : nil
  }

  /// Logarithms.
  private static func brightness(_ raster: Raster, _ pixels: [Int]) -> [Double] {
    let plane = raster.columns * raster.rows
    return pixels.filter { raster.validity.flags[$0] }.compactMap { pixel in
      let sum = (0..<raster.bandCount).reduce(0) { $0 + Double(raster.samples[$1 * plane + pixel]) }
      return sum > 0 ? log(sum) : nil
    }
  }

  private static func scatter(_ values: [Double], _ middle: Double) -> Double {
    1.4826 * (Quantiles.median(values.map { abs($0 - middle) }) ?? 0)
  }

  /// Of each set of pixels and each date the slope that would light its half towards the sun and its half away from it as
  /// unlike as they are.
  private static func slopes(
    _ series: StackSeries, _ sets: [[Int]], _ window: Window, _ scenes: [Int], _ shadows: [ShadowShift?], _ gsd: Double
  ) -> [[Double]] {
    var slopes = [[Double]](repeating: [], count: sets.count)
    for scene in scenes {
      guard shadows.indices.contains(scene), let shift = shadows[scene] else { continue }
      let raster = series.raster(of: scene, window: window)
      for (index, pixels) in sets.enumerated() {
        if let slope = slope(raster, pixels, shift, gsd) { slopes[index].append(slope) }
      }
    }
    return slopes
  }

  private static func slope(_ raster: Raster, _ pixels: [Int], _ shift: ShadowShift, _ gsd: Double) -> Double? {
    let plane = raster.columns * raster.rows
    let length = hypot(shift.columns, shift.rows)
    let ways = pixels.map { pixel in
      (Double(pixel % raster.columns) * shift.columns + Double(pixel / raster.columns) * shift.rows) / length
    }
    let middle = ways.reduce(0, +) / Double(max(1, ways.count))
    var (near, far) = ((sum: 0.0, count: 0.0), (sum: 0.0, count: 0.0))
    for (pixel, way) in zip(pixels, ways) where raster.validity.flags[pixel] {
      let sum = (0..<raster.bandCount).reduce(0) { $0 + Double(raster.samples[$1 * plane + pixel]) }
      let away = way - middle
      guard sum > 0, abs(away) >= 0.5 else { continue }
      if away > 0 { far = (far.sum + log(sum), far.count + 1) } else { near = (near.sum + log(sum), near.count + 1) }
    }
    guard near.count + far.count >= leastSeen * Double(pixels.count), near.count > 1, far.count > 1 else { return nil }
    let fall = near.sum / near.count - far.sum / far.count
    // The shift counts pixels a metre of height: times the pixel, the cotangent of the sun's elevation.
    return atan(fall / (2 * meanFacing * length * gsd)) * 180 / .pi
  }

  /// Share of the pixels that a date must show.
  private static let leastSeen = 0.7
}
