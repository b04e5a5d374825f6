import Evidence
import Foundation
import Quantities
import Testing

/// Numbers moved out of the interval, in the many forms in which a number is told.
@Suite("Retellings with the number moved") struct QuotePerturbedTests {
  typealias Dice = QuotePropertyTests.Dice

  struct Sample {
    let claim: QuotableClaim
    let text: String
  }

  static func thing(_ name: String) -> ClaimParty { ClaimParty(kind: .feature, id: name, name: name) }

  /// A value far enough outside that no rounding or hedge brings it back.
  static func outside(_ low: Double, _ high: Double, _ dice: inout Dice) -> Double {
    dice.next() % 2 == 0 ? low * dice.number(0.2...0.72) : high * dice.number(1.38...4)
  }

  static func told(_ value: Double, _ dice: inout Dice) -> String {
    let digits = dice.pick([2, 3])
    let step = pow(10, (log10(value)).rounded(.down) - Double(digits - 1))
    let rounded = (value / step).rounded() * step
    let hedge = dice.pick(["about ", "roughly ", "some ", "nearly ", "an estimated ", "", "just over ", "around "])
    return hedge
      + (rounded >= 1_000 ? NumberText.count(Int(rounded)) : String(format: step < 1 ? "%.2f" : "%.0f", rounded))
  }

  static let openings = [
    "", "According to analysts, ", "Satellite images show that ", "The institute said that ", "Reuters: ",
    "In a thread, a researcher wrote that ",
  ]
  static let endings = [
    ".", ", analysts said.", ", according to the institute.", ", images show.", " as seen from space.", "!",
    ", the ministry said.",
  ]

  static func size(_ dice: inout Dice) -> Sample {
    let name = dice.pick(["the new hall", "Building 12", "the settling pond", "the depot"])
    let value = dice.number(400...60_000)
    let (low, high) = (value * 0.94, value * 1.06)
    let claim = Claim(
      thing(name), .measures, quantity: .area, estimate: QuoteClaims.number(value, low, high, "m2"))
    let (unit, factor) = dice.pick([
      ("square metres", 1.0), ("m2", 1), ("sq ft", 10.7639), ("hectares", 1e-4), ("acres", 1 / 4_046.86),
    ])
    let wrong = told(outside(low, high, &dice) * factor, &dice)
    let verb = dice.pick(["covers", "measures", "takes up", "has an area of", "extends over", "is spread over"])
    return Sample(
      claim: QuotableClaim(id: "F1", claim: claim),
      text: dice.pick(openings) + "\(name) \(verb) \(wrong) \(unit)" + dice.pick(endings))
  }

  static func length(_ dice: inout Dice) -> Sample {
    let name = dice.pick(["the pier", "the runway", "the fence"])
    let value = dice.number(120...5_000)
    let (low, high) = (value * 0.96, value * 1.04)
    let claim = Claim(
      thing(name), .measures, quantity: .length, estimate: QuoteClaims.number(value, low, high, "m"))
    let (unit, factor) = dice.pick([
      ("metres", 1.0), ("feet", 3.28084), ("km", 0.001), ("yards", 1.0936), ("miles", 1 / 1_609.344),
    ])
    let wrong = told(outside(low, high, &dice) * factor, &dice)
    let text = dice.pick([
      "\(name) is \(wrong) \(unit) long", "\(name) runs for \(wrong) \(unit)",
      "\(name) has a length of \(wrong) \(unit)",
    ])
    return Sample(
      claim: QuotableClaim(id: "F2", claim: claim), text: dice.pick(openings) + text + dice.pick(endings))
  }

