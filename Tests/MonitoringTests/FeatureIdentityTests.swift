import Geodesy
import Places
import Quantities
import Rasters
import Testing

@testable import Monitoring

@Suite("Features that a case printed before")
struct FeatureIdentityTests {
  private func ring(_ column: Double, _ row: Double, _ length: Double, _ width: Double = 10) -> [PixelPoint] {
    [(0.0, 0.0), (length, 0), (length, width), (0, width)].map {
      PixelPoint(column: column + $0.0, row: row + $0.1)
    }
  }

  private func feature(_ id: String, _ change: ChangeKind = .built, kind: FeatureKind = .building) -> Feature {
    Feature(
      id: id, kind: kind, change: change, bracket: Bracket(notBefore: nil, notAfter: nil), area: .refused(""), score: 1,
      outline: [])
  }

  private func thing(_ change: ChangeKind = .built, isWorks: Bool = false) -> FeatureIdentity.Group {
    .init(change: change, isWorks: isWorks)
  }

  private func match(
    _ printed: [(Feature, [PixelPoint])], _ found: [(FeatureIdentity.Group, [PixelPoint])], taken: Set<String> = []
  ) -> FeatureIdentity.Match {
    FeatureIdentity(earlier: printed.map(\.0)).match(
      found.map(\.0), rings: found.map(\.1), printed: printed.map(\.1), taken: taken)
  }

  @Test("Two fifths of the joined area keep the id; less does not, nor another change, nor works for a thing")
  func rule() {
    let printed = [(feature("f-1"), ring(0, 0, 20))]
    #expect(match(printed, [(thing(), ring(8, 0, 20))]).ids == [0: "f-1"])
    #expect(match(printed, [(thing(), ring(9, 0, 20))]).ids == [:])
    #expect(match(printed, [(thing(.removed), ring(0, 0, 20))]).ids == [:])
    #expect(match(printed, [(thing(isWorks: true), ring(0, 0, 20))]).ids == [:])
    #expect(match(printed, [(thing(), ring(0, 0, 20))], taken: ["f-1"]).ids == [:])
  }

  @Test("Each keeps its own where one after the other would take a neighbour's")
  func together() {
    let printed = [(feature("f-1"), ring(0, 0, 20)), (feature("f-2"), ring(6, 0, 20))]
    // The first found lies best on the second printed, which the second found alone can be.
    let found = [(thing(), ring(4, 0, 20)), (thing(), ring(12, 0, 20))]
    #expect(match(printed, found).ids == [0: "f-1", 1: "f-2"])
  }

  @Test("Of a hall that turns out to be two the larger keeps the id, and the ledger tells both")
  func split() throws {
    let match = match([(feature("f-1"), ring(0, 0, 40))], [(thing(), ring(0, 0, 15)), (thing(), ring(16, 0, 24))])
    #expect(match.ids == [1: "f-1"])
    let change = try #require(match.changes(["f-9", "f-1"]).first)
    #expect(change.form == .split && change.whole == "f-1")
    #expect(change.pieces.map(\.id) == ["f-1", "f-9"] && change.pieces.map(\.share) == [0.6, 0.375])
    #expect(
      change.json.compactText
        == #"{"form":"split","whole":"f-1","pieces":[{"id":"f-1","share":0.6},{"id":"f-9","share":0.375}]}"#)
  }

  @Test("Of two halls that turn out to be one the larger's id stays")
  func merge() throws {
    let match = match(
      [(feature("f-1"), ring(0, 0, 15)), (feature("f-2"), ring(16, 0, 24))], [(thing(), ring(0, 0, 40))])
    #expect(match.ids == [0: "f-2"])
    let change = try #require(match.changes(["f-2"]).first)
    #expect(change.form == .merge && change.whole == "f-2" && change.pieces.map(\.id) == ["f-2", "f-1"])
  }
}
