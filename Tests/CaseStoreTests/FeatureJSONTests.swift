import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Testing

@Suite("Features as JSON") struct FeatureJSONTests {
  private let plain = Feature(
    id: "b-1", kind: .building, kindReasons: ["shadow"], change: .built,
    bracket: Bracket(notBefore: nil, notAfter: Timestamp(iso8601: "2019-01-02")),
    area: .estimate(Estimate(SquareMetres(10.5), low: SquareMetres(9), high: SquareMetres(12), method: "outline-1")),
    ratios: [
      AreaRatio(
        to: "r1", name: "hall", estimate: Estimate(Ratio(0.5), low: Ratio(0.4), high: Ratio(0.6), method: "ratio-1"))
    ],
    score: 3, scenesFor: ["a"], notObservable: [Feature.Unseen(scene: "c", reason: .cloud)],
    outline: [
      GeoPolygon(exterior: [(0, 0), (0, 1), (1.123_456_789, 1)].map { GeoPoint(longitude: $0.0, latitude: $0.1) })
    ])

  @Test("The text is the contract's, to the letter")
  func exactForm() {
    #expect(
      FeatureJSON.collection([plain]).compactText == """
        {"type":"FeatureCollection","features":[{"type":"Feature","id":"b-1","geometry":{"type":"Polygon",\
        "coordinates":[[[0,0],[1.1234568,1],[0,1],[0,0]]]},"properties":{"id":"b-1","kind":"building",\
        "kindReasons":["shadow"],"change":"built","parent":null,"notBefore":null,"notAfter":"2019-01-02",\
        "area":{"value":10.5,"low":9,"high":12,"level":0.9,"unit":"m2","method":"outline-1"},\
        "ratios":[{"to":"r1","name":"hall",\
        "value":0.5,"low":0.4,"high":0.6,"level":0.9,"unit":"1","method":"ratio-1"}],\
        "score":3,"scenesFor":["a"],"scenesAgainst":[],"notObservable":[{"scene":"c","reason":"cloud"}],\
        "status":"candidate"}}]}
        """)
  }

  @Test("A refused area, a standing thing without outline, and a mark are written as such")
  func otherForms() {
    let standing = FeatureJSON.feature(CaseFixture.standing)
    #expect(standing["geometry"] == .null)
    #expect(standing["properties"]?["area"] == ["refused": "The pixels are too coarse."])
    #expect(standing["properties"]?["change"] == .null)
    let marked = FeatureJSON.feature(CaseFixture.features[0])["properties"]
    #expect(marked?["by"] == "analyst 2" && marked?["note"] == "seen twice")
    #expect(marked?["markedAt"] == "2026-01-02T03:04:05Z")
    #expect(marked?["name"] == "Hall \"A\" 棟")
  }

  @Test("Outlines in pixels are marked as such, and are read back")
  func pixelFrame() throws {
    var feature = plain
    feature.outline = [
      GeoPolygon(exterior: [(0, 0), (512.5, 0), (512.5, 700)].map { GeoPoint(longitude: $0.0, latitude: $0.1) })
    ]
    let json = FeatureJSON.collection([feature], pixelFrame: true)
    #expect(json["frame"] == "pixel")
    #expect(FeatureJSON.collection([feature])["frame"] == nil)
    try #expect(FeatureJSON.feature(from: #require(json["features"]?.arrayValue?.first))?.outline == feature.outline)
  }

  @Test("A feature read back from its text is the feature, its outline to 7 decimals", arguments: CaseFixture.features)
  func roundTrip(_ feature: Feature) throws {
    let text = FeatureJSON.feature(feature).prettyText
    let read = try #require(FeatureJSON.feature(from: JSONValue(parsing: Data(text.utf8))))
    var expected = feature
    expected.outline = read.outline
    #expect(read == expected)
    #expect(read.outline.count == feature.outline.count)
    #expect(FeatureJSON.feature(read).prettyText == text)
  }

  @Test("A feature with any member missing or of another type is nil, except for those that may be absent")
  func rubbish() throws {
    let whole = FeatureJSON.feature(CaseFixture.features[0])
    let properties = try #require(whole["properties"]?.members)
    func feature(_ members: [JSONValue.Member]) -> Feature? {
      FeatureJSON.feature(from: ["type": "Feature", "geometry": .null, "properties": .object(members)])
    }
    #expect(feature(properties) != nil)
    let optional: Set = ["name", "change", "parent", "notBefore", "notAfter", "note", "by"]
    for (index, member) in properties.enumerated() {
      var altered = properties
      altered[index] = .init(member.key, [[1]])
      #expect(feature(altered) == nil, "\(member.key)")
      altered.remove(at: index)
      #expect((feature(altered) == nil) != optional.contains(member.key), "\(member.key)")
    }
    let inverted: JSONValue = ["value": 5, "low": 6, "high": 7, "level": 0.9, "unit": "m2", "method": "m"]
    #expect(feature(properties + []) != nil)
    #expect(feature(properties.map { $0.key == "area" ? .init("area", inverted) : $0 }) == nil)
    #expect(FeatureJSON.feature(from: .null) == nil)
    #expect(FeatureJSON.feature(from: ["type": "Feature"]) == nil)
  }
}
