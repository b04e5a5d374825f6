import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Scoring

@Suite("Truth as points")
struct SmartPointTests {
  @Test(
    "The example of the SMART programme: every row that its scorer printed",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func example() throws {
    let folder = try #require(SharedData.folder) + "/smart-example"
    var request = SmartScore.Request(
      truth: folder + "/input/truth", proposals: folder + "/input/proposals", region: "BR_R002")
    request.points = folder + "/input/truth/point_based_annotations.geojson"
    request.sweep.rho = [0.5]
    request.sweep.temporalOverProposal = [0.1]
    request.sweep.temporalOverTruth = [0.2]
    request.sweep.nearestMetres = [100, 0, 500]
    request.sweep.centralMetres = [500, 1_000]
    request.sweep.farthestMetres = [1_000, 1_500]
    request.sweep.nearestDays = [730, 365, 1_095]
    let score = try SmartScore(request)
    #expect(score.tables.map(\.path) == ["bas/scoreboard", "bas/f_scores"])
    for (path, table) in score.tables {
      // Rows of one F1 stand there in an order that cannot be told.
      let expected = try String(contentsOfFile: folder + "/expected/point/overall/\(path).csv", encoding: .utf8)
      #expect(table.text.split(separator: "\n").sorted() == expected.split(separator: "\n").sorted(), "\(path)")
    }
  }

  private static let square = SmartFolder.square(10.01, 40.01, side: 0.002)

  private func folder(_ points: [(id: String, status: String, east: Double, day: String)]) throws -> SmartFolder {
    let folder = try SmartFolder()
    let looks: [SmartFolder.Look] = [
      ("2018-01-01", "Active Construction", [Self.square]), ("2018-12-31", "Post Construction", [Self.square]),
    ]
    try folder.addProposal("7001", start: "2018-01-01", end: "2018-12-31", looks)
    let features = points.map { point in
      SmartFolder.feature(
        ["site_id": .string(point.id), "status": .string(point.status), "date": .string(point.day)],
        ["type": "Point", "coordinates": [.number(point.east), .number(40.011)]])
    }
    try folder.write("points.geojson", SmartFolder.collection(features))
    return folder
  }

  private func best(
    _ folder: SmartFolder, _ change: (inout SmartScore.Request) -> Void = { _ in }
  ) throws -> [String: ScoreTable.Cell] {
    let score = try folder.score {
      $0.points = folder.path + "/points.geojson"
      change(&$0)
    }
    return Dictionary(uniqueKeysWithValues: score.best.map { ($0.column, $0.cell) })
  }

  @Test("A point is found within the metres and days asked for, and not beyond")
  func distances() throws {
    // 0.001° of longitude at 40° are 85.4 m: the point lies so far east of the square, 100 days after its last day. In the
    // plane of the score its edge leans, as each corner is stretched at its own latitude, and is 84.9 m away.
    let folder = try folder([("XX_R001_0001", "positive", 10.013, "2019-04-10")])
    #expect(try best(folder)["tp sites"] == .count(1))
    for (change, isFound) in [
      ({ $0.sweep.nearestMetres = [85] }, true), ({ $0.sweep.nearestMetres = [84] }, false),
      ({ $0.sweep.centralMetres = [171] }, true), ({ $0.sweep.centralMetres = [170] }, false),
      ({ $0.sweep.nearestDays = [100] }, true), ({ $0.sweep.nearestDays = [99] }, false),
      ({ $0.sweep.centralDays = [282] }, true), ({ $0.sweep.centralDays = [281] }, false),
      ({ $0.sweep.farthestDays = [464] }, true), ({ $0.sweep.farthestDays = [463] }, false),
    ] as [((inout SmartScore.Request) -> Void, Bool)] {
      #expect(try best(folder, change)["tp sites"] == .count(isFound ? 1 : 0))
    }
  }

  @Test("Of two points the nearer keeps the proposal, and both where they lie equally near")
  func sharing() throws {
    let apart = try best(
      folder([("XX_R001_0001", "positive", 10.013, "2018-06-01"), ("XX_R001_0002", "positive", 10.0125, "2018-06-01")]))
    #expect(apart["tp exact"] == .count(1) && apart["fn sites"] == .count(1) && apart["fp sites"] == .count(0))
    let within = try best(
      folder([("XX_R001_0001", "positive", 10.011, "2018-06-01"), ("XX_R001_0002", "negative", 10.0115, "2018-06-01")]))
    #expect(within["tp under"] == .count(1) && within["fp sites"] == .count(1))
  }

  @Test("Faults of points are told in full")
  func faults() throws {
    func words(_ id: String, _ status: String, _ day: String) throws -> String {
      try #require(throws: ScoringError.self) { try best(folder([(id, status, 10.011, day)])) }.description
    }
    let place = "points.geojson, feature 1: "
    #expect(
      try words("", "positive", "2018-01-01") == place + "The point has no site_id. Write one, such as XX_R001_0001.")
    #expect(try words("XX_R001_0001", "positive", "") == place + "The point has no date. Write it as YYYY-MM-DD.")
    #expect(
      try words("XX_R001_0001", "sure", "2018-01-01").hasPrefix(place + "“sure” is no status of a site. Write one of"))
    let twice = try #require(throws: ScoringError.self) {
      try best(folder(Array(repeating: ("XX_R001_0001", "positive", 10.011, "2018-01-01"), count: 2)))
    }
    #expect(
      twice.description
        == "points.geojson, feature 2: The site XX_R001_0001 stands twice in the file. Keep one point for each.")
  }
}
