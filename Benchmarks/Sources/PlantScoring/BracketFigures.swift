import Measuring

/// What the brackets of all changes come to.
package struct BracketFigures: Sendable {
  private let things: [ThingScore]
  private let works: [ThingScore]

  package init(_ plants: [PlantScore]) {
    things = plants.flatMap(\.things).filter(\.isEligible)
    works = plants.flatMap(\.things).filter { $0.truth.kind == .works }
  }

  package var bars: [Bar] {
    let ofFound = Self.held(found)
    let ofAll = Self.held(things)
    let width = Quantiles.median(of: found.compactMap { $0.bracket?.widthInRevisits })
    return [
      Bar(
        "Brackets hold the true date, of the changes found",
        requirement: "95 % or more", figure: ofFound.text, isMet: (ofFound.part ?? -1) >= 0.95),
      Bar(
        "Brackets hold the true date, a change not found being a miss",
        requirement: "95 % or more", figure: ofAll.text, isMet: (ofAll.part ?? -1) >= 0.95),
      Bar(
        "Median width of the brackets",
        requirement: "at most 2 clear revisits (median time between scenes that saw the feature)",
        figure: "\(Text.number(width, 2)) clear revisits", isMet: (width ?? .infinity) <= 2),
    ]
  }

  package var lines: [String] {
    let brackets = found.compactMap(\.bracket)
    let kinds: [(String, [ThingScore])] = [
      ("buildings", things.filter { $0.truth.kind == .building }),
      ("cranes", things.filter { $0.truth.kind == .crane }),
      ("cleared ground", things.filter { $0.truth.kind == .clearedGround }),
      ("works, outside the bar", works),
    ]
    return [
      "not found: \(things.count - found.count) of \(things.count) changes",
      "width in clear revisits: " + Quantiles.line(of: brackets.map(\.widthInRevisits), digits: 2),
      "width counted in gaps between sightings: "
        + Quantiles.line(of: brackets.map { $0.gapsInside.map(Double.init) ?? .infinity }, digits: 1),
      "width in days: " + Quantiles.line(of: brackets.map(\.widthInDays), digits: 0),
    ]
      + kinds.map { name, scores in
        let found = scores.filter(\.isFound)
        return "\(name): found \(Text.percent(Share(found.count, of: scores.count).part)), "
          + "brackets of those hold \(Text.percent(Self.held(found).part)), median width "
          + "\(Text.number(Quantiles.median(of: found.compactMap { $0.bracket?.widthInRevisits }), 2)) clear revisits"
      }
  }

  private var found: [ThingScore] { things.filter(\.isFound) }

  private static func held(_ things: [ThingScore]) -> Share {
    Share(things.count(where: \.bracketHolds), of: things.count)
  }
}