  static func ratio(_ dice: inout Dice) -> Sample {
    let (subject, base) = dice.pick([
      ("the new hall", "the old hall"), ("Building 12", "Building 5"), ("the east stockpile", "the west stockpile"),
    ])
    let value = dice.number(0.2...0.8)
    let (low, high) = (value * 0.93, value * 1.07)
    let claim = Claim(
      thing(subject), .ratio, quantity: .area, object: thing(base),
      estimate: QuoteClaims.number(value, low, high, "1"))
    let wrong = outside(low, high, &dice)
    let percent = Int((wrong * 100).rounded())
    let less = Int(((1 - wrong) * 100).rounded())
    let forms = [
      "\(subject) is \(percent) % of the size of \(base)",
      "\(subject) covers \(percent) percent of the area of \(base)",
      "\(subject) is roughly \(percent) per cent as large as \(base)",
      "at \(percent) percent of the area of \(base), \(subject) stands out",
      wrong < 1
        ? "\(subject) is about \(less) % smaller than \(base)"
        : "\(subject) is about \(percent - 100) % larger than \(base)",
      "\(base) is \(String(format: "%.1f", 1 / wrong)) times the size of \(subject)",
    ]
    return Sample(
      claim: QuotableClaim(id: "F3", claim: claim),
      text: dice.pick(openings) + dice.pick(forms) + dice.pick(endings))
  }

  static func lag(_ dice: inout Dice) -> Sample {
    let value = dice.number(20...200).rounded()
    let (low, high) = (value * 0.85, value * 1.15)
    let claim = Claim(
      thing("the power plant"), .beganBefore, object: thing("the smelter"),
      estimate: QuoteClaims.number(value, low, high, "d"))
    let wrong = Int(outside(low, high, &dice).rounded())
    let days = Int(value.rounded())
    let text = dice.pick([
      "the power plant began about \(wrong) days before the smelter",
      "the smelter followed \(wrong) days after the power plant",
      "the smelter began \(days) days before the power plant",
      "work on the power plant started \(days) days after the smelter",
    ])
    return Sample(
      claim: QuotableClaim(id: "F4", claim: claim), text: dice.pick(openings) + text + dice.pick(endings))
  }

  static func count(_ dice: inout Dice) -> Sample {
    let value = Double(Int(dice.number(8...90)))
    let (low, high) = ((value * 0.9).rounded(.down), (value * 1.1).rounded(.up))
    let claim = Claim(
      thing("the motor pool"), .counted, estimate: QuoteClaims.number(value, low, high, "1"), words: "trucks")
    let wrong = Int(outside(low, high, &dice).rounded())
    let text = dice.pick([
      "\(wrong) trucks stood in the motor pool", "about \(wrong) trucks were seen in the motor pool",
      "analysts counted \(wrong) trucks in the motor pool",
    ])
    return Sample(claim: QuotableClaim(id: "F5", claim: claim), text: dice.pick(openings) + text + dice.pick(endings))
  }

  static func sample(_ index: Int, _ dice: inout Dice) -> Sample {
    switch index % 5 {
    case 0: size(&dice)
    case 1: length(&dice)
    case 2: ratio(&dice)
    case 3: lag(&dice)
    default: count(&dice)
    }
  }

  @Test("A number moved out of its interval is never an agreement", arguments: [21, 22, 23] as [UInt64])
  func moved(seed: UInt64) {
    var dice = Dice(state: seed)
    var agreed: [String] = []
    var unclear: [String] = []
    for index in 0..<150 {
      let sample = Self.sample(index, &dice)
      let verdict = QuoteCheck([sample.claim]).check(sample.text)
      let line = "\(sample.text) [\(sample.claim.claim.sentence)]: \(verdict.why)"
      if verdict.verdict == .agrees { agreed.append(line) }
      if verdict.verdict == .unclear { unclear.append(line) }
    }
    #expect(agreed == [], "seed \(seed): \(agreed.count):\n\(agreed.prefix(12).joined(separator: "\n"))")
    #expect(unclear.count * 5 <= 150, "seed \(seed): \(unclear.count):\n\(unclear.prefix(12).joined(separator: "\n"))")
  }
}
