import Quantities

/// Dates in lanes: one lane a meaning, so that the chart reads without its colours.
struct LaneChart {
  struct Lane {
    let label: String
    /// Class of its marks in the style sheet.
    let style: String
    let dates: [Timestamp]
  }

  let lanes: [Lane]
  let first: Timestamp
  let last: Timestamp
  var bracket: Bracket?
  var width = 720.0
  var laneHeight = 20.0

  /// Room for the longest label, by the width of a usual letter.
  private var labelWidth: Double { min(230, 6.3 * Double(lanes.map(\.label.count).max() ?? 0) + 6) }

  func markup(label: String) -> Markup {
    let top = bracket == nil ? 4.0 : 18
    let bottom = top + Double(lanes.count) * laneHeight
    var drawing = Drawing(width: width, height: bottom + 26)
    let axis = DateAxis(first: first, last: last, left: labelWidth + 8, right: width - 46)
    drawBracket(on: &drawing, axis: axis, bottom: bottom)
    drawTicks(on: &drawing, axis: axis, top: top, bottom: bottom)
    for (index, lane) in lanes.enumerated() {
      draw(lane, on: &drawing, axis: axis, middle: top + (Double(index) + 0.5) * laneHeight)
    }
    return drawing.markup(label: label)
  }

  private func draw(_ lane: Lane, on drawing: inout Drawing, axis: DateAxis, middle: Double) {
    drawing.line(
      ReportPoint(column: axis.left, row: middle), ReportPoint(column: axis.right, row: middle), class: "lane")
    drawing.text(lane.label, at: ReportPoint(column: labelWidth, row: middle + 4), anchor: .end)
    drawing.text(
      NumberText.count(lane.dates.count), at: ReportPoint(column: width, row: middle + 4), anchor: .end,
      class: "quiet")
    let height = laneHeight * 0.6
    for date in lane.dates {
      drawing.rectangle(
        column: axis.column(date) - 2, row: middle - height / 2, width: 4, height: height, radius: 1,
        class: lane.style)
    }
  }

  private func drawTicks(on drawing: inout Drawing, axis: DateAxis, top: Double, bottom: Double) {
    drawing.line(
      ReportPoint(column: axis.left, row: bottom), ReportPoint(column: axis.right, row: bottom), class: "axis")
    for tick in axis.ticks() {
      let column = axis.column(tick.date)
      drawing.line(ReportPoint(column: column, row: top), ReportPoint(column: column, row: bottom + 4), class: "grid")
      drawing.text(tick.label, at: ReportPoint(column: column, row: bottom + 18), anchor: .middle, class: "quiet tick")
    }
  }

  /// The time between the bracket's dates, shaded through all lanes; an open side runs to the axis's end.
  private func drawBracket(on drawing: inout Drawing, axis: DateAxis, bottom: Double) {
    guard let bracket, bracket.notBefore != nil || bracket.notAfter != nil else { return }
    let from = bracket.notBefore.map { clamped(axis.column($0), axis) } ?? axis.left
    let to = bracket.notAfter.map { clamped(axis.column($0), axis) } ?? axis.right
    drawing.rectangle(column: from, row: 14, width: max(to - from, 1.5), height: bottom - 14, class: "bracket")
    let middle = (from + to) / 2
    let anchor: Drawing.Anchor = middle < axis.left + 60 ? .start : middle > axis.right - 60 ? .end : .middle
    drawing.text(
      Self.words(bracket), at: ReportPoint(column: anchor == .start ? from : anchor == .end ? to : middle, row: 10),
      anchor: anchor, class: "bracket-label")
  }

  private static func words(_ bracket: Bracket) -> String {
    switch (bracket.notBefore, bracket.notAfter) {
    case (nil, _): "by this date"
    case (_, nil): "after this date"
    default: "between these dates"
    }
  }

  private func clamped(_ column: Double, _ axis: DateAxis) -> Double { min(max(column, axis.left), axis.right) }
}
