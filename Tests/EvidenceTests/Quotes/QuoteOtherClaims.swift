import Evidence
import Quantities

/// Retellings of other kinds of places and things, written last: names, objects and units that the tables do not hold.
enum QuoteOtherClaims {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "F1": QuotableClaim(
      id: "F1",
      claim: Claim(
        Kit.thing("Building b41"), .ratio, quantity: .area, object: Kit.thing("Hall A"),
        estimate: Kit.number(0.48, 0.44, 0.52, "1")), aliases: ["building", "workshop", "hall"]),
    "F2": QuotableClaim(
      id: "F2",
      claim: Claim(
        Kit.thing("the airstrip"), .measures, quantity: .length, estimate: Kit.number(2_410, 2_380, 2_440, "m")),
      aliases: ["runway"]),
    "F3": QuotableClaim(
      id: "F3",
      claim: Claim(
        Kit.thing("the river terrace", .place), .cleared,
        bracket: Bracket(notBefore: Kit.at("2023-01-15"), notAfter: Kit.at("2023-03-02"))), aliases: ["terrace"]),
    "F4": QuotableClaim(
      id: "F4",
      claim: Claim(
        Kit.thing("the ash pond"), .ratio, quantity: .area, object: Kit.thing("the ash pond in 2019"),
        estimate: Kit.number(1.31, 1.24, 1.38, "1")), aliases: ["pond", "basin"]),
    "F5": QuotableClaim(
      id: "F5",
      claim: Claim(Kit.thing("the site", .idea), .judged, words: "The site is being prepared for a rocket launch."),
      likelihood: .unlikely),
    "F6": QuotableClaim(
      id: "F6",
      claim: Claim(
        Kit.thing("housing"), .built, bracket: Bracket(notBefore: nil, notAfter: Kit.at("2022-08-09"))),
      likelihood: .veryLikely, aliases: ["worker housing", "dormitory"]),
    "F7": QuotableClaim(
      id: "F7",
      claim: Claim(
        Kit.thing("the quay", .place), .counted, estimate: Kit.number(3, 3, 4, "1"), date: Kit.at("2022-08-09"),
        words: "ships")),
    "F8": QuotableClaim(
      id: "F8",
      claim: Claim(
        Kit.thing("the mine", .place), .beganBefore, object: Kit.thing("the smelter", .place),
        estimate: Kit.number(20, -15, 55, "d"))),
  ]

  static let all: [Retelling] = [
    Retelling("F1", "Building b41 is about half the size of Hall A.", .agrees),
    Retelling("F1", "The new workshop is roughly 50 % smaller than the existing hall.", .agrees),
    Retelling("F1", "The new building is twice as big as Hall A.", .contradicts),
    Retelling("F1", "Hall A is about twice as big as the new building.", .agrees),
    Retelling("F1", "Building b41 is half the size of Hall B.", .contradicts),
    Retelling("F1", "The new building is half the size of the hospital.", .contradicts),
    Retelling("F1", "Building b41 is 50 to 60 percent bigger than Hall A.", .contradicts),
    Retelling("F1", "Building b41 is 44-52 percent of the area of Hall A (90 percent interval).", .agrees),
    Retelling("F2", "The airstrip is about 2.4 km long.", .agrees),
    Retelling("F2", "The runway is roughly one and a half miles long.", .agrees),
    Retelling("F2", "The airstrip is 3 km long.", .contradicts),
    Retelling("F2", "The airstrip is more than 2 kilometres long.", .agrees),
    Retelling("F2", "The airstrip is 2,410 metres wide.", .contradicts),
    Retelling("F2", "At nearly 8,000 feet in length, the airstrip can take bombers.", .exceeds),
    Retelling("F3", "The river terrace was cleared in early 2023.", .agrees),
    Retelling("F3", "The terrace was levelled between mid-January and early March 2023.", .agrees),
    Retelling("F3", "The river terrace was cleared by the end of 2022.", .contradicts),
    Retelling("F3", "The river terrace was bulldozed to build a prison.", .exceeds),
    Retelling("F4", "The ash pond has grown by about 30 percent since 2019.", .agrees),
    Retelling("F4", "The ash pond has shrunk by about 30 percent since 2019.", .contradicts),
    Retelling("F4", "The pond is roughly a third larger than in 2019.", .agrees),
    Retelling("F4", "The ash pond has tripled in size since 2019.", .contradicts),
    Retelling("F5", "It is unlikely that the site is being prepared for a rocket launch.", .agrees),
    Retelling("F5", "The site is being prepared for a rocket launch.", .contradicts),
    Retelling("F5", "The site is probably being prepared for a rocket launch.", .contradicts),
    Retelling("F5", "There is almost no chance that the site is being prepared for a rocket launch.", .exceeds),
    Retelling("F6", "Worker housing was very likely built by August 2022.", .agrees),
    Retelling("F6", "Housing was built in July 2022.", .exceeds),
    Retelling("F6", "Housing was probably built by August 2022.", .agrees),
    Retelling("F7", "Three ships lay at the quay on 9 August 2022.", .agrees),
    Retelling("F7", "A dozen ships were at the quay.", .contradicts),
    Retelling("F7", "Three ships were at the quay on 9 September 2022.", .contradicts),
    Retelling("F8", "The mine began before the smelter.", .exceeds),
    Retelling("F8", "The mine began half a year after the smelter.", .contradicts),
  ]
}
