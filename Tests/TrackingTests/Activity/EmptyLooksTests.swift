import Statistics
import Testing

@testable import Tracking

@Suite struct EmptyLooksTests {
  private let weighing = EmptyLooks(deviation: [5, 5], near: 4, along: 8, line: [200, 220])

  /// Two or three looks a station, one of them near the line's; what is shown when is drawn.
  private func drawn(stations: Int, seed: UInt64) -> [[EmptyLooks.Look]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<stations).map { _ in
      let looks = (0..<2 + generator.integer(0...1)).map { _ in generator.uniform(100...300) }
      let seen = (0..<10).map { _ -> [Double]? in
        guard generator.uniform() < 0.9 else { return nil }
        let look = looks[generator.integer(0...looks.count - 1)]
        return [look + generator.normal(), look + 20 + generator.normal()]
      }
      return weighing.looks(seen, least: 2)
    }
  }

  @Test("The choice costs no more than any other", arguments: 1...20 as ClosedRange<UInt64>)
  func least(_ seed: UInt64) throws {
    let looks = drawn(stations: 5, seed: seed)
    let starts = [true, false, false, seed % 2 == 0, false]
    func total(_ choice: [Int]) -> Double {
      choice.indices.reduce(0) { sum, station in
        let one = looks[station][choice[station]]
        guard station > 0, !starts[station] else { return sum + one.cost }
        return sum + one.cost + weighing.cost(looks[station - 1][choice[station - 1]], one)
      }
    }
    var all: [[Int]] = [[]]
    for own in looks { all = all.flatMap { choice in own.indices.map { choice + [$0] } } }
    let chosen = try weighing.chosen(looks, starts: starts).map { try #require($0) }
    let least = try #require(all.map(total).min())
    #expect(abs(total(chosen) - least) < 1e-9, "\(chosen) of \(all.count)")
  }

  @Test("Stations that too few dates saw have no look, and part the line") func unseen() {
    let bright: [[Double]?] = [[200, 220], [201, 221], [200, 219]]
    let looks = [bright, [nil, nil, [200, 220]], bright].map { weighing.looks($0, least: 2) }
    #expect(weighing.chosen(looks, starts: [true, false, false]) == [0, nil, 0])
  }

  @Test("A rake that stands on five dates in six, not far from the ballast's look, is not the empty line")
  func leftRake() throws {
    let rakes = (0..<18).map { date -> [ClosedRange<Double>] in date < 15 ? [100...220] : [] }
    let world = LineWorld(stations: 80, rakes: rakes, seed: 12, rake: { _, band in 165 + 15 * Double(band) })
    let model = try #require(OccupancyModel(world.profiles(), isRail: true, threads: 2))
    for (date, result) in model.occupancies(seed: 5, threads: 2).enumerated() {
      #expect(abs(try result.get().value - world.length(date)) <= 14, "date \(date)")
    }
  }
}
