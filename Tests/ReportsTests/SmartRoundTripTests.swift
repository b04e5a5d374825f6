import Geodesy
import Places
import Quantities
import Reports
import Testing

@Suite("SMART models written and read back")
struct SmartRoundTripTests {
  private static func day(_ month: Int, _ day: Int = 5) -> Timestamp { Timestamp(year: 2021, month: month, day: day)! }

  private static func works(_ id: String, _ west: Double) -> Feature {
    let ring = [(west, 24.0), (west + 0.0031234, 24.0), (west + 0.0031234, 24.0021111), (west, 24.0021111)]
      .map { GeoPoint(longitude: $0.0, latitude: $0.1) }
    return Feature(
      id: id, kind: .works, change: .cleared, bracket: Bracket(notBefore: day(3), notAfter: day(4)),
      area: .refused("none"), score: 4, outline: [GeoPolygon(exterior: ring)],
      life: [
        LifeStage(state: .absent, begin: Bracket(notBefore: nil, notAfter: nil), since: nil),
        LifeStage(state: .preparing, begin: Bracket(notBefore: day(3), notAfter: day(4)), since: day(4)),
        LifeStage(state: .complete, begin: Bracket(notBefore: day(7), notAfter: day(8)), since: day(8)),
      ])
  }

  @Test("What export writes reads back with the same outlines, dates, phases and names")
  func roundTrip() throws {
    let features = [Self.works("f-1", 55.01), Self.works("f-2", 55.02)]
    let observations = features.flatMap { feature in
      [2, 4, 8].map { month in
        Observation(
          feature: feature.id, scene: "S\(month)", date: Self.day(month), state: .present, visibility: .seen,
          progress: 1)
      }
    }
    let ground = [
      GeoPolygon(
        exterior: [(55.0, 23.99), (55.05, 23.99), (55.05, 24.01), (55.0, 24.01)].map {
          GeoPoint(longitude: $0.0, latitude: $0.1)
        })
    ]
    let region = try #require(SmartRegionName("AE_R001"))
    let files = try SmartModels(region: region, sensors: [:]).files(
      features, observations: observations, ground: ground, dates: (Self.day(1), Self.day(12)))
    let read = try SmartModel(files.region.json, name: files.region.name)
    #expect(read.form == .region && read.region == "AE_R001" && read.ground == ground)
    #expect(read.dates.start?.day == Self.day(1).day && read.dates.end?.day == Self.day(12).day)
    #expect(read.sites.map(\.id) == ["AE_R001_0000", "AE_R001_0001"])
    #expect(read.sites.map(\.polygons) == features.map(\.outline))
    for (feature, file) in zip(features, files.sites) {
      let model = try SmartModel(file.json, name: file.name)
      let site = try #require(model.sites.first)
      #expect(file.name == site.id + ".geojson")
      #expect(site.polygons == feature.outline)
      #expect(site.dates.start?.day == Self.day(2).day && site.dates.end?.day == Self.day(8).day)
      #expect(site.observations.map { $0.date?.day } == [2, 4, 8].map { Self.day($0).day })
      #expect(site.observations.map(\.phases) == [["No Activity"], ["Site Preparation"], ["Post Construction"]])
      #expect(site.observations.allSatisfy { $0.polygons == feature.outline && $0.source?.hasPrefix("S") == true })
    }
  }
}
