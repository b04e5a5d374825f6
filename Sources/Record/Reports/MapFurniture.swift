import Quantities

/// Scale bar and north arrow, drawn on a plate so that they read on any picture.
package struct MapFurniture {
  /// Ground size of one unit of the drawing; `nil` leaves out the bar.
  let metresPerUnit: Double?
  let isNorthUp: Bool
  /// Height of the letters, in units of the drawing.
  let letter: Double

  /// - Parameter height: of the picture, from the drawing's upper edge on.
  func draw(on drawing: inout Drawing, height: Double) {
    let margin = letter * 0.8
    if let bar = Self.bar(metresPerUnit: metresPerUnit, most: drawing.width * 0.32) {
      let plate = bar.length + letter * 1.4
      let top = height - margin - letter * 2.2
      drawing.rectangle(
        column: margin, row: top, width: plate, height: letter * 2.2, radius: letter * 0.25, class: "plate")
      let left = margin + letter * 0.7
      let foot = top + letter * 1.75
      drawing.text(
        bar.label, at: ReportPoint(column: left + bar.length / 2, row: top + letter * 1.1), anchor: .middle,
        size: letter, class: "plate-text tick")
      drawing.path(
        [
          [(0, -0.35), (0, 0), (bar.length, 0), (bar.length, -0.35)].map {
            ReportPoint(column: left + $0.0, row: foot + $0.1 * letter)
          }
        ], class: "bar", isClosed: false, strokeWidth: letter * 0.14)
    }
    if isNorthUp { drawArrow(on: &drawing, margin: margin) }
  }

  private func drawArrow(on drawing: inout Drawing, margin: Double) {
    let width = letter * 1.7
    let left = drawing.width - margin - width
    drawing.rectangle(
      column: left, row: margin, width: width, height: letter * 2.7, radius: letter * 0.25, class: "plate")
    let centre = left + width / 2
    let shape = [(0.0, 0.3), (0.5, 1.45), (0.0, 1.15), (-0.5, 1.45)]
    drawing.polygon(
      shape.map { ReportPoint(column: centre + $0.0 * letter, row: margin + $0.1 * letter) }, class: "arrow")
    drawing.text(
      "N", at: ReportPoint(column: centre, row: margin + letter * 2.4), anchor: .middle, size: letter,
      class: "plate-text")
  }

  /// The longest bar of 1, 2 or 5 times a power of ten metres that fits into `most` units.
  package static func bar(metresPerUnit: Double?, most: Double) -> (length: Double, label: String)? {
    guard let metresPerUnit, metresPerUnit.isFinite, metresPerUnit > 0, most > 0 else { return nil }
    let steps = (-2...7).flatMap { exponent in
      let power = (0..<abs(exponent)).reduce(1.0) { value, _ in value * 10 }
      return [1.0, 2, 5].map { exponent < 0 ? $0 / power : $0 * power }
    }
    guard let metres = steps.last(where: { $0 / metresPerUnit <= most }) else { return nil }
    let label =
      metres >= 1000
      ? NumberText.count(Int(metres / 1000)) + " km"
      : NumberText.fixed(metres, decimals: metres >= 1 ? 0 : metres >= 0.1 ? 1 : 2) + " m"
    return (metres / metresPerUnit, label)
  }
}
