import Geodesy
import Quantities

/// All things that one date shows in one stack.
package struct DateSightings: Sendable {
  package let date: Timestamp
  /// Of dates at one moment the stack of lower number goes first.
  package let stack: Int
  package let sightings: [Sighting]
  /// How far all of the date may be misplaced together, metres, one standard deviation in each direction.
  package let placeDoubt: Double
  /// Whether the date could see a thing of so many square metres at a place. Where it could not, it says nothing: not
  /// seen is not absent.
  package let sees: @Sendable (_ place: MapPoint, _ area: Double) -> Bool

  /// - Parameter sees: everything, where left out.
  package init(
    date: Timestamp, stack: Int = 0, sightings: [Sighting], placeDoubt: Double,
    sees: @escaping @Sendable (_ place: MapPoint, _ area: Double) -> Bool = { _, _ in true }
  ) {
    precondition(placeDoubt >= 0 && placeDoubt.isFinite, "the doubt of place is \(placeDoubt) m")
    self.date = date
    self.stack = stack
    self.sightings = sightings
    self.placeDoubt = placeDoubt
    self.sees = sees
  }
}
