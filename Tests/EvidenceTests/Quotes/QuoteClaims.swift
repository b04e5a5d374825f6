import Evidence
import Foundation
import Quantities

/// The claims that the tables retell, by their keys.
enum QuoteClaims {
  static func at(_ day: String) -> Timestamp { Timestamp(iso8601: day)! }
  static func thing(_ name: String, _ kind: ClaimParty.Kind = .feature) -> ClaimParty {
    ClaimParty(kind: kind, id: name, name: name)
  }
  static func number(_ value: Double, _ low: Double, _ high: Double, _ unit: String) -> ClaimedEstimate {
    ClaimedEstimate(value: value, low: low, high: high, unit: unit, method: "test")!
  }
  static let hall = ["hall", "building", "assembly hall"]

  static let all: [String: QuotableClaim] = [
    "ratio": QuotableClaim(
      id: "ratio",
      claim: Claim(
        thing("the new hall"), .ratio, quantity: .area, object: thing("the existing halls", .sum),
        estimate: number(0.35, 0.31, 0.39, "1")), aliases: hall),
    "larger": QuotableClaim(
      id: "larger",
      claim: Claim(
        thing("Depot 7"), .ratio, quantity: .area, object: thing("Depot 4"), estimate: number(1.5, 1.4, 1.62, "1")),
      aliases: ["depot"]),
    "twice": QuotableClaim(
      id: "twice",
      claim: Claim(
        thing("the east stockpile"), .ratio, quantity: .area, object: thing("the west stockpile"),
        estimate: number(2.4, 2.1, 2.7, "1"))),
    "area": QuotableClaim(
      id: "area",
      claim: Claim(thing("the new hall"), .measures, quantity: .area, estimate: number(1_240, 1_130, 1_350, "m2")),
      aliases: hall),
    "height": QuotableClaim(
      id: "height",
      claim: Claim(thing("the new hall"), .measures, quantity: .height, estimate: number(11.8, 10.4, 13.2, "m")),
      aliases: hall),
    "built": QuotableClaim(
      id: "built",
      claim: Claim(
        thing("the new hall"), .built, bracket: Bracket(notBefore: at("2021-04-03"), notAfter: at("2021-04-19"))),
      aliases: hall),
    "removed": QuotableClaim(
      id: "removed",
      claim: Claim(
        thing("the overhead crane"), .removed, bracket: Bracket(notBefore: at("2021-06-02"), notAfter: at("2021-06-21"))
      ),
      aliases: ["crane", "gantry crane"]),
    "occupied": QuotableClaim(
      id: "occupied",
      claim: Claim(
        thing("the rail spur", .place), .occupied, estimate: number(240, 220, 262, "m"), date: at("2021-05-11")),
      aliases: ["siding", "rail line"]),
    "lag": QuotableClaim(
      id: "lag",
      claim: Claim(
        thing("the fuel plant", .place), .beganBefore, object: thing("the assembly plant", .place),
        estimate: number(35, 28, 42, "d"))),
    "none": QuotableClaim(
      id: "none",
      claim: Claim(
        thing("the housing area", .place), .noneNew, estimate: number(200, 200, 200, "m2"),
        bracket: Bracket(notBefore: at("2021-01-05"), notAfter: at("2021-09-30")), unseenShare: 0.08, words: "building")
    ),
    "hidden": QuotableClaim(
      id: "hidden",
      claim: Claim(
        thing("the loading zone", .place), .hidden,
        bracket: Bracket(notBefore: at("2021-07-02"), notAfter: at("2021-07-30"))), aliases: ["loading area"]),
    "judged": QuotableClaim(
      id: "judged",
      claim: Claim(
        thing("throughput", .idea), .judged, words: "The construction is meant to raise the throughput of the plant."),
      likelihood: .likely),
    "counted": QuotableClaim(
      id: "counted",
      claim: Claim(
        thing("the vehicle park", .place), .counted, estimate: number(14, 12, 16, "1"), date: at("2021-05-11"),
        words: "vehicles"), aliases: ["car park", "parking area"]),
    "pace": QuotableClaim(
      id: "pace",
      claim: Claim(
        thing("the north works", .place), .pace, estimate: number(900, 700, 1_100, "m2/month"), words: "built area")),
    "altered": QuotableClaim(
      id: "altered",
      claim: Claim(
        thing("the boiler house"), .altered, bracket: Bracket(notBefore: at("2020-11-10"), notAfter: at("2021-02-14")))
    ),
  ]
}

/// A retelling of a claim, and what the check must say.
struct Retelling: Sendable, CustomStringConvertible {
  let key: String
  let text: String
  let verdict: QuoteVerdict.Verdict

  init(_ key: String, _ text: String, _ verdict: QuoteVerdict.Verdict) {
    self.key = key
    self.text = text
    self.verdict = verdict
  }

  var description: String { "\(key): \(text) [\(verdict.rawValue)]" }
}
