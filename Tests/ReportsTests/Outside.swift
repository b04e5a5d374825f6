import Places
import Quantities
import Reports

/// A report in which every text that comes from outside says the same.
enum Outside {
  static func content(saying text: String) -> ReportContent {
    ReportContent(
      title: text, caseName: text, siteNames: [text, text], created: text, software: [.init(name: text, version: text)],
      period: (day("2021-01-04"), day("2021-06-01")), scenes: scenes(text), features: features(text), map: map(text),
      areaSeries: [
        AreaSeries(
          name: text,
          points: [.init(date: day("2021-03-01"), low: SquareMetres(1), value: SquareMetres(2), high: SquareMetres(3))])
      ],
      method: [.init(heading: text, rows: [.init(name: text, value: text)], paragraphs: [text])], limits: [text],
      truthComparison: [.init(what: text, measured: text, truth: text, isInside: false)], credits: [text])
  }

  private static func scenes(_ text: String) -> [ReportScene] {
    [
      ReportScene(id: text, label: text, date: day("2021-02-01"), sensor: text),
      ReportScene(id: text, label: text, date: nil, sensor: text, exclusion: Exclusion(.cloud, text)),
    ]
  }

  private static func features(_ text: String) -> [ReportFeature] {
    let mark = Feature.Mark(by: text, note: text, at: day("2022-01-05"))
    let statuses: [FeatureStatus] = [.candidate, .accepted, .rejected]
    var items = statuses.enumerated().map { index, status in
      var made = feature(
        .building, .built, id: "\(text)\(index)", name: text, ratios: [ratio(0.4, 0.3, 0.5, to: text)], status: status,
        mark: mark)
      made.kindReasons = [text]
      made.notObservable = [.init(scene: text, reason: .cloud)]
      let looks = [
        Observation(
          feature: made.id, scene: text, date: day("2021-02-01"), state: .present, visibility: .seen, progress: 1)
      ]
      return ReportFeature(
        feature: made, number: index + 1, before: chip(text), after: chip(text), observations: looks)
    }
    items.append(
      ReportFeature(feature: feature(.crane, .removed, id: text + "x", area: .refused(text)), number: 4))
    // Enough of them that some stand in the table of the rest.
    for number in 5...70 {
      items.append(ReportFeature(feature: feature(id: "\(text)\(number)", area: .refused(text)), number: number))
    }
    return items
  }

  private static let image = PNGFixture.image(columns: 40, rows: 30) { column, _ in column }

  private static func chip(_ text: String) -> ReportChip {
    ReportChip(
      image: image, date: day("2021-02-01"), sensor: text, credit: text, sceneID: text, gsd: Metres(3),
      outline: [Sample.box(4, 4, 8, 8)], metresPerPixel: 3)
  }

  private static func map(_ text: String) -> ReportMap {
    ReportMap(
      image: image, outlines: [.init(number: 1, kind: .building, points: Sample.box(4, 4, 8, 8))],
      siteOutlines: [Sample.box(1, 1, 38, 28)], references: [.init(name: text, points: Sample.box(20, 20, 5, 5))],
      metresPerPixel: 3, date: nil, credit: text)
  }
}
