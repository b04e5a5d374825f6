import Evidence
import Quantities
import Testing

/// A page of many claims about the same things, and each of its own sentences checked against all of them.
@Suite("A report's own sentences") struct QuoteSelfTests {
  static func at(_ day: Int) -> Timestamp { Timestamp(secondsSince1970: (18_000 + day) * 86_400, isDayOnly: true) }
  static func party(_ name: String) -> ClaimParty { ClaimParty(kind: .feature, id: name, name: name) }
  static func number(_ value: Double, _ low: Double, _ high: Double, _ unit: String) -> ClaimedEstimate {
    ClaimedEstimate(value: value, low: low, high: high, unit: unit, method: "test")!
  }

  static let names = [
    "the new building", "hall A", "Hall B", "30 % of Loading yard", "Building 12", "the plant's boiler house",
    "Rail spur", "an old shed", "Loading area 2", "the hall at the north gate", "M. Lee's 2nd workshop",
    "Zone 7 (north)",
  ]
  static let quantities: [(ClaimQuantity, String)] = [
    (.area, "m2"), (.floorArea, "m2"), (.length, "m"), (.width, "m"), (.height, "m"), (.perimeter, "m"),
    (.orientation, "deg"), (.temperature, "degC"), (.share, "1"),
  ]

  static func bracket(_ first: Int, _ kind: Int) -> Bracket {
    Bracket(notBefore: kind == 1 ? nil : at(first), notAfter: kind == 2 ? nil : at(first + 50))
  }

  /// Every relation and quantity of one thing; `size` tells the sizes of one thing from those of another.
  static func claims(_ name: String, _ other: String, size: Double, day: Int) -> [Claim] {
    let one = party(name)
    let two = party(other)
    let happened: [ClaimRelation] = [.built, .removed, .altered, .cleared, .hidden]
    let dated = happened.enumerated().flatMap { index, relation in
      (0..<3).map { Claim(one, relation, bracket: bracket(day + 60 * index, $0)) }
    }
    let measured = quantities.enumerated().map { index, quantity in
      let value = size * Double(index + 2) * 1.3
      return Claim(
        one, .measures, quantity: quantity.0, estimate: number(value, value * 0.93, value * 1.08, quantity.1),
        date: index % 2 == 0 ? at(day) : nil)
    }
    let quotients = [0.35, 0.98, 1.4, 2.86].map { value in
      Claim(
        one, .ratio, quantity: .area, object: two, estimate: number(value, value * 0.9, value * 1.1, "1"))
    }
    let period = (0..<3).map {
      Claim(
        one, .pace, estimate: number(size, size * 0.8, size * 1.2, "m2/month"), bracket: bracket(day + 300, $0))
    }
    return dated + measured + quotients + period + [
      Claim(two, .ratio, quantity: .area, object: one, estimate: number(1 / 0.35, 2.6, 3.2, "1")),
      Claim(one, .ratio, quantity: .length, object: two, estimate: number(0.6, 0.55, 0.66, "1")),
      Claim(one, .pace, estimate: number(size, size * 0.8, size * 1.2, "m2/month")),
      Claim(one, .beganBefore, object: two, estimate: number(35, 28, 42, "d")),
      Claim(two, .beganBefore, object: one, estimate: number(-35, -42, -28, "d")),
      Claim(one, .occupied, estimate: number(95, 89, 100, "m"), date: at(day)),
      Claim(one, .counted, estimate: number(14, 12, 16, "1"), date: at(day), words: "vehicles"),
      Claim(
        one, .noneNew, estimate: number(200, 200, 200, "m2"), bracket: bracket(day, 0), unseenShare: 0.08,
        words: "building"),
      Claim(
        one, .noneNew, estimate: number(150, 150, 150, "m2"), bracket: bracket(day, 0), unseenShare: 0,
        words: "other building"),
    ]
  }

  /// The claims whose own sentence does not agree, or agrees with another claim's.
  static func misses(_ claims: [Claim]) -> [String] {
    let table = claims.enumerated().map { QuotableClaim(id: "C\($0.offset)", claim: $0.element) }
    let check = QuoteCheck(table)
    let sentenceOfID = Dictionary(uniqueKeysWithValues: table.map { ($0.id, $0.claim.sentence) })
    return table.compactMap { quotable in
      let sentence = quotable.claim.sentence
      let verdict = check.check(sentence)
      let isOwn = verdict.finding.flatMap { sentenceOfID[$0] } == sentence
      return verdict.verdict == .agrees && isOwn
        ? nil : "\(sentence) \(verdict.verdict.rawValue) (\(verdict.finding ?? "-")): \(verdict.why)"
    }
  }

  static let page = names.enumerated().flatMap { index, name in
    claims(name, names[(index + 5) % names.count], size: 100 + 170 * Double(index), day: 7 * index)
  }

  @Test("Each sentence of a page of every relation and quantity of twelve things agrees, and with its own claim")
  func page() { #expect(Self.misses(Self.page) == []) }

  @Test("Each of 300 random claims agrees with its own sentence", arguments: [1, 2, 3] as [UInt64])
  func random(_ seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var claims: [Claim] = []
    while claims.count < 300 {
      let name = Self.names.randomElement(using: &random)!
      let other = Self.names.filter { $0 != name }.randomElement(using: &random)!
      let all = Self.claims(
        name, other, size: Double.random(in: 1...40_000, using: &random), day: Int.random(in: 0...900, using: &random))
      claims.append(all.randomElement(using: &random)!)
    }
    #expect(Self.misses(claims) == [])
  }
}

extension QuoteSelfTests {
  static func verdict(_ text: String, _ claims: [Claim]) -> QuoteVerdict {
    QuoteCheck(claims.enumerated().map { QuotableClaim(id: "C\($0.offset)", claim: $0.element) }).check(text)
  }

