import Measuring

/// What the removed cranes of all plants come to.
package struct CraneFigures: Sendable {
  private let things: [ThingScore]
  private let all: [ThingScore]

  package init(_ plants: [PlantScore]) {
    all = plants.flatMap(\.things).filter { $0.truth.kind == .crane }
    things = all.filter(\.isEligible)
  }

  package var bar: Bar {
    let share = Share(things.count(where: \.isFound), of: things.count)
    return Bar(
      "Removed cranes over 9 pixels and of 3 σ or more are found",
      requirement: "95 % or more", figure: share.text, isMet: (share.part ?? -1) >= 0.95)
  }

  package var lines: [String] {
    let found = things.filter(\.isFound)
    let named = found.count { $0.match?.feature.kind == "crane" }
    let fainter = all.filter { !$0.isEligible }
    return [
      "of those found, named crane: \(Share(named, of: found.count).text)",
      "smaller or fainter ones, outside the bar: "
        + Share(fainter.count(where: \.isFound), of: fainter.count).text,
    ]
  }
}
