import Foundation
import Measuring

/// How a feature's bracket stands to the true date.
///
/// **Clear revisit**: the median of the times between successive scenes that saw the feature (those of `scenesFor` and
/// `scenesAgainst` together, each dated by the day in its id). `widthInRevisits` is the bracket's width over it: 1 is
/// as tight as such a series allows. `gapsInside` counts the same thing on the calendar: how many of these times lie
/// inside the bracket; a bracket from one sighting to the next has 1, however long it took.
package struct BracketScore: Sendable, Hashable {
  package let holds: Bool
  /// Infinite where an end is missing.
  package let widthInDays: Double
  /// Infinite where an end is missing, or fewer than two scenes saw the feature.
  package let widthInRevisits: Double
  package let gapsInside: Int?

  /// A change that happened within the series has both ends: one without an end does not hold its date.
  package init(of feature: ReportedFeature, against date: Date) {
    guard let notBefore = feature.notBefore, let notAfter = feature.notAfter else {
      holds = false
      widthInDays = .infinity
      widthInRevisits = .infinity
      gapsInside = nil
      return
    }
    holds = notBefore <= date && date <= notAfter
    widthInDays = notAfter.timeIntervalSince(notBefore) / 86_400
    let days = Set(feature.seenIn.compactMap(Moment.day)).sorted()
    let gaps = zip(days, days.dropFirst()).map { $1.timeIntervalSince($0) / 86_400 }
    widthInRevisits = Quantiles.median(of: gaps).map { [widthInDays] in widthInDays / $0 } ?? .infinity
    let inside = Moment.startOfDay(notBefore)...max(Moment.startOfDay(notAfter), Moment.startOfDay(notBefore))
    let sightings = days.count { inside.contains($0) }
    gapsInside = sightings > 0 ? sightings - 1 : nil
  }
}
