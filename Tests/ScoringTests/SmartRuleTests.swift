import Provenance
import Testing

@testable import Scoring

@Suite("SMART rules on made-up sites")
struct SmartRuleTests {
  private typealias Cell = ScoreTable.Cell
  private let whole = SmartFolder.rectangle(10.01, 40.01, width: 0.004, height: 0.002)
  private let west = SmartFolder.rectangle(10.01, 40.01, width: 0.002, height: 0.002)
  private let east = SmartFolder.rectangle(10.012, 40.01, width: 0.002, height: 0.002)
  private let apart = SmartFolder.square(10.05, 40.05, side: 0.002)

  /// No activity on the first day of 2018, at work from February on, done on its last day.
  private func looks(_ square: JSONValue) -> [SmartFolder.Look] {
    [
      ("2018-01-01", "No Activity", [square]), ("2018-02-01", "Site Preparation", [square]),
      ("2018-06-01", "Active Construction", [square]), ("2018-12-31", "Post Construction", [square]),
    ]
  }

  private func found(_ square: JSONValue, from day: String = "2018-01-01") -> [SmartFolder.Look] {
    [(day, "Active Construction", [square]), ("2019-03-31", "Post Construction", [square])]
  }

  private func best(_ score: SmartScore) -> [String: Cell] {
    Dictionary(uniqueKeysWithValues: score.best.map { ($0.column, $0.cell) })
  }

  @Test("The shares of days in common decide at their own value and not above it")
  func temporalThresholds() throws {
    let folder = try SmartFolder()
    try folder.addTruth("0001", start: "2018-01-01", end: "2018-12-31", looks(whole))
    // 92 of its 182 days are among the truth's; the truth is surely at work on 334 days.
    try folder.addProposal("7001", start: "2018-10-01", end: "2019-03-31", found(whole, from: "2018-10-01"))
    let score = try folder.score {
      $0.sweep.rho = [0.3]
      $0.sweep.temporalOverTruth = [0.2, 92.0 / 334, 93.0 / 334]
      $0.sweep.temporalOverProposal = [0.1, 92.0 / 182, 93.0 / 182]
    }
    #expect(score.settings == 9)
    for row in score.scoreboard.rows.indices {
      let truth = try #require(number(score.scoreboard, row, "temporal iot"))
      let proposal = try #require(number(score.scoreboard, row, "temporal iop"))
      let isFound = truth <= 92.0 / 334 && proposal <= 92.0 / 182
      #expect(score.scoreboard.cell(row, "tp sites") == .count(isFound ? 1 : 0), "\(truth) \(proposal)")
      #expect(score.scoreboard.cell(row, "fp sites") == .count(isFound ? 0 : 1))
    }
    let table = try #require(score.tables.first { $0.path.hasPrefix("bas/detections") }?.table)
    #expect(table.cell(0, "temporal iot") == .number(92.0 / 334))
    #expect(table.cell(0, "temporal iop") == .number(92.0 / 182))
    // Seen on the last of three dates that count.
    #expect(table.cell(0, "spatial overlap") == .number(1.0 / 3))
  }

  @Test("Overlap and the share of dates decide at their own value")
  func spatialThresholds() throws {
    let folder = try SmartFolder()
    try folder.addTruth("0001", start: "2018-01-01", end: "2018-12-31", looks(whole))
    try folder.addProposal(
      "7001", start: "2018-05-01", end: "2018-12-31",
      [("2018-05-01", "Active Construction", [west]), ("2018-12-01", "Active Construction", [west])])
    // The western half: half over union and half over the truth, on two of three dates.
    for (tau, rho, isFound) in [(0.499, 2.0 / 3, true), (0.499, 0.67, false), (0.501, 0.5, false), (0.2, 0.1, true)] {
      let score = try folder.score {
        $0.sweep.tau = [tau]
        $0.sweep.rho = [rho]
      }
      #expect(best(score)["tp sites"] == .count(isFound ? 1 : 0), "tau \(tau), rho \(rho)")
    }
  }

