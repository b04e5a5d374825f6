import Measuring

/// What the quiet twins come to.
package struct QuietFigures: Sendable {
  /// Years that each twin was watched for: `simulate`'s default.
  package static let yearsEach = 2.0

  private let twins: [QuietScore]

  package init(_ twins: [QuietScore]) { self.twins = twins }

  package var bar: Bar {
    let count = twins.map(\.invented.count).reduce(0, +)
    let siteYears = Double(twins.count) * Self.yearsEach
    let rate = siteYears > 0 ? Double(count) / siteYears * 25 : .infinity
    let bound = siteYears > 0 ? PoissonBound.upper(of: count) / siteYears * 25 : .infinity
    return Bar(
      "Invented features on quiet twins, a works and its children counted once",
      requirement: "at most 1 in 25 site-years",
      figure: "\(Text.number(rate, 2)) in 25 site-years (\(count) in \(Text.number(siteYears, 0)); "
        + "Poisson 90 % upper bound \(Text.number(bound, 2)) in 25)",
      isMet: rate <= 1)
  }

  package var lines: [String] {
    let invented = twins.flatMap(\.invented)
    let names = Dictionary(grouping: invented) { "\($0.kind) \($0.change ?? "")" }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { "\($0.value.count) \($0.key)" }
    return [
      "twins with an invented feature: "
        + Share(twins.count { !$0.invented.isEmpty }, of: twins.count).text,
      "what they were called: " + (names.isEmpty ? "nothing" : names.joined(separator: ", ")),
    ]
  }
}
