import Evidence
import Foundation
import Provenance
import Testing

@Suite("Production capacity") struct CapacityRangeTests {
  private static let floor = ClaimedEstimate(value: 5_000, low: 4_600, high: 5_400, unit: "m2", method: "outline")!
  private static func need(_ low: Double = 40, _ high: Double = 80) throws -> CapacityAssumption {
    try CapacityAssumption(.areaPerUnitPerYear, low: low, high: high, reasons: ["as in two known plants"])
  }
  private static func utilisation(_ low: Double = 0.5, _ high: Double = 0.9) throws -> CapacityAssumption {
    try CapacityAssumption(.utilisation, low: low, high: high, reasons: ["one shift to two."])
  }

  @Test("The range follows from its assumptions by hand, and is told with them")
  func worked() throws {
    let range = try CapacityRange(
      of: "engines", floorArea: Self.floor, need: Self.need(), utilisation: Self.utilisation())
    #expect(abs(range.low - 4_600 * 0.5 / 80) < 1e-9 && abs(range.high - 5_400 * 0.9 / 40) < 1e-9)
    #expect(
      range.sentence
        == "If one of the engines takes 40 to 80 m² of floor for a year (as in two known plants), 50 to 90 % of the "
        + "floor is used (one shift to two) and the floor area is 4,600 to 5,400 m² (90 % interval), then between 28 "
        + "and 130 engines a year could be made.")
    let yield = try CapacityAssumption(.unitsPerAreaPerMonth, low: 0.001, high: 0.002, reasons: ["a source"])
    let other = try CapacityRange(of: "engines", floorArea: Self.floor, need: yield, utilisation: Self.utilisation())
    #expect(abs(other.low - 4_600 * 0.5 * 0.012) < 1e-9 && abs(other.high - 5_400 * 0.9 * 0.024) < 1e-9)
    #expect(other.sentence.hasPrefix("If one m² of floor yields 0.001 to 0.002 engines a month (a source), 50 to 90 %"))
    for range in [range, other] {
      #expect(CapacityRange(json: try JSONValue(parsing: Data(range.json.prettyText.utf8))) == range)
    }
  }

  @Test("It is wider than the floor area's own interval, and never one number", arguments: 1...100)
  func wider(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let low = draws.logUniform(1...1e6)
    let floor = ClaimedEstimate(
      value: low * 1.01, low: low, high: low * draws.uniform(1.01...3), unit: "m2", method: "m")!
    let need = draws.logUniform(0.01...1e4)
    let used = draws.uniform(0.01...0.9)
    let range = try CapacityRange(
      of: "engines", floorArea: floor, need: Self.need(need, need * draws.uniform(1.000_1...4)),
      utilisation: Self.utilisation(used, used + 0.01))
    #expect(range.high / range.low > floor.high / floor.low)
    let words = try #require(range.sentence.firstMatch(of: /between (.+) and (.+) engines a year/))
    let ends = [words.1, words.2].map { Double($0.replacing(",", with: ""))! }
    #expect(ends[0] <= range.low * (1 + 1e-9) && ends[1] >= range.high * (1 - 1e-9) && ends[0] < ends[1])
  }

  @Test("Assumptions without a reason or a range are refused, and so is a floor area that is none")
  func refusals() throws {
    #expect(
      AssessmentMaking.code { _ = try CapacityAssumption(.utilisation, low: 0.5, high: 0.9, reasons: [" "]) }
        == .incomplete)
    #expect(AssessmentMaking.code { _ = try Self.need(40, 40) } == .outOfRange)
    for (low, high) in [(0.0, 1.0), (2, 1), (.nan, 1), (1, .infinity), (-1, 1)] {
      #expect(AssessmentMaking.code { _ = try Self.need(low, high) } == .outOfRange)
    }
    #expect(AssessmentMaking.code { _ = try Self.utilisation(0.5, 1.2) } == .outOfRange)
    for (low, high, unit) in [(0.0, 9.0, "m2"), (1, .infinity, "m2"), (1, 9, "m")] {
      let floor = ClaimedEstimate(value: 5, low: low, high: high, unit: unit, method: "m")!
      #expect(
        AssessmentMaking.code {
          _ = try CapacityRange(of: "engines", floorArea: floor, need: Self.need(), utilisation: Self.utilisation())
        } == .outOfRange)
    }
    #expect(
      AssessmentMaking.code {
        _ = try CapacityRange(
          of: "engines", floorArea: Self.floor, need: Self.utilisation(), utilisation: Self.need())
      } == .incomplete)
    #expect(
      AssessmentMaking.code {
        _ = try CapacityRange(
          of: "engines", floorArea: Self.floor, need: Self.need(1e-307, 1e300), utilisation: Self.utilisation())
      } == .outOfRange)
  }
}
