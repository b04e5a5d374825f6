import Geodesy
import Places
import Provenance
import Quantities
import Testing

@testable import Monitoring

@Suite("Regions of several stacks") struct RegionFusionTests {
  private func region(
    _ id: String, east: Double, from: String?, to: String?, score: Double = 5
  ) throws -> StackRegions.Region {
    let (west, south) = (55 + east, 25.0)
    let corners = [(0, 0), (0.001, 0), (0.001, 0.001), (0, 0.001)].map {
      GeoPoint(longitude: west + $0.0, latitude: south + $0.1)
    }
    let feature = Feature(
      id: id, kind: .unknown, change: .altered,
      bracket: Bracket(notBefore: try from.map(date), notAfter: try to.map(date)), area: .refused("not outlined"),
      score: score, outline: [GeoPolygon(exterior: corners)])
    return StackRegions.Region(feature: feature, sign: "brighter", seasons: nil)
  }

  private func date(_ text: String) throws -> Timestamp { try #require(Timestamp(iso8601: text + "T00:00:00Z")) }

  @Test("What two stacks show on the same ground between the same dates is said of both, and of no other")
  func same() throws {
    let optical = [
      try region("a", east: 0, from: "2020-01-01", to: "2020-03-01"),
      try region("b", east: 0.01, from: "2020-01-01", to: "2020-03-01", score: 9),
    ]
    let radar = [
      try region("c", east: 0.000_3, from: "2020-02-01", to: "2020-05-01"),
      try region("d", east: 0.010_9, from: "2020-02-01", to: "2020-05-01"),
      try region("e", east: 0.000_1, from: "2020-03-01", to: "2020-05-01"),
    ]
    let fused = RegionFusion([optical, radar]).regions
    let order = fused.map(\.feature.id)
    // Strongest first; where equal, by place.
    #expect(order == ["b", "a", "e", "c", "d"])
    let also = Dictionary(uniqueKeysWithValues: fused.map { ($0.feature.id, $0.alsoSeen) })
    #expect(also == ["a": ["c"], "b": [], "c": ["a"], "d": [], "e": []])
    let json = try #require(fused.first { $0.feature.id == "a" }?.json)
    #expect(json["properties"]?["alsoSeen"] == ["c"] && json["properties"]?["sign"] == "brighter")
    #expect(json["id"] == "a" && json["properties"]?["id"] == "a")
  }

  @Test("Regions of one stack are never taken for each other")
  func oneStack() throws {
    let twice = [
      try region("a", east: 0, from: nil, to: "2020-03-01"), try region("b", east: 0, from: nil, to: "2020-03-01"),
    ]
    let regions = RegionFusion([twice]).regions
    #expect(regions.allSatisfy { $0.alsoSeen.isEmpty })
  }

  @Test("Of one stack the strongest region stands for its ground and time; what stands on a works stays beside it")
  func distinct() throws {
    let works = try region("works", east: 0, from: "2020-01-01", to: "2020-03-01", score: 9)
    var hall = try region("hall", east: 0.000_1, from: "2020-01-01", to: "2020-03-01", score: 8)
    hall.feature.parent = "works"
    let again = try region("again", east: 0.000_3, from: "2020-02-01", to: "2020-04-01", score: 5)
    let later = try region("later", east: 0.000_3, from: "2020-04-01", to: "2020-05-01", score: 5)
    let beside = try region("beside", east: 0.000_9, from: "2020-01-01", to: "2020-03-01", score: 4)
    let kept = StackRegions.distinct([again, works, later, hall, beside]).map { $0.feature.id }
    #expect(kept == ["works", "later", "hall", "beside"])
    // A hall whose works is not kept stands by itself.
    var orphan = hall
    orphan.feature.parent = "gone"
    #expect(StackRegions.distinct([orphan]).first?.feature.parent == nil)
  }
}
