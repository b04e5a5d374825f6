import Evidence
import Quantities

/// What each finding rests on, as the page's template prints it.
struct CorroborationView {
  struct Item {
    let corroboratedID: String
    let corroboratedClaim: String
    let corroboratedStatus: String
    let isCorroboratedSettled: Bool
    let corroboratedHeadline: String
    let corroboratedFigure: Markup?
    let corroboratedSides: [Side]
    let corroboratedWords: [String]
  }

  /// What stands on one side: pictures by sensor, sources by title.
  struct Side {
    let corroboratedSide: String
    let corroboratedLines: [String]
  }

  struct LegendItem {
    let tieSwatch: Markup
    let tieWords: String
  }

  let corroborationItems: [Item]
  let tieLegend: [LegendItem]
  let corroborationRest: String?

  /// Beyond these a finding has its words and no picture.
  private static let mostFigures = 60
  private static let mostDates = 8

  /// `nil` where no standing finding has anything told.
  init?(_ record: ReportRecord) {
    let standing = Dictionary(
      record.findings.filter { $0.status != .withdrawn && $0.status != .superseded }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let told = record.corroborations.compactMap { one in standing[one.finding].map { (one, $0) } }
    guard !told.isEmpty else { return nil }
    let titles = Dictionary(record.sources.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    corroborationItems = told.enumerated().map { index, pair in
      Self.item(pair.0, pair.1, titles, hasFigure: index < Self.mostFigures)
    }
    tieLegend = Self.legend
    corroborationRest =
      told.count <= Self.mostFigures
      ? nil : "The pictures of the first \(Self.mostFigures) findings are drawn; the words stand for all."
  }

  private static func item(
    _ corroboration: CorroborationOf, _ finding: Finding, _ titles: [String: String], hasFigure: Bool
  ) -> Item {
    let graph = corroboration.graph
    let drawing = hasFigure ? CorroborationDrawing(corroboration, titles: titles) : nil
    let sides = [("For it", graph.supporting), ("Against it", graph.opposing)].filter { !$0.1.isEmpty }
    return Item(
      corroboratedID: finding.id, corroboratedClaim: finding.sentence,
      corroboratedStatus: finding.statusSentence, isCorroboratedSettled: finding.isReviewed,
      corroboratedHeadline: corroboration.headline,
      corroboratedFigure: drawing.flatMap { drawing in
        drawing.isEmpty
          ? nil : drawing.markup(label: "Evidence of finding \(finding.id.asOneLine): \(corroboration.headline)")
      },
      corroboratedSides: sides.map { words, lines in
        Side(corroboratedSide: words, corroboratedLines: Self.lines(lines, corroboration.looks, titles))
      }, corroboratedWords: [graph.sentence] + corroboration.remarks)
  }

  /// "PlanetScope: 2021-04-19, 2021-04-27, …", then "S1, title".
  private static func lines(
    _ lines: [EvidenceLine], _ looks: [String: SceneLook], _ titles: [String: String]
  ) -> [String] {
    let pictures = lines.compactMap { looks[$0.id] }
    let bySensor = Dictionary(grouping: pictures, by: { $0.sensor ?? "Sensor not told" })
    let seen = bySensor.sorted { $0.key < $1.key }.map { sensor, looks in
      let dates = looks.map { $0.date?.day ?? "a picture without a date" }.sorted()
      return "\(sensor): \(Self.dates(dates))"
    }
    let others = lines.filter { looks[$0.id] == nil }.map { line in
      let title = titles[line.id].map { ", \($0)" } ?? ""
      let quoted = line.quotes.sorted()
      return line.id + title + (quoted.isEmpty ? "" : " (quotes \(PlainWords.list(quoted)))")
    }
    return seen + others
  }

  private static func dates(_ dates: [String]) -> String {
    guard dates.count > mostDates, let last = dates.last else { return PlainWords.list(dates) }
    let shown = dates.prefix(mostDates - 2)
    return shown.joined(separator: ", ") + ", … \(last), \(PlainWords.count(dates.count, "date")) in all"
  }

  private static let legend: [LegendItem] = {
    func item(_ words: String, _ draw: (inout Drawing) -> Void) -> LegendItem {
      var drawing = Drawing(width: 26, height: 14)
      draw(&drawing)
      return LegendItem(tieSwatch: drawing.markup(label: words, class: "swatch"), tieWords: words)
    }
    func line(_ drawing: inout Drawing, _ name: String) {
      drawing.polyline([ReportPoint(column: 1, row: 7), ReportPoint(column: 25, row: 7)], class: "tie \(name)")
    }
    return [
      item("one independent line") {
        $0.rectangle(column: 1, row: 1, width: 24, height: 12, radius: 3, class: "tie-box")
      },
      item("one line that speaks both ways") {
        $0.rectangle(column: 1, row: 1, width: 24, height: 12, radius: 3, class: "tie-box divided")
      },
      item("picture") { $0.rectangle(column: 2, row: 2, width: 22, height: 10, radius: 2, class: "tie-node for") },
      item("source") { $0.rectangle(column: 2, row: 2, width: 22, height: 10, radius: 5, class: "tie-node for") },
      item("against it") {
        $0.rectangle(column: 2, row: 2, width: 22, height: 10, radius: 2, class: "tie-node against")
      },
      item("counts as one: same scene, tip, author or content, or a quote, with a point at what is quoted") {
        line(&$0, "strong")
      },
      item("same publisher or sensor: shown, not counted as dependence") { line(&$0, "weak") },
    ]
  }()
}
