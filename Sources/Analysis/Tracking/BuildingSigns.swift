import Foundation
import Mensuration
import Rasters

/// What speaks for a building beside its shape: the ground that it stands on, its shadow, its colour.
struct BuildingSigns {
  /// Whether most of the ground around it had been disturbed earlier.
  let isOnDisturbedGround: Bool
  /// Share of the rim that falls into shadow on the darkest dates after the change, less the same before it.
  let shadowShare: Double
  /// Least angle, degrees, between the new spectrum and those of the ground around it and before it; 0 where much of the
  /// site has that colour: bare soil is laid bare by clearing, and is seen elsewhere too.
  let colourAngle: Double

  /// Pixels of the rim whose darkest third lies below this share of their brightest third are shaded at times.
  static let shaded: Float = 0.62
  /// Spectra nearer than this, in degrees, are of one colour.
  static let ownColour = 5.0
  /// A colour that this share of the site's ground has is the ground's.
  static let commonShare = 0.1
  /// Width of the rim, pixels.
  static let rim = 4.0

  init(isOnDisturbedGround: Bool, shadowShare: Double, colourAngle: Double) {
    self.isOnDisturbedGround = isOnDisturbedGround
    self.shadowShare = shadowShare
    self.colourAngle = colourAngle
  }

  /// - Parameters:
  ///   - inside, rim: indices in the window on the thing and beside it.
  ///   - before, after: its brightest and darkest thirds.
  ///   - site: spectra of places all over the site.
  init(
    isOnDisturbedGround: Bool, inside: [Int], rim: [Int], site: [[Double]], before: (lit: Raster, shaded: Raster),
    after: (lit: Raster, shaded: Raster)
  ) {
    self.isOnDisturbedGround = isOnDisturbedGround
    shadowShare = Self.share(rim, after) - Self.share(rim, before)
    let new = Composite.level(after.lit, at: inside)
    let grounds = [
      Composite.level(after.lit, at: rim), Composite.level(before.lit, at: rim),
      Composite.level(before.lit, at: inside),
    ]
    guard let new else {
      colourAngle = 0
      return
    }
    let alike = site.count { Self.angle(new, $0) < Self.ownColour }
    let isCommon = Double(alike) >= Self.commonShare * Double(max(site.count, 1))
    colourAngle = isCommon ? 0 : grounds.compactMap { $0.map { Self.angle(new, $0) } }.min() ?? 0
  }

  private static func share(_ rim: [Int], _ pictures: (lit: Raster, shaded: Raster)) -> Double {
    let plane = pictures.lit.columns * pictures.lit.rows
    let valid = rim.filter { pictures.lit.validity.flags[$0] && pictures.shaded.validity.flags[$0] }
    guard !valid.isEmpty else { return 0 }
    let dark = valid.filter { pixel in
      var lit: Float = 0
      var shaded: Float = 0
      for band in 0..<pictures.lit.bandCount {
        lit += pictures.lit.samples[band * plane + pixel]
        shaded += pictures.shaded.samples[band * plane + pixel]
      }
      return shaded < Self.shaded * lit
    }
    return Double(dark.count) / Double(valid.count)
  }

  static func angle(_ first: [Double], _ second: [Double]) -> Double {
    let product = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
    let lengths = first.reduce(0) { $0 + $1 * $1 } * second.reduce(0) { $0 + $1 * $1 }
    guard lengths > 0 else { return 0 }
    return acos(min(1, max(-1, product / lengths.squareRoot()))) * 180 / .pi
  }
}
