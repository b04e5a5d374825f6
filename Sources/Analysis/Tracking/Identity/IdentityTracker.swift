import Foundation
import Geodesy

/// Follows things through dates: which sightings are of one thing, which thing became several and which became one.
///
/// Dates are read in their order. On each, the things known so far are compared with the sightings near them, and the
/// pairs of least total cost are taken, one sighting a thing. What is left over and lies in a thing, or holds several, is a
/// piece or a merge; what is still left over is new. A date that could not see a thing says nothing of it; one that could
/// and did not show it counts against it, and after some in a row the thing is over. Ids depend on times and places alone:
/// neither on the order of what is given nor on the number of threads.
///
/// Time: n log n in the sightings of a date. Memory: all sightings, as given, and what is known of the living things.
/// - Source: [Jonker1987], assignment; [Bewley2016], tracking by overlap; links of splits and merges and their scores as
///   in [VanEtten2021]. Doubt of place, dates that could not see, and shares of pieces are our own.
package struct IdentityTracker: Sendable {
  package let settings: IdentitySettings
  package let threads: Int

  package init(settings: IdentitySettings = .init(), threads: Int = 1) {
    self.settings = settings
    self.threads = threads
  }

  package struct Result: Sendable, Hashable {
    /// By id.
    package let tracks: [IdentityTrack]
    package let links: [IdentityLink]
    /// Of each date as given, of each of its sightings the id.
    package let ids: [[Int]]
  }

  package func track(_ dates: [DateSightings]) -> Result {
    let order = dates.indices.sorted { one, other in
      if dates[one].date != dates[other].date { return dates[one].date < dates[other].date }
      if dates[one].stack != dates[other].stack { return dates[one].stack < dates[other].stack }
      return Self.precedes(dates[one].sightings, dates[other].sightings)
    }
    var run = IdentityRun(settings: settings, threads: threads)
    for date in order { run.read(dates[date], number: date) }
    return run.result(of: dates)
  }

  private static func precedes(_ one: [Sighting], _ other: [Sighting]) -> Bool {
    if one.count != other.count { return one.count < other.count }
    let (first, second) = (one.sorted(by: Sighting.precedes), other.sorted(by: Sighting.precedes))
    for (left, right) in zip(first, second) where left != right { return Sighting.precedes(left, right) }
    return false
  }
}