  static let building = [
    Claim(party("the new building"), .measures, quantity: .floorArea, estimate: number(2_600, 2_400, 2_800, "m2")),
    Claim(party("the new building"), .measures, quantity: .area, estimate: number(1_480, 1_400, 1_560, "m2")),
    Claim(party("hall A"), .measures, quantity: .width, estimate: number(50, 48, 52, "m")),
    Claim(party("hall A"), .measures, quantity: .length, estimate: number(90, 89, 91, "m")),
    Claim(party("30 % of Loading yard"), .hidden, bracket: bracket(10, 0)),
    Claim(party("Rail spur"), .occupied, estimate: number(95, 89, 100, "m"), date: at(400)),
    Claim(
      party("the site"), .pace, estimate: number(120, 100, 140, "m2/month"), bracket: bracket(300, 0)),
    Claim(party("the truck park"), .counted, estimate: number(14, 12, 16, "1"), date: at(400), words: "vehicles"),
  ]

  @Test(
    "A number told of a named quantity is judged by that quantity's claim alone",
    arguments: [
      ("About 1,480 m² is the area of the new building.", QuoteVerdict.Verdict.agrees, "C1"),
      ("The new building has an area of 1,500 m².", .agrees, "C1"),
      ("The floor area of the new building is about 2,600 m².", .agrees, "C0"),
      ("The area of the new building is about 2,600 m².", .contradicts, "C1"),
      ("The floor area of the new building is 1,480 m².", .contradicts, "C0"),
      ("Hall A has a length of 90 m (90 % interval 89 to 91 m).", .agrees, "C3"),
      ("The length of hall A is 50 m.", .contradicts, "C3"), ("The width of hall A is about 50 m.", .agrees, "C2"),
      ("The width of hall A is 90 m (90 % interval 89 to 91 m).", .contradicts, "C2"),
    ])
  func quantity(_ text: String, _ verdict: QuoteVerdict.Verdict, _ finding: String) {
    let result = Self.verdict(text, Self.building)
    #expect(result.verdict == verdict && result.finding == finding, "\(result)")
  }

  @Test(
    "What a line, a site, a yard and a park do is read back in other words, and told otherwise does not agree",
    arguments: [
      ("On 2020-05-18 about 95 m of Rail spur were occupied.", true),
      ("Of Rail spur, 95 m were occupied on 2020-05-18.", true), ("300 m of Rail spur were occupied.", false),
      ("95 m of Rail spur were occupied on 2021-05-14.", false),
      ("30 % of Loading yard was hidden between 2019-04-24 and 2019-06-13.", true),
      ("60 % of Loading yard was hidden between 2019-04-24 and 2019-06-13.", false),
      ("30 % of Loading yard was hidden between 2020-04-24 and 2020-06-13.", false),
      ("About 120 m² a month of the site were built on or disturbed.", true),
      ("About 30 % of the loading yard was hidden between 2019-04-24 and 2019-06-13.", true),
      ("Loading yard was hidden between 2019-04-24 and 2019-06-13.", false),
      ("Of the site, about 120 m² a month were built on or disturbed between 2020-02-08 and 2020-03-29.", true),
      ("About 400 m² a month of the site were built on or disturbed.", false),
      ("Of the site, about 120 m² a month were built on or disturbed between 2023-02-04 and 2023-03-26.", false),
      ("14 vehicles were counted in the truck park.", true), ("40 vehicles were counted in the truck park.", false),
    ])
  func relations(_ text: String, _ agrees: Bool) {
    let result = Self.verdict(text, Self.building)
    #expect((result.verdict == .agrees) == agrees, "\(result)")
  }

  @Test("A likely finding agrees with its sentence only together with its likelihood")
  func likelihood() {
    let claim = Claim(Self.party("the aim"), .judged, words: "The site is meant to make more than before.")
    let check = QuoteCheck([QuotableClaim(id: "J", claim: claim, likelihood: .likely)])
    #expect(check.check(claim.sentence).verdict != .agrees)
    #expect(check.check("\(claim.sentence) It is likely (55 % to 80 %).").verdict == .agrees)
    #expect(check.check("\(claim.sentence) It is very likely (80 % to 95 %).").verdict != .agrees)
  }

  @Test("Several own sentences agree together, and a changed number among them does not")
  func several() {
    let sentences = Self.building.map(\.sentence)
    #expect(Self.verdict(sentences.joined(separator: " "), Self.building).verdict == .agrees)
    for (index, sentence) in sentences.enumerated() where sentence.contains("90 m") || sentence.contains("1,480") {
      var changed = sentences
      changed[index] = sentence.replacing("1,480", with: "4,180").replacing("is 90 m", with: "is 190 m")
      #expect(Self.verdict(changed.joined(separator: " "), Self.building).verdict != .agrees)
    }
  }
}

/// A plain generator with a seed: tests must repeat.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}
