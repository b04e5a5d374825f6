import Quantities

/// An area through time with the band of its intervals.
struct AreaFigure {
  let series: AreaSeries
  var width = 720.0
  var height = 190.0

  /// `nil` for a series without points.
  func markup() -> Markup? {
    let points = series.points.sorted { $0.date < $1.date }
    guard let first = points.first, let last = points.last else { return nil }
    let scale = ValueAxis(highest: points.map(\.high.magnitude).max() ?? 0, top: 10, bottom: height - 28)
    let axis = DateAxis(first: first.date, last: last.date, left: 74, right: width - 36)
    var drawing = Drawing(width: width, height: height)
    drawAxes(on: &drawing, axis: axis, scale: scale)
    let place = { (point: AreaSeries.Point, value: SquareMetres) in
      ReportPoint(column: axis.column(point.date), row: scale.row(value.magnitude))
    }
    if points.count > 1 {
      let band = points.map { place($0, $0.high) } + points.reversed().map { place($0, $0.low) }
      drawing.polygon(band, class: "band")
      drawing.polyline(points.map { place($0, $0.value) }, class: "value-line")
    }
    for point in points {
      drawing.line(place(point, point.low), place(point, point.high), class: "whisker")
      drawing.circle(place(point, point.value), radius: 3, class: "dot")
    }
    return drawing.markup(label: "Area of \(series.name) through time, from \(first.date.day) to \(last.date.day)")
  }

  private func drawAxes(on drawing: inout Drawing, axis: DateAxis, scale: ValueAxis) {
    drawing.valueTicks(scale, axis) { NumberText.rounded($0, toPowerOfTen: scale.step < 1 ? -2 : 0) + " m²" }
    drawing.dateTicks(axis, at: scale.bottom, labelsBelow: 18)
  }
}
