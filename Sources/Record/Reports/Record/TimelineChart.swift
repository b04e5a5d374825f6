import Evidence
import Quantities

/// Events of several sites on one line of time: a lane a site, in it a bar for each event from the last date without to
/// the first date with. An open end fades out in dashes.
struct TimelineChart {
  private struct Lane {
    let name: String
    var events: [SiteEvent]
  }

  private let lanes: [Lane]
  private let lags: [SiteLag]
  private let axis: DateAxis
  private static let width = 720.0
  private static let labelWidth = 150.0
  private static let eventHeight = 34.0
  private static let top = 6.0
  private static let laneGap = 6.0
  /// Beyond these a chart is no longer read; the table has all.
  static let mostEvents = 60

  /// `nil` where no event has a date.
  init?(_ timeline: SiteTimeline) {
    let dated = timeline.events.filter { $0.bracket.notBefore != nil || $0.bracket.notAfter != nil }
    let shown = dated.prefix(Self.mostEvents)
    let dates = shown.flatMap { [$0.bracket.notBefore, $0.bracket.notAfter].compactMap(\.self) }
    guard let first = dates.min(), let last = dates.max() else { return nil }
    var lanes: [Lane] = []
    var position: [String: Int] = [:]
    for event in shown {
      if let at = position[event.site] {
        lanes[at].events.append(event)
      } else {
        position[event.site] = lanes.count
        lanes.append(Lane(name: event.name, events: [event]))
      }
    }
    self.lanes = lanes
    lags = timeline.relatedLags.prefix(Self.mostEvents).map(\.lag)
    // Room at both ends for what is open.
    let margin = max(86_400, (last.secondsSince1970 - first.secondsSince1970) / 16)
    axis = DateAxis(
      first: Timestamp(secondsSince1970: first.secondsSince1970 - margin),
      last: Timestamp(secondsSince1970: last.secondsSince1970 + margin), left: Self.labelWidth + 12,
      right: Self.width - 10)
  }

  func markup(label: String) -> Markup {
    let rows = lanes.reduce(0) { $0 + $1.events.count }
    let bottom = Self.top + Double(rows) * Self.eventHeight + Double(lanes.count - 1) * Self.laneGap
    var drawing = Drawing(width: Self.width, height: bottom + 28)
    var tops: [SiteEvent: Double] = [:]
    var row = Self.top
    for (index, lane) in lanes.enumerated() {
      let height = Double(lane.events.count) * Self.eventHeight
      if index % 2 == 0 {
        drawing.rectangle(column: 0, row: row, width: Self.width, height: height, radius: 3, class: "lane-wash")
      }
      drawing.text(
        CorroborationNode.fitted(lane.name, room: 25), at: ReportPoint(column: 8, row: row + height / 2 + 4),
        class: "node-name")
      for event in lane.events {
        tops[event] = row
        row += Self.eventHeight
      }
      row += Self.laneGap
    }
    for tick in axis.ticks() {
      let column = axis.column(tick.date)
      drawing.line(
        ReportPoint(column: column, row: Self.top), ReportPoint(column: column, row: bottom), class: "grid")
    }
    drawRelations(tops, on: &drawing)
    for lane in lanes {
      for event in lane.events { draw(event, on: &drawing, top: tops[event] ?? 0) }
    }
    drawing.line(
      ReportPoint(column: axis.left, row: bottom), ReportPoint(column: axis.right, row: bottom), class: "axis")
    drawing.dateTicks(axis, at: bottom, labelsBelow: 18)
    return drawing.markup(label: label, isTitled: true)
  }

  /// Dotted between the beginnings whose lag is told.
  private func drawRelations(_ tops: [SiteEvent: Double], on drawing: inout Drawing) {
    for lag in lags {
      guard let first = tops[lag.first], let second = tops[lag.second] else { continue }
      let points = [(lag.first, first), (lag.second, second)].map { event, top in
        let (from, to) = span(event)
        return ReportPoint(column: (from + to) / 2, row: top + 24)
      }
      drawing.polyline(points, class: "tie weak")
    }
  }

  private func span(_ event: SiteEvent) -> (from: Double, to: Double) {
    (axis.column(event.bracket.notBefore ?? axis.first), axis.column(event.bracket.notAfter ?? axis.last))
  }

  private func draw(_ event: SiteEvent, on drawing: inout Drawing, top: Double) {
    let (first, last) = (event.bracket.notBefore, event.bracket.notAfter)
    let (from, to) = span(event)
    let middle = top + 24
    if first == nil || last == nil {
      drawing.polyline(
        [ReportPoint(column: from, row: middle), ReportPoint(column: to, row: middle)], class: "event-open")
    } else {
      drawing.rectangle(
        column: from, row: middle - 5, width: max(2, to - from), height: 10, radius: 2, class: "event-bar")
    }
    for date in [first, last].compactMap(\.self) {
      let column = axis.column(date)
      drawing.line(
        ReportPoint(column: column, row: middle - 7), ReportPoint(column: column, row: middle + 7), class: "event-end")
    }
    let isRight = (from + to) / 2 > (axis.left + axis.right) / 2
    drawing.text(
      CorroborationNode.fitted(event.what, room: 60),
      at: ReportPoint(column: isRight ? min(to, axis.right - 4) : max(from, axis.left + 4), row: top + 14),
      anchor: isRight ? .end : .start, class: "quiet haloed")
  }
}
