import Places
import Quantities

/// One measure of a line or zone, date by date: a dot with its interval where it was seen, a mark below where it was not.
struct ActivityStrip {
  struct Point {
    let date: Timestamp
    /// `nil` where it was not observable, for `reason`.
    let value: (value: Double, low: Double, high: Double)?
    let reason: Visibility?
  }

  let points: [Point]
  /// Behind the numbers of the axis: " m".
  let unit: String
  /// Top of the axis at least.
  let least: Double
  let period: StripPeriod
  var width = 720.0
  var height = 132.0

  func markup(label: String) -> Markup {
    let bottom = height - 44
    let highest = max(least, points.compactMap { $0.value?.high }.max() ?? 0)
    let scale = ValueAxis(highest: highest, top: 10, bottom: bottom)
    let axis = DateAxis(first: period.first, last: period.last, left: 74, right: width - 36)
    var drawing = Drawing(width: width, height: height)
    draw(scale, axis, on: &drawing)
    for point in points {
      let column = axis.column(point.date)
      if let value = point.value {
        drawing.line(
          ReportPoint(column: column, row: scale.row(value.low)),
          ReportPoint(column: column, row: scale.row(value.high)), class: "value-line")
        drawing.circle(ReportPoint(column: column, row: scale.row(value.value)), radius: 3, class: "dot")
      } else if let reason = point.reason {
        drawing.rectangle(
          column: column - 2, row: bottom + 6, width: 4, height: 10, radius: 1, class: "r-\(reason.rawValue)")
      }
    }
    return drawing.markup(label: label)
  }

  private func draw(_ scale: ValueAxis, _ axis: DateAxis, on drawing: inout Drawing) {
    let decimals = scale.step < 1 ? (scale.step < 0.1 ? 2 : 1) : 0
    drawing.valueTicks(scale, axis) { NumberText.fixed($0, decimals: decimals) + unit }
    drawing.text(
      "not seen", at: ReportPoint(column: axis.left - 16, row: scale.bottom + 15), anchor: .end, class: "quiet")
    drawing.dateTicks(axis, at: scale.bottom, labelsBelow: 36)
  }
}
