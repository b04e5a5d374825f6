/// The lines under a picture that go with it wherever it is copied to: date, sensor, size of a pixel, and whose it is.
struct PictureStrip {
  let lines: [String]
  /// Height of the letters, in units of the drawing.
  let letter: Double

  /// - Parameters:
  ///   - first: what the picture is, on lines of its own.
  ///   - width: of the drawing.
  init(_ first: String, _ note: PictureNote, width: Double, letter: Double) {
    let columns = WrappedText.columns(width - letter, letter: letter)
    lines =
      WrappedText.lines(first, columns: columns)
      + WrappedText.lines(note.parts.joined(separator: " · "), columns: columns)
    self.letter = letter
  }

  private var lineHeight: Double { letter * 1.35 }
  var height: Double { lines.isEmpty ? 0 : Double(lines.count) * lineHeight + letter * 0.7 }

  func draw(on drawing: inout Drawing, top: Double) {
    guard !lines.isEmpty else { return }
    drawing.rectangle(column: 0, row: top, width: drawing.width, height: height, class: "strip-ground")
    for (index, line) in lines.enumerated() {
      drawing.text(
        line, at: ReportPoint(column: letter * 0.5, row: top + letter * 1.15 + Double(index) * lineHeight),
        size: letter, class: "strip-text")
    }
  }
}
