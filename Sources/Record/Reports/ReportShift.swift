/// A shift in pixels of the reference scene: rows down, columns right.
package struct ReportShift: Sendable, Hashable {
  package let rows: Double
  package let columns: Double
  package init(rows: Double, columns: Double) {
    self.rows = rows
    self.columns = columns
  }
}
