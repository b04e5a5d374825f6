import Places
import Provenance
import Quantities
import Testing

@Suite("Sums of areas as JSON")
struct AreaTotalTests {
  @Test("A sum tells its kind and change, how many it holds, and its area as an Estimate")
  func json() {
    let area = Estimate(
      SquareMetres(5_000), low: SquareMetres(4_600), high: SquareMetres(5_400), method: "area-sum/common-bias")
    let total = AreaTotal(kind: .building, change: .built, count: 3, measured: 2, area: area)
    let json = ActivityJSON.document(Activity(lines: [], zones: [], pace: [], totals: [total]))["totals"]?.arrayValue?[
      0]
    #expect(json?["kind"]?.stringValue == "building" && json?["change"]?.stringValue == "built")
    #expect(json?["count"]?.intValue == 3 && json?["measured"]?.intValue == 2)
    #expect(json?["area"]?["value"]?.doubleValue == 5_000 && json?["area"]?["high"]?.doubleValue == 5_400)
    #expect(json?["area"]?["unit"]?.stringValue == "m2")
    #expect(json?["area"]?["method"]?.stringValue == "area-sum/common-bias")
  }
}
