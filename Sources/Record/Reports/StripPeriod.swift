import Quantities

/// The time that every feature's strip spans, the same for all so that they compare.
struct StripPeriod {
  let first: Timestamp
  let last: Timestamp

  /// The report's period; else that of its scenes and observations; 1970 where nothing has a date, since nothing
  /// is drawn then.
  init(_ content: ReportContent) {
    let dates = content.scenes.compactMap(\.date) + content.features.flatMap { $0.observations.map(\.date) }
    let none = Timestamp(secondsSince1970: 0, isDayOnly: true)
    let given = content.period
    first = ([given?.first].compactMap { $0 } + dates).min() ?? none
    last = ([given?.last].compactMap { $0 } + dates).max() ?? none
  }
}
