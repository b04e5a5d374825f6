import Places
import Quantities
import Reports

/// A made-up case with something of everything: works with a hall and housing, a crane that went, a refused area, a
/// rejected find, a standing hall, pictures kept out for seven reasons.
enum Sample {
  static let content: ReportContent = {
    var content = ReportContent(
      title: "Example plant, spring to autumn 2021", caseName: "example-plant.case",
      siteNames: ["Example plant", "Rail spur north"], created: "Made on 2022-01-10",
      software: [
        .init(name: "telltale", version: "0.1.0"), .init(name: "GDAL", version: "3.6.2"),
        .init(name: "PROJ", version: "9.1.1"),
      ])
    content.scenes = scenes
    content.period = (day("2021-01-04"), day("2021-10-20"))
    content.features = features
    content.map = map
    content.areaSeries = [SampleSeries.works, SampleSeries.hall]
    content.method = SampleMethod.sections
    content.limits = [
      "Between 2021-06-06 and 2021-07-04 no picture shows the north of the site.",
      "Things smaller than about 12 m (4 pixels of 3 m) cannot be found.",
    ]
    content.truthComparison = [
      .init(what: "Area of feature 2", measured: "1,240 m² (1,130 to 1,350 m²)", truth: "1,200 m²", isInside: true),
      .init(what: "Area of feature 3", measured: "410 m² (370 to 450 m²)", truth: "468 m²", isInside: false),
    ]
    content.credits = ["Pictures: made by a formula, CC0.", "Outline of the site: the authors."]
    return content
  }()

  /// 34 scenes, eight days apart, every seventh kept out or so.
  static let scenes: [ReportScene] = (0..<34).map { index in
    let date = Timestamp(secondsSince1970: day("2021-01-04").secondsSince1970 + (index * 8 * 24 + 7) * 3600 + 1234)
    let exclusions: [Int: Exclusion] = [
      3: Exclusion(.cloud, "92 % of the work area is covered"),
      4: Exclusion(.cloud, "88 % of the work area is covered"),
      9: Exclusion(.misaligned, "14 tie points agree, 20 are needed"),
      15: Exclusion(.haze, "contrast is a third of the usual"),
      19: Exclusion(.cloud, "97 % of the work area is covered"),
      20: Exclusion(.cloud, "71 % of the work area is covered"),
      22: Exclusion(.readFailed, "block 14 of 60 is damaged"), 27: Exclusion(.snow, "snow on 80 % of the work area"),
      30: Exclusion(.tooCoarse, "pixels of 30 m against a class of 3 m"),
      33: Exclusion(.noDate, "neither file nor folder tells one"),
    ]
    let exclusion = exclusions[index]
    let isMeasured = exclusion == nil
    return ReportScene(
      id: "scene-\(index)-ab12cd34ef", label: "202101_\(index)_3B_AnalyticMS_SR_8b_harmonized_clip.tif",
      date: index == 33 ? nil : date, sensor: "PlanetScope", gsd: Metres(index == 30 ? 30 : 3),
      clearFraction: isMeasured ? 1 - Double(index % 5) * 0.043 : 0.08,
      shift: isMeasured
        ? ReportShift(rows: Double(index % 7) * 0.31 - 0.9, columns: Double(index % 5) * 0.4 - 0.8) : nil,
      ce90: isMeasured ? Metres(0.8 + Double(index % 4) * 0.35) : nil, exclusion: exclusion, isReference: index == 5)
  }

  static func box(_ column: Double, _ row: Double, _ width: Double, _ height: Double) -> [ReportPoint] {
    [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map {
      ReportPoint(column: column + $0.0 * width, row: row + $0.1 * height)
    }
  }

  static let map = ReportMap(
    image: PNGFixture.scene(
      columns: 480, rows: 340, seed: 5,
      roofs: [(70, 80, 60, 34), (210, 120, 44, 26), (226, 176, 20, 14), (262, 178, 20, 14), (380, 240, 30, 9)]),
    outlines: [
      .init(number: 1, kind: .works, points: box(180, 96, 130, 120)),
      .init(number: 2, kind: .building, points: box(210, 120, 44, 26)),
      .init(number: 3, kind: .housing, points: box(226, 176, 20, 14)),
      .init(number: 4, kind: .crane, points: box(340, 90, 12, 40)),
      .init(number: 5, kind: .unknown, points: box(380, 240, 30, 9)),
      .init(number: 6, kind: .clearedGround, points: box(60, 220, 80, 60)),
      .init(number: 8, kind: .building, points: box(400, 40, 20, 20)),
    ],
    siteOutlines: [box(24, 24, 430, 290)], references: [.init(name: "hall A", points: box(70, 80, 60, 34))],
    metresPerPixel: 3, date: day("2021-10-12"), credit: "Example Imagery, CC0")

  static func chip(_ date: String, roofs: [(column: Int, row: Int, width: Int, height: Int)], scene: Int) -> ReportChip
  {
    ReportChip(
      image: PNGFixture.scene(columns: 96, rows: 72, seed: scene, roofs: roofs), date: day(date), sensor: "PlanetScope",
      credit: "Example Imagery, CC0", sceneID: "scene-\(scene)-ab12cd34ef", gsd: Metres(3),
      outline: [box(30, 24, 36, 22)], metresPerPixel: 3)
  }

  static func observations(_ id: String, arrival: Int, isRemoval: Bool = false) -> [Observation] {
    scenes.enumerated().compactMap { index, scene in
      guard let date = scene.date else { return nil }
      let hidden = scene.exclusion.flatMap { Visibility(rawValue: $0.code.rawValue) }
      let local: Visibility? = index % 11 == 6 ? .cloudShadow : hidden
      let isThere = (index >= arrival) != isRemoval
      let state: Observation.State =
        local != nil ? .notObservable : isThere ? .present : index == arrival - 1 && !isRemoval ? .changed : .absent
      return Observation(
        feature: id, scene: scene.id, date: date, state: state, visibility: local ?? .seen,
        progress: local == nil ? (isThere ? 1 : 0) : nil)
    }
  }
}
