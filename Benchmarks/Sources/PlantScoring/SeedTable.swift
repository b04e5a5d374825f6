import Foundation
import Measuring

/// One CSV row for each plant and each quiet twin.
package enum SeedTable {
  package static func text(plants: [PlantScore], twins: [QuietScore]) -> String {
    let header = ["series", "seed", "scenes_used", "scenes_excluded", "invented", "seconds"]
    let kinds: [TrueThing.Kind] = [.building, .crane, .clearedGround, .works]
    let columns = header + kinds.flatMap { kind in thingColumns.map { "\(kind.rawValue)_\($0)" } }
    let rows =
      plants.map { plant in
        scenes("plant", plant.seed, plant.summary) + ["", number(plant.seconds, 2)]
          + kinds.flatMap { kind in plant.first(kind).map(cells) ?? blank }
      }
      + twins.map { twin in
        scenes("quiet", twin.seed, twin.summary) + ["\(twin.invented.count)", ""] + kinds.flatMap { _ in blank }
      }
    return ([columns] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private static let thingColumns = [
    "true_date", "true_m2", "pixels", "width_px", "contrast", "eligible", "feature", "kind", "overlap", "m2", "low",
    "high", "area_holds", "z", "not_before", "not_after", "bracket_holds", "bracket_days", "bracket_revisits",
    "bracket_gaps", "ratios_given", "ratios_hold",
  ]

  private static var blank: [String] { thingColumns.map { _ in "" } }

  private static func scenes(_ series: String, _ seed: Int, _ summary: WatchSummary?) -> [String] {
    [
      series, "\(seed)", summary.map { "\($0.scenes.used)" } ?? "failed",
      summary.map { "\($0.scenes.excluded.count)" } ?? "",
    ]
  }

  private static func cells(_ thing: ThingScore) -> [String] {
    let truth = thing.truth
    let feature = thing.match?.feature
    let estimate = thing.estimate
    return [
      day(truth.date), number(truth.area, 1), number(truth.areaInPixels, 1), number(thing.widthInPixels, 2),
      number(truth.contrast, 2), "\(thing.isEligible)", feature?.id ?? "", feature?.kind ?? "",
      number(thing.match?.overlap, 3), number(estimate?.value, 1), number(estimate?.low, 1),
      number(estimate?.high, 1), "\(thing.areaHolds)", number(estimate?.logScore(against: truth.area), 3),
      day(feature?.notBefore), day(feature?.notAfter), "\(thing.bracketHolds)",
      number(thing.bracket?.widthInDays, 1), number(thing.bracket?.widthInRevisits, 3),
      thing.bracket?.gapsInside.map { "\($0)" } ?? "", "\(thing.ratios.count { $0.estimate != nil })",
      "\(thing.ratios.count(where: \.holds))",
    ]
  }

  private static func number(_ value: Double?, _ digits: Int) -> String { value.map { Text.number($0, digits) } ?? "" }
  private static func day(_ date: Date?) -> String { date.map(Moment.day(of:)) ?? "" }
}
