import Mensuration
import Quantities
import Statistics
import Testing

@Suite("All floors of a building together")
struct FloorAreaTests {
  private func metres(_ value: Double, _ low: Double, _ high: Double) -> Measured<Metres> {
    .estimate(Estimate(Metres(value), low: Metres(low), high: Metres(high), method: "m"))
  }

  private let footprint = Estimate(
    SquareMetres(1_000), low: SquareMetres(950), high: SquareMetres(1_052.6), method: "m")

  @Test("Its interval holds the floors of buildings drawn as it believes them to be, nine times in ten")
  func calibration() throws {
    var generator = SeededGenerator(seed: 5)
    var held = 0
    let cases = 400
    for seed in 0..<cases {
      // Height and area as a picture tells them, with errors of 8 and 4 %.
      let truth = (area: 1_000.0, height: generator.uniform(7.0...20))
      let storey = generator.uniform(2.7...3.3)
      let roof = generator.uniform(0.0...1.5)
      let floors = max(1, ((truth.height - roof) / storey).rounded(.down))
      let height = truth.height * (1 + 0.08 * generator.normal())
      let area = truth.area * (1 + 0.04 * generator.normal())
      let told = FloorArea.estimate(
        footprint: Estimate(
          SquareMetres(area), low: SquareMetres(area * 0.936), high: SquareMetres(area * 1.068), method: "m"),
        height: metres(height, height * 0.877, height * 1.14), storeys: .housing, seed: UInt64(seed))
      let estimate = try #require(told.estimate)
      if estimate.low.magnitude <= truth.area * floors && truth.area * floors <= estimate.high.magnitude { held += 1 }
    }
    #expect((340...385).contains(held), "\(held) of \(cases)")
  }

  @Test("A low building has one floor; a hall may have one whatever its height")
  func halls() throws {
    let low = try #require(
      FloorArea.estimate(footprint: footprint, height: metres(3, 2.6, 3.4), storeys: .any).estimate)
    #expect(low.high.magnitude < 1_100 && low.low.magnitude > 900)
    let high = try #require(
      FloorArea.estimate(footprint: footprint, height: metres(12, 11, 13), storeys: .any).estimate)
    #expect(high.low.magnitude < 1_000 && high.high.magnitude > 3_000)
    #expect(high.method == "footprint-by-storeys/monte-carlo")
  }

  @Test("Without a height, or with one that tells nothing, it is refused")
  func refusals() {
    #expect(
      FloorArea.estimate(footprint: footprint, height: .refused("no sun"), storeys: .any)
        == .refused("its height is not known"))
    #expect(
      FloorArea.estimate(footprint: footprint, height: metres(9, 3, 24), storeys: .any)
        == .refused("its height is known too coarsely to tell storeys"))
  }
}
