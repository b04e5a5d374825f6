import Places
import Quantities

/// What each scene said of one feature, date by date, with the bracket shaded.
struct ObservationStrip {
  private let chart: LaneChart
  private let label: String

  /// `nil` for a feature without observations.
  init?(item: ReportFeature, period: StripPeriod) {
    guard !item.observations.isEmpty else { return nil }
    var lanes: [LaneChart.Lane] = []
    for state in [Observation.State.present, .changed, .absent] {
      let dates = item.observations.filter { $0.state == state }.map(\.date).sorted()
      if !dates.isEmpty {
        lanes.append(.init(label: PlainWords.state(state), style: "s-\(state.rawValue)", dates: dates))
      }
    }
    for reason in Visibility.allCases {
      let dates = item.observations.filter { $0.state == .notObservable && $0.visibility == reason }.map(\.date)
      if !dates.isEmpty {
        // A feature can be in a clear part of the picture and yet not be judged; "seen" would then mislead.
        let words = reason == .seen ? "no verdict" : PlainWords.reason(reason)
        lanes.append(.init(label: "not seen: \(words)", style: "r-\(reason.rawValue)", dates: dates.sorted()))
      }
    }
    chart = LaneChart(
      lanes: lanes, first: period.first, last: period.last, bracket: item.feature.bracket, laneHeight: 16)
    label = "What each scene showed of feature \(item.number)"
  }

  func markup() -> Markup { chart.markup(label: label) }
}