  @Test("Pieces of one site are taken together; one proposal over two sites finds both")
  func segmentation() throws {
    let pieces = try SmartFolder()
    try pieces.addTruth("0001", start: "2018-01-01", end: "2018-12-31", looks(whole))
    try pieces.addProposal("7001", start: "2018-01-01", end: "2018-12-31", found(west))
    try pieces.addProposal("7002", start: "2018-01-01", end: "2018-12-31", found(east))
    let together = best(try pieces.score { $0.sweep.tau = [0.6] })
    #expect(together["tp over"] == .count(1) && together["fp sites"] == .count(0))
    let union = SmartFolder.region + "_7001_test_1.0.0, " + SmartFolder.region + "_7002_test_1.0.0"
    let table = try #require(try pieces.score().tables.first { $0.path.hasPrefix("bas/detections") }?.table)
    #expect(table.cell(0, "matched site models") == .text(union))

    let merged = try SmartFolder()
    try merged.addTruth("0001", start: "2018-01-01", end: "2018-12-31", looks(west))
    try merged.addTruth("0002", start: "2018-01-01", end: "2018-12-31", looks(east))
    try merged.addProposal("7001", start: "2018-01-01", end: "2018-12-31", found(whole))
    let overUnion = best(try merged.score())
    #expect(overUnion["tp under"] == .count(2) && overUnion["tp under (IoU)"] == .count(2))
    // Over union it is half, over the truth alone all of it.
    let overTruth = best(try merged.score { $0.sweep.tau = [0.6] })
    #expect(overTruth["tp under"] == .count(2) && overTruth["tp under (IoT)"] == .count(2))
  }

  @Test(
    "Each status counts as the specification says",
    arguments: [
      ("positive_annotated", 1, 0, "tp"), ("positive_pending", 1, 0, "tp"), ("positive_excluded", 0, 1, "fp"),
      ("negative", 0, 1, "fp"), ("ignore", 0, 0, "0"), ("positive_unbounded", 0, 0, "0"),
      ("transient_positive", 1, 0, "tp"), ("transient_negative", 0, 1, "fp"), ("transient_ignore", 0, 0, "0"),
    ])
  func statuses(_ status: String, _ tp: Int, _ fp: Int, _ word: String) throws {
    let folder = try SmartFolder()
    try folder.addTruth("0001", status: status, start: "2018-01-01", end: "2018-12-31", looks(whole))
    try folder.addProposal("7001", start: "2018-01-01", end: "2018-12-31", found(whole))
    let score = try folder.score()
    #expect(best(score)["tp sites"] == .count(tp) && best(score)["fp sites"] == .count(fp))
    let table = try #require(score.tables.first { $0.path.hasPrefix("bas/detections") }?.table)
    #expect(table.cell(0, "association status") == .text(word))
  }

  @Test("Sites that do not count: too small, cut by the region, without an end, outside its dates")
  func asides() throws {
    let folder = try SmartFolder()
    let small = SmartFolder.square(10.03, 40.03, side: 0.0005)
    try folder.addTruth("0001", start: "2018-01-01", end: "2018-12-31", looks(small))
    let cut = SmartFolder.square(10.099, 40.05, side: 0.002)
    try folder.addTruth("0002", start: "2018-01-01", end: "2018-12-31", looks(cut))
    try folder.addTruth("0003", status: "negative", start: "2018-01-01", end: nil, looks(apart))
    try folder.addTruth(
      "0004", status: "positive_pending", start: "2010-01-01", end: "2012-12-31",
      [("2010-01-01", nil, [whole]), ("2012-12-31", nil, [whole])])
    try folder.addTruth("0005", start: "2018-01-01", end: "2018-12-31", looks(SmartFolder.square(10.2, 40, side: 0.01)))
    let score = try folder.score()
    let table = try #require(score.tables.first { $0.path.hasPrefix("bas/detections") }?.table)
    let statuses = table.rows.indices.map { table.cell($0, "site type") }
    #expect(statuses == [.text("ignore"), .text("ignore"), .text("ignore"), .text("positive_unbounded")])
    #expect(best(score)["truth sites"] == .count(0) && best(score)["truth annotations"] == .count(5))
    #expect(score.notes == ["Left out: 1 truth site outside the region."])
  }

