import Foundation
import Measuring

/// What the new buildings of all plants come to.
package struct BuildingFigures: Sendable {
  private let things: [ThingScore]

  package init(_ plants: [PlantScore]) {
    things = plants.flatMap(\.things).filter { $0.truth.kind == .building && $0.isEligible }
  }

  package var found: Share { Share(things.count(where: \.isFound), of: things.count) }
  /// Not found, refused, and beside the truth are all misses.
  package var coverage: Share { Share(things.count(where: \.areaHolds), of: things.count) }

  package var bar: Bar {
    let part = coverage.part ?? -1
    return Bar(
      "Area interval (90 %) of a new building holds its true area; not found or refused is a miss",
      requirement: "82 to 97 %", figure: coverage.text, isMet: (0.82...0.97).contains(part))
  }

  package var lines: [String] {
    let measured = things.compactMap { thing in thing.estimate.map { (thing.truth.area, $0) } }
    let within = Share(things.count(where: \.areaHolds), of: measured.count)
    let ratios = things.flatMap(\.ratios)
    let given = ratios.filter { $0.estimate != nil }
    return [
      "found (kind building, change built, overlap 0.3 or more): \(found.text)",
      "found and refused: \(things.count { $0.isFound && $0.estimate == nil })",
      "area interval holds the truth, of the measured alone: \(within.text)",
      "relative width of the intervals, (high − low)/value: "
        + Quantiles.line(of: measured.map(\.1.relativeWidth), digits: 3),
      "measured/true: " + Quantiles.line(of: measured.map { $1.value / $0 }, digits: 3) + " · "
        + Self.spread(measured.map { log($1.value / $0) }),
      "z, log(measured/true) over the interval's σ (normal: −1.64 −0.67 0 0.67 1.64): "
        + Quantiles.line(of: measured.map { $1.logScore(against: $0) }, digits: 2),
      "ratio intervals that hold the true ratio; not given is a miss: "
        + Share(ratios.count(where: \.holds), of: ratios.count).text,
      "… of those given: " + Share(given.count(where: \.holds), of: given.count).text,
      "relative width of the ratios' intervals: "
        + Quantiles.line(of: given.compactMap { $0.estimate?.relativeWidth }, digits: 3),
    ]
  }

  /// Half the distance between the 16th and 84th percentile of log(measured/true): the standard deviation of the
  /// normal part, whatever the few outliers.
  private static func spread(_ logs: [Double]) -> String {
    guard let low = Quantiles.quantile(0.16, of: logs), let high = Quantiles.quantile(0.84, of: logs) else { return "" }
    return "spread \(Text.percent((high - low) / 2))"
  }
}
