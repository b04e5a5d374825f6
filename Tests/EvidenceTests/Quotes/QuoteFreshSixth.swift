import Evidence
import Quantities

/// Forty-five more retellings of other findings, labelled by hand before any of them was run.
enum QuoteFreshSixth {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "F1": QuotableClaim(
      id: "F1",
      claim: Claim(
        Kit.thing("Shed C"), .ratio, quantity: .area, object: Kit.thing("Shed A"),
        estimate: Kit.number(0.35, 0.30, 0.40, "1")), aliases: ["shed"]),
    "F2": QuotableClaim(
      id: "F2",
      claim: Claim(
        Kit.thing("the parade ground", .place), .measures, quantity: .area,
        estimate: Kit.number(23_500, 22_600, 24_400, "m2"))),
    "F3": QuotableClaim(
      id: "F3",
      claim: Claim(
        Kit.thing("the conveyor"), .built,
        bracket: Bracket(notBefore: Kit.at("2023-05-21"), notAfter: Kit.at("2023-06-30"))), aliases: ["conveyor belt"]),
    "F4": QuotableClaim(
      id: "F4",
      claim: Claim(
        Kit.thing("the pontoon bridge"), .removed,
        bracket: Bracket(notBefore: Kit.at("2024-10-02"), notAfter: Kit.at("2024-10-11"))), aliases: ["bridge"]),
    "F5": QuotableClaim(
      id: "F5",
      claim: Claim(
        Kit.thing("the north shaft", .place), .beganBefore, object: Kit.thing("the south shaft", .place),
        estimate: Kit.number(150, 130, 170, "d"))),
    "F6": QuotableClaim(
      id: "F6",
      claim: Claim(Kit.thing("the reactor", .idea), .judged, words: "The reactor is being restarted."),
      likelihood: .likely),
    "F7": QuotableClaim(
      id: "F7",
      claim: Claim(Kit.thing("the moat"), .measures, quantity: .width, estimate: Kit.number(14, 12.5, 15.5, "m"))),
  ]

  static let ratio: [Retelling] = [
    Retelling("F1", "Shed C is 60 to 70 percent smaller than Shed A, imagery analysed by the group shows.", .agrees),
    Retelling("F1", "Shed A is nearly three times bigger than Shed C.", .agrees),
    Retelling("F1", "Shed C is only about a third of Shed A's size.", .agrees),
    Retelling("F1", "Next to Shed A, Shed C looks small: it has roughly 35 % of its area.", .agrees),
    Retelling("F1", "Shed C is 60 to 70 percent of the size of Shed A.", .contradicts),
    Retelling("F1", "Shed C is 60 to 70 percent bigger than Shed A.", .contradicts),
    Retelling("F1", "Shed C is almost three times as large as Shed A.", .contradicts),
    Retelling("F1", "Shed C, 65 percent smaller than Shed B, is the newest at the site.", .contradicts),
    Retelling("F1", "Shed A is only a third as big as Shed C", .contradicts),
    Retelling("F1", "Shed C is 65 percent smaller than Shed A and thus cannot hold a full missile.", .exceeds),
    Retelling("F1", "Shed C is 65 percent smaller than Shed A, a sign of money troubles.", .exceeds),
    Retelling("F1", "Shed C is 65.0 percent smaller than Shed A, to the decimal.", .exceeds),
    Retelling("F1", "None of the pictures shows that Shed C is 65 percent smaller than Shed A.", .contradicts),
    Retelling("F1", "Shed C would be 65 percent smaller than Shed A if it were finished.", .unclear),
  ]

  static let sizes: [Retelling] = [
    Retelling("F2", "The parade ground is about 2.3 hectares large.", .agrees),
    Retelling("F2", "The parade ground, at almost six acres, is plain to see.", .agrees),
    Retelling("F2", "The parade ground is the size of three football pitches.", .agrees),
    Retelling("F2", "The parade ground covers a quarter of a square kilometre.", .contradicts),
    Retelling("F2", "The parade ground covers barely half a hectare.", .contradicts),
    Retelling("F2", "The parade ground was enlarged to 23,500 square metres for the anniversary.", .exceeds),
    Retelling("F2", "The parade ground, 23,500 square metres of fresh asphalt, is brand new.", .exceeds),
    Retelling("F7", "The moat is roughly 45 feet wide.", .agrees),
    Retelling("F7", "A moat 14 metres across surrounds the compound.", .exceeds),
    Retelling("F7", "The moat is 14 feet wide.", .contradicts),
    Retelling("F7", "The moat is filled to a width of 14 metres with crocodiles.", .exceeds),
  ]

  static let events: [Retelling] = [
    Retelling("F3", "The conveyor was erected between 21 May and 30 June 2023.", .agrees),
    Retelling("F3", "A conveyor belt came up in late May or June 2023.", .agrees),
    Retelling("F3", "By July 2023 the conveyor was in place.", .agrees),
    Retelling("F3", "The conveyor was up and running by July 2023.", .exceeds),
    Retelling("F3", "The conveyor was finished in the first days of June 2023.", .exceeds),
    Retelling("F3", "In May 2024 the conveyor was built.", .contradicts),
    Retelling("F3", "The conveyor was supplied by a German firm and built in May or June 2023.", .exceeds),
    Retelling("F4", "The pontoon bridge was no longer in place on October 11, 2024.", .agrees),
    Retelling(
      "F4", "The pontoon bridge disappeared in the first half of October 2024, analysts told the paper.", .agrees),
    Retelling("F4", "The bridge was swept away by the flood in October 2024.", .exceeds),
    Retelling("F4", "The bridge was taken out by artillery in early October 2024.", .exceeds),
    Retelling("F4", "The pontoon bridge was removed by September 2024.", .contradicts),
    Retelling("F4", "The pontoon bridge was open to traffic in November 2024.", .contradicts),
  ]

  static let others: [Retelling] = [
    Retelling("F5", "The south shaft was started five months after the north shaft.", .agrees),
    Retelling("F5", "The north shaft was started five months after the south shaft.", .contradicts),
    Retelling("F5", "The two shafts were begun in the same week.", .contradicts),
    Retelling("F6", "The reactor is probably being restarted.", .agrees),
    Retelling("F6", "The reactor has been restarted.", .exceeds),
    Retelling("F6", "There is no sign that the reactor is being restarted.", .contradicts),
    Retelling("F6", "The reactor is probably being shut down.", .contradicts),
  ]

  static let all = ratio + sizes + events + others
}
