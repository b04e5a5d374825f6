import Evidence
import Quantities

/// Sixty more retellings, in other styles and of other findings, labelled by hand before any of them was run.
enum QuoteFreshThird {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "C1": QuotableClaim(
      id: "C1",
      claim: Claim(
        Kit.thing("the new greenhouse"), .ratio, quantity: .area, object: Kit.thing("the old greenhouses", .sum),
        estimate: Kit.number(0.44, 0.40, 0.49, "1")), aliases: ["greenhouse"]),
    "C2": QuotableClaim(
      id: "C2",
      claim: Claim(
        Kit.thing("the excavation"), .measures, quantity: .area, estimate: Kit.number(3_150, 2_900, 3_400, "m2")),
      aliases: ["pit", "dig"]),
    "C3": QuotableClaim(
      id: "C3",
      claim: Claim(
        Kit.thing("the fence"), .measures, quantity: .length, estimate: Kit.number(4_620, 4_560, 4_690, "m"))),
    "C4": QuotableClaim(
      id: "C4",
      claim: Claim(
        Kit.thing("the tunnel entrance"), .built,
        bracket: Bracket(notBefore: Kit.at("2021-09-12"), notAfter: Kit.at("2021-09-30"))),
      aliases: ["tunnel portal", "portal"]),
    "C5": QuotableClaim(
      id: "C5",
      claim: Claim(
        Kit.thing("the foundry"), .altered,
        bracket: Bracket(notBefore: Kit.at("2024-07-03"), notAfter: Kit.at("2024-08-19")))),
    "C6": QuotableClaim(
      id: "C6", claim: Claim(Kit.thing("the trains", .idea), .judged, words: "The trains carry coal to the port."),
      likelihood: .veryLikely),
    "C7": QuotableClaim(
      id: "C7",
      claim: Claim(
        Kit.thing("the siding", .place), .occupied, estimate: Kit.number(180, 165, 196, "m"),
        date: Kit.at("2022-11-17"))),
    "C8": QuotableClaim(
      id: "C8",
      claim: Claim(
        Kit.thing("the quarry", .place), .pace, estimate: Kit.number(1_400, 1_200, 1_600, "m2/month"),
        words: "disturbed area")),
    "C9": QuotableClaim(
      id: "C9",
      claim: Claim(Kit.thing("the channel"), .measures, quantity: .width, estimate: Kit.number(38, 35, 41, "m"))),
    "C10": QuotableClaim(
      id: "C10",
      claim: Claim(
        Kit.thing("the school", .place), .beganBefore, object: Kit.thing("the barracks", .place),
        estimate: Kit.number(-40, -50, -30, "d"))),
    "C11": QuotableClaim(
      id: "C11",
      claim: Claim(
        Kit.thing("the new quay"), .ratio, quantity: .length, object: Kit.thing("the old quay"),
        estimate: Kit.number(1.02, 0.96, 1.08, "1"))),
  ]

  static let ratio: [Retelling] = [
    Retelling(
      "C1", "\"The new greenhouse is not even half the size of the old ones\", the newspaper quotes him.", .agrees),
    Retelling("C1", "By surface, the new greenhouse amounts to 44 pct of the old greenhouses.", .agrees),
    Retelling("C1", "The old greenhouses together are more than double the size of the new greenhouse.", .agrees),
    Retelling("C1", "The new greenhouse is smaller by more than half than the old greenhouses.", .agrees),
    Retelling("C1", "New greenhouse 44 % smaller than the old greenhouses", .contradicts),
    Retelling("C1", "State TV: the new greenhouse outstrips the old greenhouses in area by 44 percent", .contradicts),
    Retelling("C1", "The new greenhouse is 2.3 times the size of the old ones.", .contradicts),
    Retelling("C1", "The old greenhouses are less than half the size of the new greenhouse.", .contradicts),
    Retelling("C1", "The new greenhouse is about a quarter the size of the old greenhouses.", .contradicts),
    Retelling("C1", "The new greenhouse will feed 10,000 people.", .exceeds),
    Retelling("C1", "The new greenhouse has 44 % of the yield of the old greenhouses.", .exceeds),
    Retelling("C1", "It is false that the new greenhouse is 44 percent of the size of the old ones.", .contradicts),
    Retelling("C11", "The two quays are about the same length.", .agrees),
    Retelling("C11", "The new quay is roughly as long as the old quay.", .agrees),
    Retelling("C11", "The new quay is clearly longer than the old quay.", .exceeds),
    Retelling("C11", "The new quay is twice as long as the old quay.", .contradicts),
    Retelling("C11", "The new quay is as wide as the old quay.", .exceeds),
  ]

  static let sizes: [Retelling] = [
    Retelling("C2", "An excavation of about 0.3 hectares can be made out.", .agrees),
    Retelling("C2", "The excavation extends to roughly three quarters of an acre.", .agrees),
    Retelling("C2", "The excavation is smaller than half a football pitch.", .agrees),
    Retelling("C2", "The dig covers three thousand square metres or so.", .agrees),
    Retelling("C2", "The excavation is 3,150 metres deep.", .contradicts),
    Retelling("C2", "The excavation is 31,500 square metres in size.", .contradicts),
    Retelling("C2", "The excavation, 3,150 square metres, is for a nuclear bunker, defectors say.", .exceeds),
    Retelling("C2", "Over 3,150 square metres of farmland were destroyed by the excavation.", .exceeds),
    Retelling("C3", "The fence runs for more than four and a half kilometres.", .agrees),
    Retelling("C3", "A fence almost three miles long", .agrees),
    Retelling("C3", "The fence runs 46 km.", .contradicts),
    Retelling("C3", "The fence is 4.6 km long and electrified.", .exceeds),
    Retelling("C3", "The 4,620-metre-high fence is an eyesore.", .contradicts),
    Retelling("C9", "The channel is nearly 40 metres across.", .agrees),
    Retelling("C9", "The channel is some 125 feet wide.", .agrees),
    Retelling("C9", "The channel has been widened to 38 metres.", .exceeds),
    Retelling("C9", "The channel is 38 metres deep.", .contradicts),
    Retelling("C8", "The quarry eats up about 1,400 square metres a month.", .agrees),
    Retelling("C8", "The quarry grows by around 1,400 square metres every week.", .contradicts),
    Retelling("C7", "Wagons took up around 180 metres of the siding on 17 November 2022.", .agrees),
    Retelling("C7", "The siding was empty on 17 November 2022.", .contradicts),
    Retelling("C7", "On 17 November 2022 ammunition trains filled some 180 metres of the siding.", .exceeds),
  ]

  static let events: [Retelling] = [
    // It may be of the 13th.
    Retelling("C4", "In the second half of September 2021, a tunnel entrance appeared.", .exceeds),
    Retelling("C4", "The tunnel portal was made between September 12 and 30, 2021, reports say.", .agrees),
    Retelling("C4", "It was in September 2021 that the tunnel entrance came into being.", .agrees),
    Retelling("C4", "As recently as 12 September 2021 there was no tunnel entrance.", .agrees),
    Retelling("C4", "In September 2021 the army dug the tunnel entrance.", .exceeds),
    Retelling("C4", "The tunnel entrance was there all through the summer of 2021.", .contradicts),
    Retelling("C4", "The tunnel entrance was sealed in September 2021.", .contradicts),
    Retelling("C4", "A second tunnel entrance appeared in September 2021.", .exceeds),
    Retelling("C4", "The tunnel entrance, built in September 2021, leads to a missile silo.", .exceeds),
    Retelling("C4", "The tunnel entrance was built in September.", .agrees),  // no year: less, and not wrong
    Retelling("C5", "The foundry was rebuilt to some extent in July or August 2024.", .agrees),
    Retelling("C5", "The foundry was altered between early July and mid-August 2024.", .agrees),
    Retelling("C5", "Nothing about the foundry changed in the summer of 2024.", .contradicts),
    Retelling("C5", "The foundry was altered in July 2024 after a fire.", .exceeds),
  ]

  static let others: [Retelling] = [
    Retelling("C6", "In all likelihood the trains are hauling coal to the port.", .agrees),
    Retelling("C6", "The trains may be carrying coal to the port.", .agrees),
    Retelling("C6", "The trains carry weapons to the port.", .contradicts),
    Retelling("C6", "The trains are unlikely to be carrying coal to the port.", .contradicts),
    Retelling("C6", "It has been proven that the trains carry coal to the port.", .exceeds),
    // 30 days are fewer.
    Retelling("C10", "The school was started five to seven weeks later than the barracks.", .exceeds),
    Retelling("C10", "Work on the barracks began about 40 days before work on the school.", .agrees),
    Retelling("C10", "The school was begun 40 days before the barracks.", .contradicts),
  ]

  static let all = ratio + sizes + events + others
}
