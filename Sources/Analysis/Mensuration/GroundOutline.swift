import Quantities
import Rasters

/// Where a thing stands, below the roof that a picture taken off nadir shows aside of it.
///
/// A picture put on the ground's height shows a roof away from the satellite by its height times the tangent of the
/// off-nadir angle. Both angles must be known; where they are not, all that can be said is how far aside it may lie.
package struct GroundOutline: Sendable, Hashable {
  package enum Told: Sendable, Hashable {
    case outline(GroundOutline)
    case refused(String)
  }

  /// The roof's ring moved to its foot, in pixels.
  package let ring: [PixelPoint]
  /// How far the roof lies aside of the foot.
  package let lean: Estimate<Metres>

  package static let method = "lean-by-height"

  /// - Parameters:
  ///   - roof: in pixels, as the pictures show it, or the middle of what several show.
  ///   - views: of those pictures at the thing; the mean of their leans is taken.
  ///   - height: of the thing.
  package static func below(
    _ roof: [PixelPoint], views: [ShadowHeight.View], height: Measured<Metres>
  ) -> Told {
    let leans = views.compactMap(\.lean)
    guard let first = views.first, leans.count == views.count else {
      return .refused("the pictures do not tell from where they were taken")
    }
    let count = Double(leans.count)
    let (columns, rows) = (
      leans.reduce(0) { $0 + $1.columns } / count, leans.reduce(0) { $0 + $1.rows } / count
    )
    switch height {
    case .refused(let reason): return .refused("its height is not known: \(reason)")
    case .estimate(let told):
      let perMetre = (columns * columns + rows * rows).squareRoot() * first.gsd
      let metres = told.value.magnitude
      return .outline(
        GroundOutline(
          ring: roof.map { PixelPoint(column: $0.column - columns * metres, row: $0.row - rows * metres) },
          lean: Estimate(
            told.value * perMetre, low: told.low * perMetre, high: told.high * perMetre, method: method)))
    }
  }
}
