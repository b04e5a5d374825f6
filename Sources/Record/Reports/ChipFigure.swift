import Quantities

/// A chip with its outline, scale bar and north arrow on top, and what it is beneath, all sharp at any size.
struct ChipFigure {
  let chip: ReportChip

  func markup(label: String, at place: String) throws(ReportError) -> Markup {
    let (width, height) = (Double(chip.picture.columns), Double(chip.picture.rows))
    // Half the text's width on paper: everything is drawn in shares of the chip's own width.
    let unit = width / 340
    let strip = PictureStrip(facts, chip.note, width: width, letter: unit * 10.5)
    var drawing = Drawing(width: width, height: height + strip.height)
    try chip.picture.draw(on: &drawing, coarse: 170, letter: unit * 12, at: place)
    let rings = chip.outline.filter { $0.count > 2 }
    if !rings.isEmpty {
      drawing.path(rings, class: "casing", isClosed: true, strokeWidth: unit * 4)
      drawing.path(rings, class: "chip-outline", isClosed: true, strokeWidth: unit * 1.8)
    }
    MapFurniture(metresPerUnit: chip.metresPerPixel, isNorthUp: chip.isNorthUp, letter: unit * 12)
      .draw(on: &drawing, height: height)
    strip.draw(on: &drawing, top: height)
    return drawing.markup(label: label)
  }

  private var facts: String {
    let sensor = chip.sensor == "unknown" ? "sensor not known" : chip.sensor
    let gsd = chip.gsd.map { ["\(NumberText.metres($0)) per pixel"] } ?? []
    return ([chip.date.day, sensor] + gsd).joined(separator: " · ")
  }
}
