/// The overview map with its legend and caption.
struct MapView {
  struct LegendItem {
    let swatch: Markup
    let legendWords: String
  }

  let mapFigure: Markup
  let legend: [LegendItem]
  let mapCaption: String
  let mapNote: String?

  init(_ map: ReportMap, _ list: FindingList) throws(ReportError) {
    let shown = list.changes + list.standing
    let changes = Dictionary(shown.map { ($0.number, $0.feature.change) }, uniquingKeysWith: { first, _ in first })
    let figure = MapFigure(map: map, changes: changes, labelled: Set(list.cards.map(\.number)))
    mapFigure = try figure.markup(label: "Map of the site with the numbered outlines of the features")
    legend = figure.legend.map { LegendItem(swatch: Self.swatch($0), legendWords: $0.words) }
    // Whose picture it is stands in the figure, and goes with it.
    mapCaption = "Picture of \(map.date?.day ?? "unknown date")"
    mapNote =
      list.table.isEmpty
      ? nil : "Only the \(FindingList.cardLimit) strongest features bear their numbers; the others are outlined alone."
  }

  private static func swatch(_ style: OutlineStyle) -> Markup {
    var drawing = Drawing(width: 26, height: 14)
    drawing.rectangle(column: 0, row: 0, width: 26, height: 14, radius: 2, class: "swatch-ground")
    let ring = [(3.0, 3.0), (23, 3), (23, 11), (3, 11)].map { ReportPoint(column: $0.0, row: $0.1) }
    drawing.path([ring], class: "casing", isClosed: true, strokeWidth: 3.6)
    drawing.path([ring], class: "\(style.name) outline", isClosed: true, strokeWidth: 2)
    return drawing.markup(label: style.words, class: "swatch")
  }
}
