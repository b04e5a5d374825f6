import Foundation
import Provenance
import Testing

@testable import Scoring

@Suite("Site models that cannot be scored")
struct SmartErrorTests {
  private static let square = SmartFolder.square(10.01, 40.01, side: 0.002)
  private static let looks: [SmartFolder.Look] = [
    ("2018-01-01", "Site Preparation", [square]), ("2018-12-31", "Post Construction", [square]),
  ]

  private func proposal(_ replacing: String, _ with: String) throws -> SmartFolder {
    let folder = try SmartFolder()
    let model = SmartFolder.model("7001", "system_confirmed", "test", "2018-01-01", "2018-12-31", Self.looks)
    let text = model.compactText.replacing(replacing, with: with)
    try #require(text != model.compactText)
    try folder.write("proposals/XX_R001_7001.geojson", text)
    return folder
  }

  @Test(
    "Each fault of a model is told in full",
    arguments: [
      (
        #""current_phase":"Site Preparation""#, #""current_phase":"Site Clearing""#, ScoringError.Code.unknownWord,
        "XX_R001_7001.geojson, feature 2: “Site Clearing” is no phase. Write No Activity, Site Preparation, Active "
          + "Construction, Post Construction, Unknown, several joined by “, ”, or null."
      ),
      (
        #""end_date":"2018-12-31""#, #""end_date":"2017-12-31""#, .datesOutOfOrder,
        "XX_R001_7001.geojson, feature 1: end_date 2017-12-31 lies before start_date 2018-01-01. Swap or mend them."
      ),
      (
        #""start_date":"2018-01-01""#, #""start_date":"2018-02-30""#, .badDate,
        "XX_R001_7001.geojson, feature 1: start_date is “2018-02-30”, no day of the calendar. Write it as YYYY-MM-DD, "
          + "or null."
      ),
      (
        #""site_id":"XX_R001_7001""#, #""site_id":"YY_R002_7001""#, .mixedRegions,
        "XX_R001_7001.geojson, feature 1: The site YY_R002_7001 says that it is of region XX_R001. Give site_id and "
          + "region_id of one region."
      ),
      (
        #""score":1"#, #""score":7"#, .malformed,
        "XX_R001_7001.geojson, feature 1: score is 7, no number from 0 to 1. Write a number from 0 to 1, or leave it out."
      ),
      (
        #""is_site_boundary":"True""#, #""is_site_boundary":"maybe""#, .unknownWord,
        "XX_R001_7001.geojson, feature 2: is_site_boundary holds “maybe”. Write “True” or “False” for each polygon, "
          + "several joined by “, ”, or null."
      ),
      (
        #""type":"observation""#, #""type":"picture""#, .malformed,
        "XX_R001_7001.geojson, feature 2: A site model holds no feature of type “picture”. Keep one feature of type "
          + "“site”, and its observations."
      ),
      (
        #""type":"site""#, #""type":"place""#, .malformed,
        "XX_R001_7001.geojson: The file holds 0 features of type “site”. Give each site a file of its own, with one "
          + "feature of type “site”."
      ),
      (
        #""source":null"#, #""source":7"#, .malformed,
        "XX_R001_7001.geojson, feature 2: source is 7, no string. Write it in quotes."
      ),
      (
        #""FeatureCollection""#, #""Collection""#, .malformed,
        "XX_R001_7001.geojson: The file is JSON but no GeoJSON FeatureCollection. Save it as a FeatureCollection."
      ),
      (
        #""observation_date":"20"#, #""observation_date":null,"x":"20"#, .noFeatures, ""
      ),
    ])
  func faults(_ old: String, _ new: String, _ code: ScoringError.Code, _ words: String) throws {
    // Of two looks without a date the first and the last take the site's; that is no fault.
    if words.isEmpty {
      #expect(throws: Never.self) { try proposal(old, new).score() }
      return
    }
    let error = try #require(throws: ScoringError.self) { try proposal(old, new).score() }
    #expect(error.code == code)
    #expect(error.description == words)
  }

  @Test("A status that is none is refused, and the words for it are listed")
  func status() throws {
    let error = try #require(throws: ScoringError.self) { try proposal("system_confirmed", "sure").score() }
    #expect(error.code == .unknownWord)
    #expect(error.reason == "“sure” is no status of a site.")
    #expect(error.mend.hasPrefix("Write one of positive, positive_annotated,"))
  }

