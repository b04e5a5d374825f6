extension Drawing {
  /// A line across for each tick of a value's axis, the one at 0 as the axis itself, and its label to the left.
  mutating func valueTicks(_ scale: ValueAxis, _ axis: DateAxis, label: (Double) -> String) {
    for value in scale.ticks {
      let row = scale.row(value)
      line(
        ReportPoint(column: axis.left - 10, row: row), ReportPoint(column: axis.right + 10, row: row),
        class: value == 0 ? "axis" : "grid")
      text(label(value), at: ReportPoint(column: axis.left - 16, row: row + 4), anchor: .end, class: "quiet tick")
    }
  }

  /// A mark for each tick of the dates below the row `bottom`, and its label `labelsBelow` further down.
  mutating func dateTicks(_ axis: DateAxis, at bottom: Double, labelsBelow: Double) {
    for tick in axis.ticks() {
      let column = axis.column(tick.date)
      line(ReportPoint(column: column, row: bottom), ReportPoint(column: column, row: bottom + 4), class: "axis")
      text(
        tick.label, at: ReportPoint(column: column, row: bottom + labelsBelow), anchor: .middle, class: "quiet tick")
    }
  }
}