  @Test("Without proposals every true site is missed, and the table has its row all the same")
  func noProposals() throws {
    let folder = try SmartFolder()
    try folder.addTruth("0001", start: "2018-01-01", end: "2018-12-31", looks(whole))
    let row = best(try folder.score())
    #expect(row["fn sites"] == .count(1) && row["F1"] == .count(0) && row["images FAR"] == .count(0))
    #expect(row["proposal area"] == .count(0) && row["fpa"] == .number(0))
  }

  @Test("A proposal that finds nothing is a false alarm, and its ground a false area")
  func falseAlarms() throws {
    let folder = try SmartFolder()
    try folder.addTruth("0001", start: "2018-01-01", end: "2018-12-31", looks(whole))
    try folder.addProposal("7001", start: "2018-01-01", end: "2018-12-31", found(whole))
    try folder.addProposal("7002", start: "2018-01-01", end: "2018-12-31", found(apart))
    try folder.addProposal("7003", start: "2018-01-01", end: "2018-12-31", status: "system_rejected", found(apart))
    let score = try folder.score()
    let row = best(score)
    #expect(row["fp sites"] == .count(1) && row["precision"] == .number(0.5) && row["confident proposals"] == .count(2))
    // A square of 0.002° at 40.05° north is 222.1 m by 170.7 m.
    #expect(row["fp area"] == .number(0.0379))
    #expect(row["spatial FAR"] == .number(DegreeArea.rounded(1 / (0.01 * 111.0353 * 85.3318), places: 4)))
    #expect(row["temporal FAR"] == .number(0.0005) && row["images FAR"] == .number(0.25))
    #expect(score.notes == ["Left out: 1 proposed site not confirmed, or without start or end."])
  }

  @Test("Models of another region are left out; those of no region are not")
  func otherRegions() throws {
    let folder = try SmartFolder()
    try folder.addTruth("0001", start: "2018-01-01", end: "2018-12-31", looks(whole))
    try folder.addProposal("7001", start: "2018-01-01", end: "2018-12-31", found(whole))
    try folder.write("proposals/YY_R002_7001.geojson", "not even JSON")
    let other = SmartFolder.model("7002", "system_confirmed", "test", "2018-01-01", "2018-12-31", found(apart))
    try folder.write(
      "proposals/other.geojson", other.compactText.replacing("XX_R001", with: "YY_R002"))
    let row = best(try folder.score())
    #expect(row["proposed annotations"] == .count(1) && row["fp sites"] == .count(0))
  }

  @Test("An onset within the truth's own doubt has a best error of 0; a prediction is early or late")
  func onsets() throws {
    let folder = try SmartFolder()
    try folder.addTruth("0001", start: "2018-01-01", end: "2018-12-31", looks(whole))
    try folder.addProposal(
      "7001", start: "2018-01-01", end: "2018-12-31",
      [
        ("2018-01-11", "Site Preparation", [whole]), ("2018-07-01", "Active Construction", [whole]),
        ("2018-12-31", "Post Construction", [whole]),
      ])
    let score = try folder.score()
    let table = try #require(score.tables.first { $0.path == "phase_activity/ac_temporal_error" }?.table)
    let rows = Dictionary(uniqueKeysWithValues: table.rows.map { ($0[0], Array($0.dropFirst())) })
    #expect(rows[.text("mean days (all detections)")] == [.number(-21), .number(30), .number(0)])
    #expect(rows[.text("best mean days (all detections)")] == [.number(0), .number(30), .number(0)])
    #expect(rows[.text("worst mean days (all detections)")] == [.number(-21), .number(150), .number(213)])
    let matrix = try #require(score.tables.first { $0.path == "phase_activity/ac_confusion_matrix_all_sites" }?.table)
    // On 1 June the proposal still prepares the site.
    #expect(matrix.rows[1] == [.text("Active Construction"), .count(0), .count(1), .count(0), .count(0)])
  }

  private func number(_ table: ScoreTable, _ row: Int, _ column: String) -> Double? {
    if case .number(let value)? = table.cell(row, column) { value } else { nil }
  }
}
