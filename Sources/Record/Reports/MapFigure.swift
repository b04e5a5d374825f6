import Places

/// The overview picture with the site, the references and every numbered outline on top.
struct MapFigure {
  let map: ReportMap
  /// What happened to each feature that is shown, by its number; outlines of other numbers are left out.
  let changes: [Int: ChangeKind?]
  /// Numbers that may bear a label; the rest is outlined only, since labels beyond these cover the picture.
  let labelled: Set<Int>

  private var shown: [ReportMap.Outline] {
    map.outlines.filter { changes.keys.contains($0.number) && $0.points.count > 2 }
  }

  private func style(_ outline: ReportMap.Outline) -> OutlineStyle {
    OutlineStyle(kind: outline.kind, change: changes[outline.number] ?? nil)
  }

  /// The styles that occur, in their fixed order.
  var legend: [OutlineStyle] {
    var present = Set(shown.map(style))
    if !map.references.isEmpty { present.insert(.standing) }
    if !map.siteOutlines.isEmpty { present.insert(.site) }
    return OutlineStyle.allCases.filter(present.contains)
  }

  func markup(label: String) throws(ReportError) -> Markup {
    let (width, height) = (Double(map.picture.columns), Double(map.picture.rows))
    let unit = width / 720
    let strip = PictureStrip("Picture of \(map.date?.day ?? "unknown date")", map.note, width: width, letter: unit * 11)
    var drawing = Drawing(width: width, height: height + strip.height)
    try map.picture.draw(on: &drawing, coarse: 360, letter: unit * 14, at: "map")
    for ring in map.siteOutlines where ring.count > 2 { stroke(ring, .site, unit: unit, on: &drawing) }
    for reference in map.references where reference.points.count > 2 {
      stroke(reference.points, .standing, unit: unit, on: &drawing)
    }
    // Works are large: what stands on them is drawn after them, and so above.
    let ordered = shown.filter { $0.kind == .works } + shown.filter { $0.kind != .works }
    for outline in ordered { stroke(outline.points, style(outline), unit: unit, on: &drawing) }
    drawLabels(on: &drawing, height: height, unit: unit)
    MapFurniture(metresPerUnit: map.metresPerPixel, isNorthUp: map.isNorthUp, letter: unit * 12)
      .draw(on: &drawing, height: height)
    strip.draw(on: &drawing, top: height)
    return drawing.markup(label: label, class: "figure map")
  }

  private func stroke(_ ring: [ReportPoint], _ style: OutlineStyle, unit: Double, on drawing: inout Drawing) {
    drawing.path([ring], class: "casing", isClosed: true, strokeWidth: unit * 4)
    drawing.path([ring], class: "\(style.name) outline", isClosed: true, strokeWidth: unit * 2)
  }

  private func drawLabels(on drawing: inout Drawing, height: Double, unit: Double) {
    var placement = LabelPlacement(width: drawing.width, height: height)
    placement.block(left: 0, top: height - unit * 40, right: drawing.width * 0.36, bottom: height)
    placement.block(left: drawing.width - unit * 34, top: 0, right: drawing.width, bottom: unit * 46)
    let size = unit * 12
    for outline in shown.sorted(by: { $0.number < $1.number }) where labelled.contains(outline.number) {
      let words = String(outline.number)
      let width = size * (0.62 * Double(words.count) + 0.7)
      guard let centre = placement.place(width: width, height: size * 1.4, near: outline.points) else { continue }
      plate(words, centre, width: width, size: size, class: "number-plate", on: &drawing)
    }
    for reference in map.references {
      let name = reference.name.count > 24 ? String(reference.name.prefix(23)) + "…" : reference.name
      let width = size * (0.56 * Double(name.count) + 0.8)
      guard let centre = placement.place(width: width, height: size * 1.4, near: reference.points) else { continue }
      plate(name, centre, width: width, size: size, class: "plate", on: &drawing)
    }
  }

  private func plate(
    _ words: String, _ centre: ReportPoint, width: Double, size: Double, class name: String, on drawing: inout Drawing
  ) {
    drawing.rectangle(
      column: centre.column - width / 2, row: centre.row - size * 0.7, width: width, height: size * 1.4,
      radius: size * (name == "plate" ? 0.25 : 0.7), class: name)
    drawing.text(
      words, at: ReportPoint(column: centre.column, row: centre.row + size * 0.36), anchor: .middle, size: size,
      class: "\(name)-text")
  }
}
