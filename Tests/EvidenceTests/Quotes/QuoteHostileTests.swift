import Evidence
import Provenance
import Testing

@Suite("Texts that are no retellings") struct QuoteHostileTests {
  static let check = QuoteCheck(QuoteClaims.all.keys.sorted().map { QuoteClaims.all[$0]! })
  static let bare = "The new hall is 60-70 % smaller than the existing ones."

  @Test(
    "Empty, huge, controlling and meaningless texts are unclear",
    arguments: [
      "", "   \n\t", String(repeating: "a", count: 1_000_000), String(repeating: "9", count: 1_000_000),
      String(repeating: "9 ", count: 1_900), "\u{202E}" + bare, "\u{0}" + bare, bare + "\u{2066}", "\u{1B}[31m" + bare,
      String(repeating: "% ", count: 1_900), String(repeating: "-", count: 3_900), "0.0.0.0.0", "....", "1/0 of the",
      "\u{1F600}\u{1F600}", String(repeating: "e\u{301}", count: 1_000), "between between between and and",
      "99999999999999999999999999999999999999 %", "NaN % inf", "0 times 0 times",
      String(repeating: "twice ", count: 600),
    ])
  func unclear(_ text: String) {
    let verdict = Self.check.check(text)
    #expect(verdict.verdict == .unclear)
    #expect(verdict.finding == nil)
  }

  @Test("Any scramble of the words of the language is read without a crash")
  func scramble() {
    var dice = QuotePropertyTests.Dice(state: 5)
    let words = [
      "the", "hall", "new", "60", "-", "70", "%", "smaller", "than", "of", "between", "and", "April", "2021", "31", "0",
      "a", "third", "twice", "as", "large", "not", "no", "removed", "built", "hidden", "m2", "feet", ",", ".", "five",
      "weeks", "before", "may", "will", "likely", "0.000", "1.240", "1,240", "February", "30", "since", "by", "one",
      "ones",
      "crane", "hundred", "million", "million", "half", "exactly", "at", "least", "to", "it", "2021-02-30",
      "2021-04-03",
    ]
    for _ in 0..<800 {
      let count = Int(dice.next() % 24) + 1
      let text = (0..<count).map { _ in dice.pick(words) }.joined(separator: " ")
      #expect(!Self.check.check(text).why.isEmpty)
    }
  }

  @Test("Claims with empty names, open intervals or no numbers do no harm")
  func poorClaims() {
    let nobody = ClaimParty(kind: .idea, id: "", name: "")
    for relation in ClaimRelation.allCases {
      let open = ClaimedEstimate(value: 1, low: -.infinity, high: .infinity, unit: "1", method: "test")
      for estimate in [nil, open] {
        let claim = Claim(nobody, relation, quantity: .area, object: nobody, estimate: estimate, words: "")
        let check = QuoteCheck([QuotableClaim(id: "F1", claim: claim, likelihood: .likely, aliases: [""])])
        #expect(check.check(Self.bare).verdict != .agrees || open == estimate)
      }
    }
    #expect(QuoteCheck([]).check(Self.bare).verdict == .unclear)
  }

  @Test("The verdict is written as the contract has it")
  func json() {
    let verdict = Self.check.check(Self.bare)
    #expect(
      verdict.json.compactText
        == "{\"verdict\":\"agrees\",\"finding\":\"ratio\",\"why\":\"It says 30 to 40 % of the existing halls; "
        + "ratio says 31 to 39 %: that holds the interval.\"}")
    #expect(Self.check.check("").json["finding"] == .null)
  }
}
