import Evidence
import Quantities

/// Fifty more retellings of other findings, labelled by hand before any of them was run.
enum QuoteFreshFifth {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "E1": QuotableClaim(
      id: "E1",
      claim: Claim(
        Kit.thing("Hangar 3"), .ratio, quantity: .area, object: Kit.thing("Hangar 1"),
        estimate: Kit.number(0.71, 0.66, 0.76, "1")), aliases: ["hangar"]),
    "E2": QuotableClaim(
      id: "E2",
      claim: Claim(
        Kit.thing("the burial ground", .place), .measures, quantity: .area,
        estimate: Kit.number(12_400, 11_600, 13_200, "m2")), aliases: ["cemetery"]),
    "E3": QuotableClaim(
      id: "E3",
      claim: Claim(
        Kit.thing("the causeway"), .measures, quantity: .length, estimate: Kit.number(860, 840, 880, "m"))),
    "E4": QuotableClaim(
      id: "E4",
      claim: Claim(
        Kit.thing("the checkpoint"), .removed,
        bracket: Bracket(notBefore: Kit.at("2025-01-14"), notAfter: Kit.at("2025-03-02")))),
    "E5": QuotableClaim(
      id: "E5",
      claim: Claim(
        Kit.thing("the dormitory block"), .built,
        bracket: Bracket(notBefore: Kit.at("2024-08-07"), notAfter: Kit.at("2024-09-29"))),
      aliases: ["dormitory", "block"]),
    "E6": QuotableClaim(
      id: "E6",
      claim: Claim(
        Kit.thing("the enrichment hall", .place), .beganBefore, object: Kit.thing("the cooling plant", .place),
        estimate: Kit.number(-21, -30, -12, "d"))),
    "E7": QuotableClaim(
      id: "E7",
      claim: Claim(
        Kit.thing("the site", .idea), .judged, words: "The site is being expanded to store grain."),
      likelihood: .veryLikely),
    "E8": QuotableClaim(
      id: "E8",
      claim: Claim(
        Kit.thing("the anchorage", .place), .counted, estimate: Kit.number(11, 10, 12, "1"),
        date: Kit.at("2025-02-19"), words: "vessels")),
  ]

  static let ratio: [Retelling] = [
    Retelling("E1", "Hangar 3 has less than four fifths of the floor area of Hangar 1, experts say", .agrees),
    Retelling("E1", "Hangar 3 is noticeably smaller than Hangar 1, by some 30 per cent.", .agrees),
    Retelling("E1", "Hangar 3 has about 70% of the area of Hangar 1, with an error of a few points.", .agrees),
    Retelling("E1", "Hangar 1 is about 40 % larger than Hangar 3.", .agrees),
    Retelling("E1", "Hangar 3 is between a quarter and a third smaller than Hangar 1.", .agrees),
    Retelling("E1", "Hangar 3 is 71 percent smaller than Hangar 1.", .contradicts),
    Retelling("E1", "Hangar 3 is 71 percent larger than Hangar 1.", .contradicts),
    Retelling("E1", "Hangar 1 is 71 percent of Hangar 3.", .contradicts),
    Retelling("E1", "Hangar 3 eclipses Hangar 1 by 30 percent.", .contradicts),
    Retelling("E1", "Hangar 3 will be about 70 percent of the size of Hangar 1.", .contradicts),
    Retelling("E1", "Hangar 3, at about 71 % of Hangar 1's area, was put up for the new fighter squadron.", .exceeds),
    Retelling("E1", "Hangar 3 is about 70 percent of the size of Hangar 1 and cost 20 million dollars.", .exceeds),
    Retelling("E1", "Hangar 3 is about 70 percent of the size of Hangar 1 and stands empty.", .exceeds),
    Retelling("E1", "Hangar 3 is about 29 percent smaller than every other hangar.", .contradicts),
  ]

  static let sizes: [Retelling] = [
    Retelling("E2", "The burial ground now covers about three acres.", .agrees),
    Retelling("E2", "The cemetery, some 1.2 hectares in size, can be seen in the images.", .agrees),
    Retelling("E2", "The burial ground spans more than 11,000 square metres, the BBC reported.", .agrees),
    Retelling("E2", "The burial ground has grown to 12,400 square metres.", .exceeds),
    Retelling("E2", "The burial ground holds 12,400 graves.", .exceeds),
    Retelling("E2", "The burial ground covers three hectares.", .contradicts),
    Retelling("E2", "The burial ground is 12,400 square kilometres.", .contradicts),
    Retelling("E2", "Half of the burial ground's 12,400 square metres are fresh graves.", .exceeds),
    Retelling("E2", "At 12,400 square metres, the cemetery is twice as big as a year ago.", .exceeds),
    Retelling("E3", "The causeway is a good 850 metres long.", .agrees),
    Retelling("E3", "At just under 900 metres, the causeway links the two shores.", .exceeds),
    Retelling("E3", "The causeway measures roughly 2,800 feet.", .agrees),
    Retelling("E3", "The causeway is 86 metres long.", .contradicts),
    Retelling("E3", "The causeway is well over a kilometre long.", .contradicts),
    Retelling("E3", "The causeway was lengthened by 860 metres.", .contradicts),
    Retelling("E3", "The Chinese-built causeway is 860 metres long.", .exceeds),
  ]

  static let events: [Retelling] = [
    Retelling("E4", "The checkpoint vanished between mid-January and the beginning of March 2025.", .agrees),
    Retelling("E4", "By early March 2025 nothing was left of the checkpoint.", .agrees),
    Retelling("E4", "In the first quarter of 2025 the checkpoint was dismantled.", .agrees),
    Retelling("E4", "The checkpoint was dismantled in February 2025.", .exceeds),
    Retelling("E4", "Settlers tore down the checkpoint in early 2025.", .exceeds),
    Retelling("E4", "The checkpoint was dismantled after the ceasefire, in early 2025.", .exceeds),
    Retelling("E4", "The checkpoint was reinforced in early 2025.", .contradicts),
    Retelling("E4", "The checkpoint remained in place throughout 2025.", .contradicts),
    Retelling("E5", "A dormitory block was added in August or September 2024.", .agrees),
    Retelling(
      "E5", "The dormitory block, which did not exist in early August 2024, had gone up by the end of September.",
      .agrees),
    Retelling("E5", "The dormitory block was thrown up within three weeks in 2024.", .exceeds),
    Retelling("E5", "The dormitory block was built in the second quarter of 2024.", .contradicts),
    Retelling("E5", "Construction of the dormitory block is due to start in September 2024.", .contradicts),
    Retelling("E5", "A dormitory block for 800 conscripts went up in the late summer of 2024.", .exceeds),
  ]

  static let others: [Retelling] = [
    Retelling("E6", "The enrichment hall was begun about three weeks after the cooling plant.", .agrees),
    Retelling("E6", "The enrichment hall was begun about three weeks before the cooling plant.", .contradicts),
    Retelling("E7", "The site is very probably being expanded to store grain.", .agrees),
    Retelling("E7", "The site will store grain.", .contradicts),
    Retelling("E7", "The site is very likely being expanded to store ammunition.", .contradicts),
    Retelling("E8", "Eleven vessels lay in the anchorage on 19 February 2025.", .agrees),
    Retelling("E8", "Eleven warships lay in the anchorage on 19 February 2025.", .exceeds),
    Retelling("E8", "Only one vessel lay in the anchorage on 19 February 2025.", .contradicts),
  ]

  static let all = ratio + sizes + events + others
}