  @Test("An outline that crosses itself is refused where it stands")
  func selfCrossing() throws {
    let folder = try SmartFolder()
    let bow = try JSONValue(
      parsing: Data(#"{"type":"Polygon","coordinates":[[[10,40],[10.01,40.01],[10.01,40],[10,40.01],[10,40]]]}"#.utf8))
    try folder.addProposal(
      "7001", start: "2018-01-01", end: "2018-12-31", [("2018-01-01", "Active Construction", [bow])])
    let error = try #require(throws: ScoringError.self) { try folder.score() }
    #expect(error.code == .badOutline)
    #expect(
      error.description
        == "XX_R001_7001.geojson, feature 2, polygon 1, ring 1: The edge from (10, 40) meets the edge from (10.01, 40). "
        + "Move the corners so that the outline does not cross or touch itself.")
  }

  @Test("Two files of one site, no observation, no JSON, an empty file, an empty collection")
  func files() throws {
    func error(_ fill: (SmartFolder) throws -> Void) throws -> ScoringError {
      let folder = try SmartFolder()
      try fill(folder)
      return try #require(throws: ScoringError.self) { try folder.score() }
    }
    let twice = try error {
      try $0.addProposal("7001", start: "2018-01-01", end: "2018-12-31", Self.looks)
      let same = try String(contentsOfFile: $0.proposals + "/XX_R001_7001.geojson", encoding: .utf8)
      try $0.write("proposals/copy.geojson", same)
    }
    #expect(
      twice.description
        == "copy.geojson: The site XX_R001_7001_test_1.0.0 also stands in XX_R001_7001.geojson. Keep one of the two.")
    let text = try error { try $0.write("proposals/XX_R001_7001.geojson", "site, date") }
    #expect(text.code == .notJSON && text.description.hasPrefix("XX_R001_7001.geojson: The file is not JSON."))
    let empty = try error { try $0.write("proposals/XX_R001_7001.geojson", "") }
    #expect(empty.code == .noFeatures)
    let none = try error { try $0.write("proposals/XX_R001_7001.geojson", SmartFolder.collection([])) }
    #expect(none.description == "XX_R001_7001.geojson: The collection holds no feature. Leave the file out.")
    let bare = try error {
      let model = SmartFolder.model("7001", "system_confirmed", "test", "2018-01-01", "2018-12-31", Self.looks)
      let site = try #require(model["features"]?.arrayValue?.first)
      try $0.write("proposals/XX_R001_7001.geojson", SmartFolder.collection([site]))
    }
    #expect(
      bare.description
        == "XX_R001_7001.geojson: The site has no observation. Add features of type “observation”, or leave the file out."
    )
    let deep = try error { try $0.write("proposals/XX_R001_7001.geojson", String(repeating: "[", count: 100_000)) }
    #expect(deep.code == .tooLarge)
  }

  @Test("A missing folder, a missing region model, another region's, one without dates, or with its dates swapped")
  func folders() throws {
    let folder = try SmartFolder()
    func error(_ change: (inout SmartScore.Request) -> Void) throws -> ScoringError {
      try #require(throws: ScoringError.self) { try folder.score(change) }
    }
    let absent = folder.path + "/absent"
    #expect(
      try error { $0.proposals = absent }.description
        == "\(absent): There is no such folder. Name the folder of proposals.")
    #expect(
      try error { $0.truth = absent }.description
        == "\(absent): There is no folder site_models in it. Name the folder that holds site_models and region_models.")
    #expect(
      try error { $0.region = "XX_R009" }.description == "XX_R009.geojson: There is no such file. Check the path.")
    func region(_ properties: JSONValue) throws -> ScoringError {
      try folder.write(
        "truth/region_models/XX_R001.geojson",
        SmartFolder.collection([SmartFolder.feature(properties, SmartFolder.square(10, 40, side: 0.1))]))
      return try error { _ in }
    }
    let place = "XX_R001.geojson, feature 1"
    #expect(
      try region(["type": "region", "region_id": "YY_R002"]).description
        == "\(place): The region is YY_R002, not XX_R001. Give the region model of XX_R001, or score YY_R002.")
    #expect(
      try region(["type": "region", "start_date": "2018-01-01", "end_date": .null]).description
        == "\(place): The region has no start_date or no end_date. Write both as YYYY-MM-DD: sites are cut to them.")
    #expect(
      try region(["type": "region", "start_date": "2018-01-02", "end_date": "2018-01-01"]).description
        == "\(place): end_date 2018-01-01 does not lie after start_date 2018-01-02. Swap or mend them.")
    #expect(
      try region(["type": "site_summary"]).description
        == "XX_R001.geojson: No feature is of type “region”. Give the region model of XX_R001.")
  }

  @Test("A sweep of too many settings is refused before anything is read")
  func sweep() throws {
    let folder = try SmartFolder()
    let many = (0..<200).map { Double($0) / 200 }
    let error = try #require(throws: ScoringError.self) {
      try folder.score {
        $0.sweep.tau = many
        $0.sweep.rho = many
      }
    }
    #expect(error.description == "thresholds: 40000 settings are asked for; 10000 is the limit. Give fewer values.")
  }

  @Test("More proposals over one site than can be taken together are refused")
  func crowd() throws {
    let folder = try SmartFolder()
    try folder.addTruth("0001", start: "2018-01-01", end: "2018-12-31", Self.looks)
    for number in 0...SiteCandidates.largestCount {
      try folder.addProposal(String(7_000 + number), start: "2018-01-01", end: "2018-12-31", Self.looks)
    }
    let error = try #require(throws: ScoringError.self) { try folder.score() }
    #expect(
      error.description == "XX_R001_0001_te_1.0.0: 501 proposals meet the site; 500 is the limit. Join proposals that "
        + "belong to one site before they are scored.")
  }

  @Test("Results go nowhere where a file stands in the way, and what an earlier score left is cleared")
  func writing() throws {
    let folder = try SmartFolder()
    try folder.addTruth("0001", start: "2018-01-01", end: "2018-12-31", Self.looks)
    let score = try folder.score()
    try folder.write("taken", "a file")
    let error = try #require(throws: ScoringError.self) { _ = try score.write(to: folder.path + "/taken") }
    #expect(error.code == .notWritten && error.reason == "The results cannot be written there.")
    let out = folder.path + "/out"
    try FileManager.default.createDirectory(atPath: out + "/phase_activity", withIntermediateDirectories: true)
    try folder.write("out/phase_activity/ac_f1_YY_R002_0001.csv", "old")
    try folder.write("out/phase_activity/notes.csv", "mine")
    let files = try score.write(to: out)
    #expect(files.contains("bas/scoreboard.csv"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: out + "/phase_activity") == ["notes.csv"])
  }
}
