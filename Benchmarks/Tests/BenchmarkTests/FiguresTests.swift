import Measuring
import Testing

@Suite("Figures") struct FiguresTests {
  @Test("Wilson's 90 % interval has its known ends")
  func wilson() {
    let half = Share(5, of: 10).wilson
    #expect(abs(half.lowerBound - 0.26926) < 5e-4 && abs(half.upperBound - 0.73074) < 5e-4)
    let none = Share(0, of: 50).wilson
    #expect(none.lowerBound == 0 && abs(none.upperBound - 0.051334) < 1e-4)
    #expect(Share(0, of: 0).part == nil)
    #expect(Share(0, of: 0).text == "none (0 of 0)")
  }

  @Test("Poisson bounds are those of the tables", arguments: [(0, 2.3026), (1, 3.8897), (4, 7.9936), (10, 15.4066)])
  func poisson(_ count: Int, _ bound: Double) { #expect(abs(PoissonBound.upper(of: count) - bound) < 1e-3) }

  @Test("Quantiles lie between neighbours, and an unbounded width sorts last")
  func quantiles() {
    #expect(Quantiles.quantile(0.25, of: [4, 1, 3, 2, 5]) == 2)
    #expect(Quantiles.median(of: [1, 2]) == 1.5)
    #expect(Quantiles.median(of: [1, .infinity, .infinity]) == .infinity)
    #expect(Quantiles.median(of: [1, 2, .infinity]) == 2)
    #expect(Quantiles.median(of: []) == nil)
  }

  @Test("The score of an interval's own end is 1.64")
  func logScore() {
    let estimate = Estimate(value: 100, low: 80, high: 125)
    #expect(abs(estimate.logScore(against: 80) - 1.644_853_627) < 1e-9)
    #expect(estimate.holds(125) && !estimate.holds(126))
  }

  @Test("Seeds are read in both forms, and anything else is refused")
  func seeds() throws {
    let options = try CommandOptions(
      ["--a", "1..3", "--b", "7", "--c", "none", "--d", "5..1"], valued: ["--a", "--b", "--c", "--d"], flags: [])
    #expect(try options.seeds("--a", default: 1...1) == [1, 2, 3])
    #expect(try options.seeds("--b", default: 1...1) == [7])
    #expect(try options.seeds("--c", default: 1...1) == [])
    #expect(try options.seeds("--absent", default: 4...5) == [4, 5])
    #expect(throws: BenchError.self) { try options.seeds("--d", default: 1...1) }
    #expect(throws: BenchError.self) { try CommandOptions(["--what"], valued: [], flags: []) }
  }
}
