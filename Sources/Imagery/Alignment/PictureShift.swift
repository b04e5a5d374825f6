/// Where content lies in the moving picture minus where the same content lies in the reference: rows down, columns
/// right.
package struct PictureShift: Sendable, Hashable {
  package var rows: Double
  package var columns: Double

  /// Content that did not move.
  package static let none = PictureShift(rows: 0, columns: 0)

  package init(rows: Double, columns: Double) {
    self.rows = rows
    self.columns = columns
  }
}
