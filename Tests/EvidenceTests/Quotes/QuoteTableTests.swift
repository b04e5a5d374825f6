import Evidence
import Testing

@Suite("Retellings from the table") struct QuoteTableTests {
  /// Against the one claim, and against the whole report.
  static func verdicts(
    _ table: [Retelling], _ claims: [String: QuotableClaim] = QuoteClaims.all
  ) -> [(retelling: Retelling, alone: QuoteVerdict, amongAll: QuoteVerdict)] {
    let report = QuoteCheck(claims.keys.sorted().map { claims[$0]! })
    return table.map { retelling in
      let alone = QuoteCheck([claims[retelling.key]!]).check(retelling.text)
      return (retelling, alone, report.check(retelling.text))
    }
  }

  static func misses(_ table: [Retelling], _ claims: [String: QuotableClaim] = QuoteClaims.all) -> [String] {
    verdicts(table, claims).flatMap { row -> [String] in
      [("alone", row.alone), ("report", row.amongAll)].filter { $0.1.verdict != row.retelling.verdict }.map {
        "\($0.0) \(row.retelling) got \($0.1.verdict.rawValue) (\($0.1.finding ?? "-")): \($0.1.why)"
      }
    }
  }

  @Test("The four forms in which one ratio was printed are told apart")
  func garbled() { #expect(Self.misses(QuoteTable.garbled) == []) }

  @Test("Every retelling of the table gets its verdict")
  func table() {
    let misses = Self.misses(QuoteTable.all)
    #expect(misses == [], "\(misses.count) misses:\n\(misses.joined(separator: "\n"))")
  }
}

extension QuoteTableTests {
  @Test("Every retelling of the second table gets its verdict")
  func secondTable() {
    let misses = Self.misses(QuoteSecondTable.all)
    #expect(misses == [], "\(misses.count) misses:\n\(misses.joined(separator: "\n"))")
  }
}

extension QuoteTableTests {
  @Test("Every retelling of the third table gets its verdict")
  func thirdTable() {
    let misses = Self.misses(QuoteThirdTable.all)
    #expect(misses == [], "\(misses.count) misses:\n\(misses.joined(separator: "\n"))")
  }
}

extension QuoteTableTests {
  @Test("No trap is called an agreement")
  func traps() {
    let agreed = Self.verdicts(QuoteTrapTable.all.map { Retelling($0.key, $0.text, .contradicts) })
      .filter { $0.alone.verdict == .agrees || $0.amongAll.verdict == .agrees }
      .map { "\($0.retelling.text) (\($0.alone.why) / \($0.amongAll.why))" }
    #expect(agreed == [], "\(agreed.count) misses:\n\(agreed.joined(separator: "\n"))")
  }
}

extension QuoteTableTests {
  @Test("Over all tables no contradiction is called an agreement, and at most a fifth of what can be told is unclear")
  func rates() {
    let rows = Self.verdicts(QuoteTable.all + QuoteSecondTable.all + QuoteThirdTable.all)
    let agreedWrongly = rows.filter {
      $0.retelling.verdict == .contradicts && ($0.alone.verdict == .agrees || $0.amongAll.verdict == .agrees)
    }
    #expect(agreedWrongly.map(\.retelling.description) == [])
    let tellable = rows.filter { $0.retelling.verdict != .unclear }
    #expect(tellable.count > 150)
    #expect(tellable.filter { $0.alone.verdict == .unclear }.count * 5 <= tellable.count)
    #expect(tellable.filter { $0.amongAll.verdict == .unclear }.count * 5 <= tellable.count)
  }
}

extension QuoteTableTests {
  @Test("Other places, things and units are read as well")
  func otherClaims() {
    let misses = Self.misses(QuoteOtherClaims.all, QuoteOtherClaims.claims)
    #expect(misses == [], "\(misses.count) misses:\n\(misses.joined(separator: "\n"))")
  }
}
