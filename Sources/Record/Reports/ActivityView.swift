import Places
import Quantities

/// Lines, zones and pace as the page's template prints them.
struct ActivityView {
  struct Item {
    /// Of the line or zone in `activity.json`.
    var activityPlace = ""
    let activityTitle: String
    let activityFigure: Markup?
    let activityWords: [String]
  }

  let activityItems: [Item]
  let paceItems: [String]
  let hasPace: Bool
  let totalItems: [String]
  let hasTotals: Bool

  /// `nil` where there is nothing to tell.
  init?(_ activity: Activity, period: StripPeriod) {
    activityItems =
      Self.placed(activity.lines.map { Self.item($0, period) }, in: "lines")
      + Self.placed(activity.zones.map { Self.item($0, period) }, in: "zones")
    paceItems = activity.pace.map(Self.words)
    hasPace = !paceItems.isEmpty
    totalItems = activity.totals.map(Self.words)
    hasTotals = !totalItems.isEmpty
    if activityItems.isEmpty, paceItems.isEmpty { return nil }
  }

  private static func placed(_ items: [Item], in list: String) -> [Item] {
    items.enumerated().map { index, item in
      var item = item
      item.activityPlace = "\(list)/\(index)"
      return item
    }
  }

  // MARK: - Lines

  private static func item(_ line: LineActivity, _ period: StripPeriod) -> Item {
    let title = "\(line.name): occupied length of \(NumberText.metres(line.length))"
    if let refused = line.refused {
      return Item(activityTitle: title, activityFigure: nil, activityWords: [refused])
    }
    let points = line.days.map { day -> ActivityStrip.Point in
      switch day.occupied {
      case .estimate(let value):
        .init(
          date: day.date, value: (value.value.magnitude, value.low.magnitude, value.high.magnitude), reason: nil)
      case .notObservable(let reason): .init(date: day.date, value: nil, reason: reason)
      }
    }
    let strip = ActivityStrip(points: points, unit: " m", least: line.length.magnitude / 2, period: period)
    return Item(
      activityTitle: title, activityFigure: strip.markup(label: "Occupied length of \(line.name), date by date"),
      activityWords: [latest(line)].compactMap(\.self) + [unseen(points)].compactMap(\.self) + line.notes)
  }

  private static func latest(_ line: LineActivity) -> String? {
    guard let day = line.days.last(where: { $0.occupied.estimate != nil }), let value = day.occupied.estimate else {
      return "It could be measured on no date."
    }
    let text = IntervalText(
      value: value.value.magnitude, low: value.low.magnitude, high: value.high.magnitude)
    return "Last measured on \(day.date.day): \(text.value) m occupied "
      + "(\(value.levelText) interval \(text.low) to \(text.high) m)."
  }

  private static func unseen(_ points: [ActivityStrip.Point]) -> String? {
    let reasons = points.compactMap(\.reason)
    guard !reasons.isEmpty else { return nil }
    let counts = PlainWords.counts(reasons.map { PlainWords.reason($0) })
    let words = counts.map { "\($0.word) \(NumberText.count($0.count))" }
    return "Not seen on \(PlainWords.count(reasons.count, "date")): \(PlainWords.list(words))."
  }

  // MARK: - Zones

  private static func item(_ zone: ZoneActivity, _ period: StripPeriod) -> Item {
    let title = "\(zone.name): loose objects and disturbance"
    if let refused = zone.refused {
      return Item(activityTitle: title, activityFigure: nil, activityWords: [refused] + warmth(zone))
    }
    let points = zone.days.map { day -> ActivityStrip.Point in
      switch day.index {
      case .estimate(let value):
        .init(
          date: day.date,
          value: (100 * value.value.magnitude, 100 * value.low.magnitude, 100 * value.high.magnitude), reason: nil)
      case .notObservable(let reason): .init(date: day.date, value: nil, reason: reason)
      }
    }
    let strip = ActivityStrip(points: points, unit: " %", least: 1, period: period)
    return Item(
      activityTitle: title, activityFigure: strip.markup(label: "Activity of \(zone.name), date by date"),
      activityWords: [latest(zone)].compactMap(\.self) + [unseen(points)].compactMap(\.self) + zone.notes
        + [zone.countRefused] + warmth(zone))
  }

