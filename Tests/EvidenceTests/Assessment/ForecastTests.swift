import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("Forecasts") struct ForecastTests {
  private static let made = Timestamp(iso8601: "2026-01-01T12:00:00Z")!
  private static let due = Timestamp(iso8601: "2026-06-30")!

  private static func forecast(_ probability: Double = 0.7) throws -> Forecast {
    try Forecast(
      id: "P1", statement: "A second hall stands by then", probability: probability, by: "analyst 1", madeAt: made,
      due: due)
  }

  @Test("It can be changed until the end of its date and not after, nor once it is resolved")
  func changes() throws {
    let forecast = try Self.forecast()
    let late = Timestamp(iso8601: "2026-06-30T23:59:59Z")!
    let changed = try forecast.revised(probability: 0.9, by: "analyst 1", at: late)
    #expect(changed.probability == 0.9 && changed.revisions.map(\.probability) == [0.7, 0.9])
    let after = Timestamp(iso8601: "2026-07-01T00:00:00Z")!
    #expect(
      throws: EvidenceError(
        .wrongStatus, at: "forecast P1", "It would be changed on 2026-07-01T00:00:00Z, after its date, 2026-06-30.",
        mend: "Resolve it; a forecast stands as it was on its date.")
    ) { try forecast.revised(probability: 0.9, by: "analyst 1", at: after) }
    let resolved = try changed.resolved(.happened, by: "analyst 2", at: after, source: "F7")
    #expect(AssessmentMaking.code { _ = try resolved.revised(probability: 0, by: "a", at: late) } == .wrongStatus)
    #expect(
      AssessmentMaking.code { _ = try resolved.resolved(.happened, by: "a", at: after, source: "F7") } == .wrongStatus)
    #expect(forecast.isOverdue(at: after) && !forecast.isOverdue(at: late) && !resolved.isOverdue(at: after))
    #expect(Forecast(json: try JSONValue(parsing: Data(resolved.json.canonicalText.utf8))) == resolved)
  }

  @Test("What is missing, out of range or runs backwards is refused")
  func refusals() throws {
    for probability in [-0.1, 1.1, .nan, .infinity] {
      #expect(AssessmentMaking.code { _ = try Self.forecast(probability) } == .outOfRange)
    }
    let forecast = try Self.forecast()
    let before = Timestamp(iso8601: "2025-12-31")!
    #expect(AssessmentMaking.code { _ = try forecast.revised(probability: 0.5, by: "a", at: before) } == .outOfRange)
    #expect(AssessmentMaking.code { _ = try forecast.revised(probability: 0.5, by: " ", at: Self.due) } == .incomplete)
    #expect(
      AssessmentMaking.code { _ = try forecast.resolved(.happened, by: "a", at: Self.due, source: "\u{200B}") }
        == .incomplete)
    #expect(
      AssessmentMaking.code { _ = try forecast.resolved(.happened, by: "a", at: before, source: "F1") } == .outOfRange)
    let late = Timestamp(iso8601: "2026-07-01")!
    #expect(
      AssessmentMaking.code {
        _ = try Forecast(id: "P1", statement: "so", probability: 1, by: "a", madeAt: late, due: Self.due)
      } == .outOfRange)
    // A change that was slipped into the file after the date is not read.
    let text = try forecast.revised(probability: 0.8, by: "a", at: Self.due).json.compactText
    let forged = text.replacing("\"at\":\"2026-06-30\"", with: "\"at\":\"2026-07-02\"")
    #expect(forged != text)
    #expect(Forecast(json: try JSONValue(parsing: Data(forged.utf8))) == nil)
  }

  /// Forecasts of the probabilities, resolved as told; `nil` is undecidable.
  static func resolved(_ cases: [(Double, Bool?)]) throws -> [Forecast] {
    try cases.map { probability, happened in
      try forecast(probability).resolved(
        happened.map { $0 ? .happened : .didNotHappen } ?? .undecidable, by: "analyst 2", at: due, source: "F7")
    }
  }

  @Test("The Brier score is that of a table worked by hand")
  func workedScore() throws {
    // 0.01 + 0.01 + 0.81 + 0.09 + 0.49 = 1.41 over 5; shares at 0.9: 2 of 3; at 0.3: 1 of 2; base 3 of 5.
    let forecasts = try Self.resolved([(0.9, true), (0.9, true), (0.9, false), (0.3, false), (0.3, true), (0.5, nil)])
    let score = try #require(BrierScore(of: forecasts + [try Self.forecast()]))
    #expect(abs(score.mean - 0.282) < 1e-14)
    #expect(score.count == 5 && score.undecidable == 1 && score.open == 1)
    #expect(abs(score.reliability - (0.6 * pow(0.9 - 2.0 / 3, 2) + 0.4 * 0.04)) < 1e-14)
    #expect(abs(score.resolution - (0.6 * pow(2.0 / 3 - 0.6, 2) + 0.4 * 0.01)) < 1e-14)
    #expect(abs(score.uncertainty - 0.24) < 1e-14)
    #expect(score.bins.map(\.count) == [2, 3] && score.bins.map(\.low) == [0.3, 0.9])
    #expect(score.sentence.hasSuffix("; 1 could not be decided and is not scored."))
    #expect(BrierScore(of: try Self.resolved([(0.5, nil)])) == nil)
    #expect(BrierScore(of: []) == nil)
  }

  @Test("Reliability less resolution plus uncertainty is the score, to 1e-12", arguments: 1...40)
  func identity(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let count = 1 + Int(draws.uniform() * 200)
    let cases = (0..<count).map { _ -> (Double, Bool?) in
      let probability = seed % 2 == 0 ? (draws.uniform() * 10).rounded() / 10 : draws.uniform()
      return (probability, draws.uniform() < probability * probability)
    }
    let score = try #require(BrierScore(of: try Self.resolved(cases)))
    #expect(abs(score.reliability - score.resolution + score.uncertainty - score.mean) < 1e-12)
    #expect(score.low <= score.mean && score.mean <= score.high && score.low >= 0 && score.high <= 1)
    #expect(score.bins.reduce(0) { $0 + $1.count } == count)
    #expect(score.bins.allSatisfy { $0.shareLow <= $0.share && $0.share <= $0.shareHigh })
  }

  @Test("The interval holds the forecaster's own mean score in at least 88 % of runs", arguments: [5, 20, 100])
  func coverage(_ count: Int) throws {
    // Who says 0.1, 0.5 or 0.9 and is right to say so scores (0.09 + 0.25 + 0.09) / 3 over many forecasts.
    var draws = AssessmentDraws(seed: UInt64(count))
    let truth = (0.09 + 0.25 + 0.09) / 3
    var inside = 0
    for _ in 0..<1_000 {
      let cases = (0..<count).map { _ -> (Double, Bool?) in
        let probability = [0.1, 0.5, 0.9][Int(draws.uniform() * 3)]
        return (probability, draws.uniform() < probability)
      }
      let score = try #require(BrierScore(of: try Self.resolved(cases)))
      if score.low <= truth, truth <= score.high { inside += 1 }
    }
    #expect(inside >= 880, "\(inside) of 1,000")
  }

  @Test("Five lucky forecasts have an interval with width")
  func lucky() throws {
    let score = try #require(BrierScore(of: try Self.resolved([(Double, Bool?)](repeating: (1, true), count: 5))))
    #expect(score.mean == 0 && score.low == 0 && score.high > 0.2)
  }
}
