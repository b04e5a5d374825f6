import Foundation
import Quantities
import Statistics

/// Floors that a building of known footprint and height may have, put together.
///
/// How many storeys lie under a roof is not seen from above. What is known is how high a storey can be, and that a hall
/// may be one storey up to its roof: the interval is as wide as that leaves it.
package enum FloorArea {
  package static let method = "footprint-by-storeys/monte-carlo"

  /// What is believed of the inside of a building.
  package struct Storeys: Sendable, Hashable {
    /// Metres from floor to floor.
    package let height: ClosedRange<Double>
    /// Probability that it is one storey whatever its height, as halls are.
    package let hall: Double

    /// Of a building of which nothing more is known: offices of 2.7 m to workshops of 4.5 m, or, as likely, a hall.
    package static let any = Storeys(height: 2.7...4.5, hall: 0.5)
    /// Of housing, which is no hall.
    package static let housing = Storeys(height: 2.7...3.3, hall: 0)
  }

  /// A roof's own build and what it stands out by, metres, that no storey fills.
  private static let roof = 0.0...1.5
  private static let draws = 4_000
  /// Above this ratio of its ends a height tells no storeys.
  private static let widest = 4.0

  /// The area of all floors, square metres, with its 90 % interval: medians and quantiles of seeded draws of footprint,
  /// height and storeys. Refused where the height is, or tells too little.
  /// - Parameters:
  ///   - footprint: of the building on the ground.
  ///   - height: of its roof above the ground.
  package static func estimate(
    footprint: Estimate<SquareMetres>, height: Measured<Metres>, storeys: Storeys, seed: UInt64 = 1
  ) -> Measured<SquareMetres> {
    guard case .estimate(let height) = height else { return .refused("its height is not known") }
    guard height.low.magnitude > 0, height.high.magnitude <= widest * height.low.magnitude else {
      return .refused("its height is known too coarsely to tell storeys")
    }
    var generator = SeededGenerator(seed: seed)
    let areas = (0..<draws).map { _ -> Double in
      let area = draw(footprint, &generator)
      let inside = draw(height, &generator) - generator.uniform(roof)
      let storey = generator.uniform(storeys.height)
      let isHall = generator.uniform() < storeys.hall
      return area * (isHall ? 1 : max(1, (inside / storey).rounded(.down)))
    }.sorted()
    func at(_ share: Double) -> SquareMetres { SquareMetres(Quantiles.quantile(share, ofSorted: areas) ?? 0) }
    return .estimate(Estimate(at(0.5), low: at(0.05), high: at(0.95), method: method))
  }

  /// Log-normal on either side of the value, as wide there as the interval says.
  private static func draw<Value: Quantity>(
    _ estimate: Estimate<Value>, _ generator: inout SeededGenerator
  ) -> Double {
    let z = generator.normal()
    let value = estimate.value.magnitude
    let end = z < 0 ? estimate.low.magnitude : estimate.high.magnitude
    guard value > 0, end > 0 else { return max(value, 0) }
    return value * exp(abs(z) / AreaMeasure.ninetyPercent * log(end / value))
  }
}
