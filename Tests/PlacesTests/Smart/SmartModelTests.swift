import Foundation
import Geodesy
import Places
import Provenance
import TelltaleTestSupport
import Testing

@Suite("SMART models as sites")
struct SmartModelTests {
  static func ring(_ west: Double, _ south: Double, _ size: Double = 0.01, height: String = "") -> String {
    let (east, north) = (west + size, south + size)
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]
      .map { "[\($0),\($1)\(height)]" }.joined(separator: ",")
  }

  static func feature(_ properties: String, _ ring: String, several: Bool = false) -> String {
    let coordinates = several ? "[[[\(ring)]]]" : "[[\(ring)]]"
    return """
      {"type":"Feature","properties":{\(properties)},
       "geometry":{"type":"\(several ? "MultiPolygon" : "Polygon")","coordinates":\(coordinates)}}
      """
  }

  static func collection(_ features: String...) -> String {
    #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
  }

  static let region = feature(
    #""type":"region","region_id":"AE_R001","start_date":"2018-01-01","end_date":null"#, ring(55, 24, 0.1))

  static func summary(_ id: String = "AE_R001_0003", _ more: String = "") -> String {
    feature(
      #""type":"site_summary","site_id":"\#(id)","status":"positive_annotated","start_date":"2018-06-23","end_date":"2020-06-17"\#(more)"#,
      ring(55.02, 24.02))
  }

  static let site = feature(
    #""type":"site","region_id":"AE_R001","site_id":"AE_R001_0003","start_date":"2018-06-23","end_date":"2020-06-17""#,
    ring(55.02, 24.02))

  static func observation(_ date: String, _ phase: String = #""Active Construction""#) -> String {
    feature(
      #""type":"observation","observation_date":\#(date),"source":"S2A","current_phase":\#(phase)"#, ring(55.02, 24.02),
      several: true)
  }

  static func model(_ text: String) throws -> SmartModel {
    try SmartModel(JSONValue(parsing: Data(text.utf8)), name: "m.geojson")
  }

  private func sites(_ text: String) throws -> [Site] {
    try withTemporaryFolder { folder in
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/m.geojson"))
      return try SiteFile.read(folder + "/m.geojson")
    }
  }

  @Test("A region model is its region, with a zone of works for each summary")
  func regionModel() throws {
    let ignored = Self.feature(
      #""type":"site_summary","site_id":"AE_R001_0009","status":"ignore""#, Self.ring(55.05, 24.05))
    let sites = try sites(Self.collection(Self.summary(), Self.region, ignored))
    #expect(sites.map(\.id) == ["AE_R001", "AE_R001_0003"])
    #expect(sites.map(\.role) == [.site, .zone])
    #expect(sites[1].owner == "AE_R001" && sites[1].kind == "works")
    #expect(sites[1].name == "AE_R001_0003, positive annotated")
    #expect(sites[0].polygons.first?.exterior.first == GeoPoint(longitude: 55, latitude: 24))
  }

  @Test("A site model is its boundary, with its observations by date")
  func siteModel() throws {
    let text = Self.collection(
      Self.observation(#""2019-05-02""#), Self.site, Self.observation(#""2018-06-23""#, #""No Activity""#))
    #expect(try sites(text).map(\.id) == ["AE_R001_0003"])
    let model = try Self.model(text)
    #expect(model.form == .site && model.region == "AE_R001")
    #expect(model.sites[0].observations.map { $0.date?.day } == ["2018-06-23", "2019-05-02"])
    #expect(model.sites[0].observations.map(\.phases) == [["No Activity"], ["Active Construction"]])
    #expect(model.dates.start?.day == "2018-06-23" && model.dates.end?.day == "2020-06-17")
  }

  @Test("Heights of points are dropped")
  func heights() throws {
    let tall = Self.feature(#""type":"region","region_id":"AE_R001""#, Self.ring(55, 24, height: ",12.5"))
    #expect(
      try Self.model(Self.collection(tall)).ground
        == Self.model(
          Self.collection(Self.feature(#""type":"region","region_id":"AE_R001""#, Self.ring(55, 24)))
        ).ground)
  }

  @Test("A site file of ours with a “type” of its own is no SMART model")
  func ours() throws {
    let own = Self.feature(#""id":"a","type":"site","name":"Plant""#, Self.ring(55, 24))
    #expect(try sites(Self.collection(own)).map(\.id) == ["a"])
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let code: PlacesError.Code
    let words: String
    var testDescription: String { words }
  }

  static let faults: [Fault] = [
    Fault(
      text: collection(summary()), code: .notSmart,
      words:
        "m.geojson: The model has no feature of type “region”. A region model has one region, and the site summaries in it."
    ),
    Fault(
      text: collection(region, region), code: .notSmart,
      words: "m.geojson: The model has 2 regions. A region model has one region, and the site summaries in it."),
    Fault(
      text: collection(observation(#""2019-05-02""#)), code: .notSmart,
      words: "m.geojson: The model has no feature of type “site”. A site model has one site, and its observations."),
    Fault(
      text: collection(region, site), code: .notSmart,
      words:
        "m.geojson: The file mixes features of region models and of site models. A region model has “region” and “site_summary”, a site model “site” and “observation”: split the file."
    ),
    Fault(
      text: collection(region, summary("BR_R002_0001")), code: .notSmart,
      words:
        "m.geojson, feature 2: The site “BR_R002_0001” is of the region BR_R002, and the model of AE_R001. Take the site out, or give the model of BR_R002."
    ),
    Fault(
      text: collection(region, summary("AE_R001_3")), code: .notSmart,
      words:
        "m.geojson, feature 2: The site_id is “AE_R001_3”. Write the region's name, _ and four digits, such as AE_R001_0003."
    ),
    Fault(
      text: collection(region, summary(), summary()), code: .duplicateID,
      words:
        "m.geojson, feature 3: The site “AE_R001_0003” is in the model already. Give each site a number of its own."),
    Fault(
      text: collection(feature(#""type":"region","region_id":"Emirates""#, ring(55, 24))), code: .notSmart,
      words:
        "m.geojson, feature 1: The region_id is “Emirates”. Write two letters, _R, _C or _S and three digits, such as AE_R001."
    ),
    Fault(
      text: collection(region, feature(#""type":"lake""#, ring(55, 24))), code: .notSmart,
      words:
        "m.geojson, feature 2: “lake” is no type of a SMART feature. Use region and site_summary, or site and observation."
    ),
    Fault(
      text: collection(site, observation(#""May 2019""#)), code: .notSmart,
      words:
        "m.geojson, feature 2: The observation_date is “May 2019”, which is no date. Write it as YYYY-MM-DD, or null."),
    Fault(
      text: collection(site, observation(#""2019-02-30""#)), code: .notSmart,
      words:
        "m.geojson, feature 2: The observation_date is “2019-02-30”, which is no date. Write it as YYYY-MM-DD, or null."
    ),
    Fault(
      text: collection(
        feature(
          #""type":"region","region_id":"AE_R001","start_date":"2020-01-01","end_date":"2019-01-01""#, ring(55, 24))),
      code: .notSmart,
      words: "m.geojson, feature 1: It ends on 2019-01-01, before it begins on 2020-01-01. Exchange the two dates."),
    Fault(
      text: collection(site, observation("null", #""Demolition""#)), code: .notSmart,
      words:
        "m.geojson, feature 2: “Demolition” is no phase. Use one of: No Activity, Site Preparation, Active Construction, Post Construction, Unknown."
    ),
    Fault(
      text: collection(site, observation("null", #""Unknown, Unknown""#)), code: .notSmart,
      words: "m.geojson, feature 2: There are 2 phases for 1 polygons. Give one phase for each polygon."),
    Fault(
      text: collection(
        feature(
          #""type":"region","region_id":"AE_R001""#, "[55,24],[55.1,24.1],[55.1,24],[55,24.1],[55,24]")),
      code: .invalidOutline, words: ""),
  ]

  @Test("Each fault of a model, in its exact words", arguments: faults)
  func fault(_ fault: Fault) throws {
    let error = try #require(throws: PlacesError.self) { _ = try Self.model(fault.text) }
    #expect(error.code == fault.code)
    if !fault.words.isEmpty { #expect(error.description == fault.words) }
  }

  @Test(
    "Every model of the example can be read",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func example() throws {
    let base = try #require(SharedData.folder) + "/smart-example/input"
    var count = 0
    for folder in ["truth/region_models", "truth/site_models", "proposals"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: base + "/" + folder) {
        #expect(throws: Never.self) { _ = try SmartModel.read("\(base)/\(folder)/\(name)") }
        count += 1
      }
    }
    #expect(count == 19)
    #expect(try SiteFile.read(base + "/truth/region_models/BR_R002.geojson").first?.id == "BR_R002")
  }
}
