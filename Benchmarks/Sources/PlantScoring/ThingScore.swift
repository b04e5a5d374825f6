import Foundation
import Measuring

/// What became of one true thing.
package struct ThingScore: Sendable {
  package let truth: TrueThing
  /// Where it is narrowest.
  package let widthInPixels: Double
  /// `nil`: not found.
  package let match: Matching.Match?
  package let bracket: BracketScore?
  package let ratios: [RatioScore]
  /// What lies in its place, the most overlapping first.
  package let instead: [Matching.Match]
  /// Where nothing does: the nearest change.
  package let nearest: String?

  package struct RatioScore: Sendable {
    package let truth: Double
    /// `nil` where the building was not found or the ratio not given.
    package let estimate: Estimate?
    package var holds: Bool { estimate?.holds(truth) ?? false }
  }

  package init(of thing: TrueThing, in matching: Matching) {
    truth = thing
    widthInPixels = matching.projection.shape(of: thing.geometry).narrowestWidth / thing.gsd
    let match = matching.match(for: thing)
    self.match = match
    bracket = match.flatMap { match in thing.date.map { BracketScore(of: match.feature, against: $0) } }
    // A ratio names its hall by the sketch's id, `hall-A`, and by its name, `hall A`; the truth by its name alone.
    ratios = thing.ratios.sorted { $0.key < $1.key }.map { name, ratio in
      let ids = [name, name.replacing(" ", with: "-")]
      let reported = match?.feature.ratios.first { $0.name == name || ids.contains($0.to) }
      return RatioScore(truth: ratio, estimate: reported?.estimate)
    }
    instead = matching.overlapping(thing)
    nearest = matching.nearest(to: thing).map { "\(FeatureText.line($0.feature)), \(Text.number($0.metres, 0)) m away" }
  }

  /// Whether the bars speak of it: 4 pixels or more across; cranes over 9 pixels of area and 3 σ of contrast or more.
  package var isEligible: Bool {
    switch truth.kind {
    case .building, .clearedGround: widthInPixels >= 4
    case .crane: truth.areaInPixels > 9 && (truth.contrast ?? 0) >= 3
    case .works, .standing: false
    }
  }

  package var isFound: Bool { match != nil }
  package var estimate: Estimate? { match?.feature.area.estimate }
  package var areaHolds: Bool { estimate?.holds(truth.area) ?? false }
  package var bracketHolds: Bool { bracket?.holds ?? false }
}
