import Statistics
import Testing

@testable import Tracking

@Suite struct OccupancyChainTests {
  private func chain(_ logOdds: [Double], least: OccupancyChain.Least = .rail) -> OccupancyChain {
    OccupancyChain(
      steps: Array(repeating: 5, count: logOdds.count), starts: logOdds.indices.map { $0 == 0 }, logOdds: logOdds,
      least: least)
  }

  @Test("Strong evidence is followed, and a gap of one car is bridged") func decodes() {
    let logOdds =
      [Double](repeating: -9, count: 20) + [Double](repeating: 9, count: 8) + [-4, -4]
      + [Double](repeating: 9, count: 8) + [Double](repeating: -9, count: 20)
    let posterior = chain(logOdds).posterior()
    #expect(posterior[..<20].allSatisfy { $0 < 0.01 })
    #expect(posterior[20..<38].allSatisfy { $0 > 0.9 })
    #expect(posterior[38...].allSatisfy { $0 < 0.01 })
  }

  @Test("Draws show each station as often occupied as the sums say") func drawsAgree() {
    var generator = SeededGenerator(seed: 3)
    let logOdds = (0..<40).map { _ in 3 * generator.normal() }
    let chain = chain(logOdds)
    let posterior = chain.posterior()
    let draws = chain.draws(4_000, &generator)
    for station in logOdds.indices {
      let share = Double(draws.count { $0[station] }) / 4_000
      #expect(abs(share - posterior[station]) < 0.04)
    }
  }

  @Test("Runs end where a part of the line begins") func runs() {
    let runs = OccupancyChain.runs([true, true, false, true, true], starts: [true, false, false, false, true])
    #expect(runs == [0..<2, 3..<4, 4..<5])
  }
}
