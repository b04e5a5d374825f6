import Places
import Quantities

/// What could be seen of each zone, as the page's template prints it.
struct SightView {
  struct Item {
    /// Of the zone in `observability.json`.
    let sightIndex: Int
    let sightTitle: String
    let sightStatement: String
    let sightFigure: Markup?
    let sightCaption: String
    let sightWords: [String]
  }

  let sightItems: [Item]

  /// `nil` where there is nothing to tell.
  init?(_ observability: Observability, period: StripPeriod) {
    guard !observability.zones.isEmpty else { return nil }
    sightItems = observability.zones.enumerated().map { Self.item($1, $0, period) }
  }

  private static func item(_ zone: ZoneObservability, _ index: Int, _ period: StripPeriod) -> Item {
    Item(
      sightIndex: index,
      sightTitle: zone.role == .site ? "\(zone.name): the whole site" : zone.name,
      sightStatement: zone.absence.words.replacing(" %", with: "\u{A0}%").replacing(" m²", with: "\u{A0}m²"),
      sightFigure: figure(zone, period),
      sightCaption:
        "Each dot is a date that saw most of it: the least building, standing from that date on, that would "
        + "have been found by now. Marks below are dates that did not see it; dates without either have too few clear dates "
        + "beside them to tell a building by.",
      sightWords: [assumed(zone), missed(zone)].compactMap(\.self) + zone.losses.map { loss(in: zone, $0) })
  }

  private static func figure(_ zone: ZoneObservability, _ period: StripPeriod) -> Markup? {
    guard !zone.days.isEmpty else { return nil }
    let points = zone.days.map { day -> ActivityStrip.Point in
      let area = day.smallest.area.map { Absence.Statement.rounded($0).magnitude }
      return .init(
        date: day.date, value: area.map { ($0, $0, $0) }, reason: day.visibility == .seen ? nil : day.visibility)
    }
    let largest = points.compactMap { $0.value?.high }.max() ?? 0
    return ActivityStrip(points: points, unit: " m²", least: max(largest * 1.1, 1), period: period)
      .markup(label: "Least building that would have been seen in \(zone.name), date by date")
  }

  private static func assumed(_ zone: ZoneObservability) -> String? {
    guard let statement = zone.absence.statement else { return nil }
    let planted = zone.sizes.reduce(0) { $0 + $1.planted }
    return
      "Said of this building: \(lower(statement.building.words)) \(NumberText.count(planted)) such were put on the "
      + "pictures of this ground, at random places and dates, and looked for by the same tests."
  }

  /// With a small first letter.
  private static func lower(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

  private static func missed(_ zone: ZoneObservability) -> String? {
    let reasons = zone.days.map(\.visibility).filter { $0 != .seen }
    guard !reasons.isEmpty else { return nil }
    let words = PlainWords.counts(reasons.map { PlainWords.reason($0) })
      .map { "\($0.word) \(NumberText.count($0.count))" }
    return "Not seen on \(PlainWords.count(reasons.count, "date")): \(PlainWords.list(words))."
  }

  private static func loss(in zone: ZoneObservability, _ loss: ZoneObservability.Loss) -> String {
    let since = loss.bracket.notAfter?.day ?? "an unknown date"
    return "Loss of sight: from \(since) on \(NumberText.share(loss.share)) of \(zone.name) lie under feature "
      + "\(loss.feature), a new \(PlainWords.kind(loss.kind)). What goes on below it cannot be seen; not seen is not absent."
  }
}