  /// The date on which it stood out most over the ground around, and the last.
  private static func warmth(_ zone: ZoneActivity) -> [String] {
    guard let temperature = zone.temperature else { return [] }
    if let refused = temperature.refused { return ["Surface temperature: \(refused)"] }
    let told = temperature.days.filter { $0.above.estimate != nil }
    func above(_ day: ZoneTemperature.Day) -> Double { day.above.estimate?.value.magnitude ?? 0 }
    guard let warmest = told.max(by: { above($0) < above($1) }), let last = told.last else {
      return ["Surface temperature could be told on none of \(PlainWords.count(temperature.days.count, "date"))."]
    }
    let lead =
      "Surface temperature, on \(NumberText.count(told.count)) of \(PlainWords.count(temperature.days.count, "date")): "
    let words =
      warmest == last
      ? "warmest against the ground around on the last of them, \(words(last))."
      : "warmest against the ground around on \(words(warmest)); last on \(words(last))."
    return [lead + words] + temperature.notes
  }

  /// "2020-07-01, by 6.1 K (90 % interval 4.9 to 7.3 K), more than on 83 % of its earlier dates"
  private static func words(_ day: ZoneTemperature.Day) -> String {
    guard let value = day.above.estimate else { return day.date.day }
    let text = IntervalText(value: value.value.magnitude, low: value.low.magnitude, high: value.high.magnitude)
    let rank = day.warmerThan.map { ", more than on \(NumberText.share($0)) of its earlier dates" } ?? ""
    return "\(day.date.day), by \(text.value) K (\(value.levelText) interval \(text.low) to \(text.high) K)\(rank)"
  }

  private static func latest(_ zone: ZoneActivity) -> String? {
    guard let day = zone.days.last(where: { $0.index.estimate != nil }), let value = day.index.estimate else {
      return "It could be judged on no date."
    }
    let index = IntervalText(
      value: 100 * value.value.magnitude, low: 100 * value.low.magnitude, high: 100 * value.high.magnitude)
    // A rank among days that are all as good as still says nothing.
    let rank =
      value.low.magnitude <= 0
      ? ", which is not told from none"
      : day.busierThan.map { ", busier than \(NumberText.share($0)) of its own past" }
        ?? ", with too little past to rank it"
    return "Last judged on \(day.date.day): \(index.value) % of it departs "
      + "(\(value.levelText) interval \(index.low) to \(index.high) %)\(rank)."
  }

  // MARK: - Sums

  private static func words(_ total: AreaTotal) -> String {
    let missing = total.count - total.measured
    let rest = missing > 0 ? " \(missing) more could not be measured and \(missing == 1 ? "is" : "are") left out." : ""
    let what = "\(PlainWords.change(total.change)) \(PlainWords.kind(total.kind))"
    return "\(what.prefix(1).uppercased() + what.dropFirst()), \(total.measured) together: \(total.area.words())."
      + rest
  }

  // MARK: - Pace

  private static func words(_ pace: Pace) -> String {
    guard let lately = pace.lately.estimate, let before = pace.before.estimate, let from = pace.from, let to = pace.to
    else { return "\(pace.name): \(pace.words)" }
    func interval(_ value: Estimate<SquareMetresPerMonth>) -> String {
      let text = IntervalText(
        value: value.value.magnitude, low: value.low.magnitude, high: value.high.magnitude)
      return "\(text.value) m² a month (\(value.levelText) interval \(text.low) to \(text.high))"
    }
    return "\(pace.name): built on or disturbed from \(from.day) to \(to.day) \(interval(lately)), before that "
      + "\(interval(before)). \(pace.words)"
  }
}
