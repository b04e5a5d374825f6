/// A picture of the report, or the frame that stands in its place.
package enum ReportPicture: Sendable, Hashable {
  case shown(ReportImage)
  /// No pixel of it may be published; size and outlines are drawn all the same.
  case withheld(columns: Int, rows: Int, reason: String)

  package var columns: Int {
    switch self {
    case .shown(let image): image.columns
    case .withheld(let columns, _, _): columns
    }
  }

  package var rows: Int {
    switch self {
    case .shown(let image): image.rows
    case .withheld(_, let rows, _): rows
    }
  }

  package var isShown: Bool { if case .shown = self { true } else { false } }

  /// Draws it from the drawing's upper left corner on.
  /// - Parameters:
  ///   - coarse: a picture of fewer columns shows its pixels: smoothed, it would look sharper than it is.
  ///   - letter: height of the letters that tell why there is none.
  /// - Throws: `unsupportedImage`, also where there is no pixel.
  func draw(on drawing: inout Drawing, coarse: Int, letter: Double, at place: String) throws(ReportError) {
    switch self {
    case .shown(let image):
      let size = (Double(image.columns), Double(image.rows))
      drawing.image(try image.dataAddress(at: place), width: size.0, height: size.1, isCoarse: image.columns < coarse)
    case .withheld(let columns, let rows, let reason):
      guard columns > 0, rows > 0 else {
        throw ReportError(
          .unsupportedImage, at: place, "The frame is \(columns) by \(rows) pixels.",
          mend: "Leave out pictures without pixels.")
      }
      let (width, height) = (Double(columns), Double(rows))
      drawing.rectangle(column: 0, row: 0, width: width, height: height, class: "withheld")
      // In the upper left corner: outlines lie in the middle, the arrow and the scale bar in the other corners.
      let lines = WrappedText.lines(reason, columns: WrappedText.columns(width * 0.78, letter: letter))
      for (index, line) in lines.enumerated() {
        drawing.text(
          line, at: ReportPoint(column: letter * 0.8, row: letter * (1.8 + 1.35 * Double(index))), size: letter,
          class: "withheld-text")
      }
    }
  }
}
