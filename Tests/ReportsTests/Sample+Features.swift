import Places
import Quantities
import Reports

extension Sample {
  static let features: [ReportFeature] = [
    item(1, .works, .built, "2021-02-21", "2021-03-01", area(52_340, 48_120, 57_900), arrival: 7, hasChips: true),
    item(
      2, .building, .built, "2021-04-03", "2021-04-19", area(1243, 1131, 1352), arrival: 12, hasChips: true,
      parent: 1, ratios: [ratio(0.384, 0.341, 0.419, to: "hall A")],
      reasons: ["bright straight edges on four sides", "a shadow on its north-west side", "stays for 21 dates"]),
    item(3, .housing, .built, "2021-05-01", "2021-05-22", area(412, 371, 449), arrival: 16, hasChips: false, parent: 1),
    item(
      4, .crane, .removed, "2021-06-06", "2021-07-04", .refused("it is narrower than two pixels"), arrival: 21,
      hasChips: true, reasons: ["long and narrow", "its shadow crosses the rails"]),
    item(5, .unknown, .built, "2021-09-10", nil, area(2_430, 1_900, 3_100), arrival: 33, hasChips: false),
    item(
      6, .clearedGround, .cleared, nil, "2021-01-12", area(43_200, 41_000, 45_100), arrival: 1, hasChips: false,
      status: .accepted),
    item(7, .building, nil, nil, nil, area(3_240, 3_050, 3_420), arrival: 0, hasChips: false, name: "hall A"),
    item(
      8, .building, .built, "2021-03-01", "2021-03-09", area(600, 500, 700), arrival: 8, hasChips: false,
      status: .rejected),
  ]

  private static func item(
    _ number: Int, _ kind: FeatureKind, _ change: ChangeKind?, _ first: String?, _ last: String?,
    _ area: Measured<SquareMetres>, arrival: Int, hasChips: Bool, parent: Int? = nil, ratios: [AreaRatio] = [],
    name: String? = nil, status: FeatureStatus = .candidate, reasons: [String] = []
  ) -> ReportFeature {
    let id = identifier(number)
    var feature = feature(
      kind, change, id: id, name: name, between: bracket(first, last), area: area, ratios: ratios,
      score: 9 - Double(number) / 2, parent: parent.map(identifier), status: status)
    let looks = observations(id, arrival: arrival, isRemoval: change == .removed)
    feature.kindReasons = reasons
    feature.scenesFor = looks.filter { $0.state == .present }.map(\.scene)
    feature.scenesAgainst = number == 2 ? [scenes[18].id] : []
    feature.notObservable = looks.filter { $0.state == .notObservable }.map {
      Feature.Unseen(scene: $0.scene, reason: $0.visibility)
    }
    if status != .candidate {
      let note = status == .accepted ? "Seen in two other pictures" : "A change of light on an old roof"
      feature.mark = Feature.Mark(by: "M. Ito", note: note, at: day("2022-01-05"))
    }
    let roof = (column: 30, row: 24, width: 36, height: 22)
    return ReportFeature(
      feature: feature, number: number,
      before: hasChips ? chip(first ?? "2021-01-12", roofs: change == .removed ? [roof] : [], scene: number * 2) : nil,
      after: hasChips
        ? chip(last ?? "2021-09-10", roofs: change == .removed ? [] : [roof], scene: number * 2 + 1) : nil,
      observations: looks)
  }

  private static func identifier(_ number: Int) -> String { "f-4d9e0b7a2\(number)" }
}

enum SampleSeries {
  static let works = AreaSeries(
    name: "Ground disturbed by works 1",
    points: (0..<18).map { index in
      let value = 52_340 * Double(index) / Double(index + 3)
      let date = Timestamp(secondsSince1970: day("2021-03-01").secondsSince1970 + index * 12 * 86_400)
      return .init(
        date: date, low: SquareMetres(value * 0.92), value: SquareMetres(value), high: SquareMetres(value * 1.1))
    })
  static let hall = AreaSeries(
    name: "Roofed area, feature 2",
    points: [("2021-04-19", 420.0), ("2021-05-13", 980), ("2021-07-08", 1210), ("2021-10-12", 1243)].map {
      .init(date: day($0.0), low: SquareMetres($0.1 - 110), value: SquareMetres($0.1), high: SquareMetres($0.1 + 109))
    })
}

enum SampleMethod {
  static let sections = [
    ReportSection(
      heading: "Alignment",
      rows: [
        .init(name: "method", value: "phase correlation of windows, robust affine fit"),
        .init(name: "reference scene", value: "202101_5_3B_AnalyticMS_SR_8b_harmonized_clip.tif"),
        .init(name: "window", value: "64 pixels"), .init(name: "least tie points", value: "20"),
      ],
      paragraphs: ["The scene that has the least cloud among the first ten is the reference; it is chosen once."]),
    ReportSection(
      heading: "Change", rows: [.init(name: "false-alarm rate", value: "1e-3 per pixel and tested pair")],
      paragraphs: ["The score is calibrated on the site's own pixels that did not change."]),
  ]
}
