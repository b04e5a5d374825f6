import Foundation
import Geodesy

/// One thing through the dates.
package struct IdentityTrack: Sendable, Hashable {
  /// A sighting, by the places of its date and of itself in what was given.
  package struct Place: Sendable, Hashable {
    package let date: Int
    package let sighting: Int
    package init(date: Int, sighting: Int) {
      self.date = date
      self.sighting = sighting
    }
  }

  /// Numbered from 0 as they first came; of one date by place.
  package let id: Int
  package internal(set) var places: [Place]
  /// Dates, as given, between the first and the last place that saw its ground and did not show it.
  package internal(set) var missed: [Int] = []
  /// Logarithm of the odds that the sightings are of a thing rather than false.
  package internal(set) var belief: Double
  /// Where it ended in a merge, the track that it went into.
  package internal(set) var mergedInto: Int?

  /// Where it is a piece of another that was soon seen whole again, that other.
  package internal(set) var pieceOf: Int?

  package var isConfirmed: Bool { belief > 0 && pieceOf == nil }
}
