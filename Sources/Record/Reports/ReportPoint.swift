/// A point in a report's picture: (0, 0) is the outer corner of the first pixel, rows run down.
package struct ReportPoint: Sendable, Hashable {
  package let column: Double
  package let row: Double
  package init(column: Double, row: Double) {
    self.column = column
    self.row = row
  }
}
