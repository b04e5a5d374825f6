/// Places on a straight line through a picture, one for each pixel of a piece of a target's row.
package struct PlaceLine {
  package var column: Double
  package var row: Double
  package var columnStep: Double
  package var rowStep: Double
  package init(column: Double, row: Double, columnStep: Double, rowStep: Double) {
    self.column = column
    self.row = row
    self.columnStep = columnStep
    self.rowStep = rowStep
  }

  /// The line without its first `count` places.
  package func from(_ count: Int) -> PlaceLine {
    PlaceLine(
      column: column + Double(count) * columnStep, row: row + Double(count) * rowStep, columnStep: columnStep,
      rowStep: rowStep)
  }
}
