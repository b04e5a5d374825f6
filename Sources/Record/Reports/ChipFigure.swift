/// A chip with its outline, scale bar and north arrow on top, all sharp at any size.
struct ChipFigure {
  let chip: ReportChip

  func markup(label: String, at place: String) throws(ReportError) -> Markup {
    let address = try chip.image.dataAddress(at: place)
    var drawing = Drawing(width: Double(chip.image.columns), height: Double(chip.image.rows))
    // Half the text's width on paper: everything is drawn in shares of the chip's own width.
    let unit = drawing.width / 340
    // A coarse picture shows its pixels: smoothed, it would look sharper than it is.
    drawing.image(address, isCoarse: chip.image.columns < 170)
    let rings = chip.outline.filter { $0.count > 2 }
    if !rings.isEmpty {
      drawing.path(rings, class: "casing", isClosed: true, strokeWidth: unit * 4)
      drawing.path(rings, class: "chip-outline", isClosed: true, strokeWidth: unit * 1.8)
    }
    MapFurniture(metresPerUnit: chip.metresPerPixel, isNorthUp: chip.isNorthUp, letter: unit * 12).draw(on: &drawing)
    return drawing.markup(label: label)
  }
}
