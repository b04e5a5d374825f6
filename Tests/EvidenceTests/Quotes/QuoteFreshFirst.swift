import Evidence
import Quantities

/// Eighty retellings written before the rules were read, each labelled by hand.
enum QuoteFreshFirst {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "A1": QuotableClaim(
      id: "A1",
      claim: Claim(
        Kit.thing("the new hall"), .ratio, quantity: .area, object: Kit.thing("hall A"),
        estimate: Kit.number(0.62, 0.57, 0.67, "1")), aliases: ["hall", "building"]),
    "A2": QuotableClaim(
      id: "A2",
      claim: Claim(
        Kit.thing("the settling pond"), .measures, quantity: .area,
        estimate: Kit.number(48_200, 46_100, 50_300, "m2")), aliases: ["pond"]),
    "A3": QuotableClaim(
      id: "A3",
      claim: Claim(
        Kit.thing("the pier"), .measures, quantity: .length, estimate: Kit.number(312, 305, 319, "m")),
      aliases: ["jetty"]),
    "A4": QuotableClaim(
      id: "A4",
      claim: Claim(
        Kit.thing("the storage tank"), .removed,
        bracket: Bracket(notBefore: Kit.at("2024-02-09"), notAfter: Kit.at("2024-02-27"))), aliases: ["tank"]),
    "A5": QuotableClaim(
      id: "A5",
      claim: Claim(
        Kit.thing("the perimeter wall"), .built,
        bracket: Bracket(notBefore: Kit.at("2023-10-28"), notAfter: Kit.at("2023-11-15"))), aliases: ["wall"]),
    "A6": QuotableClaim(
      id: "A6",
      claim: Claim(
        Kit.thing("the power plant", .place), .beganBefore, object: Kit.thing("the smelter", .place),
        estimate: Kit.number(61, 52, 70, "d"))),
    "A7": QuotableClaim(
      id: "A7",
      claim: Claim(
        Kit.thing("the annex", .idea), .judged, words: "The annex is intended for the repair of locomotives."),
      likelihood: .likely),
    "A8": QuotableClaim(
      id: "A8",
      claim: Claim(
        Kit.thing("the motor pool", .place), .counted, estimate: Kit.number(27, 24, 31, "1"),
        date: Kit.at("2024-03-05"), words: "trucks")),
  ]

  static let ratio: [Retelling] = [
    Retelling("A1", "The new hall is a bit over three fifths the size of hall A.", .agrees),
    Retelling("A1", "Roughly a third smaller than hall A: that is the new hall, seen from space.", .agrees),
    Retelling("A1", "New hall covers only about 60% of the ground hall A does", .agrees),
    Retelling(
      "A1", "The newly erected hall is nowhere near as large as hall A, taking up some 62 per cent of its area.",
      .agrees),
    Retelling("A1", "Hall A remains the bigger of the two, by a good half.", .agrees),  // 1/0.62 = 1.61: 49–75 % more
    Retelling("A1", "Hall A is around 1.6 times as big as the new hall.", .agrees),
    Retelling("A1", "At 57-67% of hall A's footprint, the new hall is the smaller one.", .agrees),
    Retelling(
      "A1", "The new building is between 33 and 43 percent smaller than hall A, the institute reckons.", .agrees),
    Retelling("A1", "The new hall is 62% smaller than hall A.", .contradicts),  // wrong base: 38 %
    Retelling("A1", "Hall A is 62 percent the size of the new hall.", .contradicts),
    Retelling("A1", "The new hall dwarfs hall A.", .contradicts),
    Retelling("A1", "Pyongyang's new hall is 1.6 times bigger than hall A, satellite photos show", .contradicts),
    Retelling("A1", "The new hall adds 62 percent on top of hall A's area.", .contradicts),  // adds: larger by
    Retelling("A1", "The new hall is less than half as big as hall A.", .contradicts),
    Retelling("A1", "The new hall is two-thirds bigger than hall A.", .contradicts),
    Retelling("A1", "New hall exactly 62% of hall A's size", .exceeds),  // the interval is lost
    Retelling("A1", "The new hall is 62 % of hall A because steel is scarce under sanctions.", .exceeds),
    Retelling("A1", "The new hall, at about 62 percent of hall A's area, will house missile launchers.", .exceeds),
    Retelling("A1", "The new hall is about 62 percent as large as hall B.", .contradicts),
    Retelling("A1", "The new hall holds about 62 percent as many machines as hall A.", .exceeds),
    Retelling("A1", "The new hall isn't smaller than hall A.", .contradicts),
    Retelling("A1", "Sure, and the new hall is \"tiny\" at 162 % of hall A.", .contradicts),
  ]

  static let sizes: [Retelling] = [
    Retelling("A2", "The settling pond has spread over nearly five hectares.", .agrees),
    Retelling("A2", "The settling pond sprawls across some 12 acres.", .agrees),
    Retelling("A2", "Satellite images put the pond's surface at 4.8 ha.", .agrees),
    Retelling("A2", "The settling pond, about 520,000 square feet in extent, is plainly visible.", .agrees),
    Retelling(
      "A2", "According to analysts the area of the settling pond amounts to around 48 thousand square metres.",
      .agrees),
    Retelling("A2", "The settling pond is the size of almost seven football pitches.", .agrees),
    Retelling("A2", "The pond measures 48 hectares.", .contradicts),
    Retelling("A2", "The settling pond is 48,200 square feet.", .contradicts),
    Retelling("A2", "The pond covers more than six hectares.", .contradicts),
    Retelling("A2", "The settling pond is no bigger than a football pitch.", .contradicts),
    Retelling("A2", "The pond, now 4.8 hectares, is poisoning the river.", .exceeds),
    Retelling("A2", "The settling pond covers 48,200 sq m and grew by a tenth in a year.", .exceeds),
    Retelling("A2", "The settling pond holds about 48,200 cubic metres.", .contradicts),  // wrong quantity
    Retelling("A2", "The settling pond is at least 46,000 square metres in area.", .agrees),
    Retelling("A3", "The pier juts out a little over 300 metres.", .agrees),
    Retelling("A3", "A jetty of roughly 1,000 feet", .agrees),
    Retelling(
      "A3", "The pier is around 0.3 km long, according to measurements taken from satellite pictures.", .agrees),
    Retelling("A3", "The pier is over 320 metres long.", .contradicts),
    Retelling("A3", "The pier was lengthened to 312 metres.", .exceeds),  // lengthening was not found
    Retelling("A3", "The pier, 312 metres wide, can be seen from orbit.", .contradicts),
    Retelling("A3", "The 312-metre pier was built by Chinese contractors.", .exceeds),
    Retelling("A3", "At 312 m the pier is long enough for aircraft carriers.", .exceeds),
    Retelling("A3", "The pier is less than 300 m in length.", .contradicts),
  ]

  static let events: [Retelling] = [
    Retelling("A4", "The storage tank disappeared some time in February 2024.", .agrees),
    Retelling("A4", "By the end of February 2024 the tank had gone.", .agrees),
    Retelling("A4", "The tank, still visible on 9 February 2024, was no longer there on the 27th.", .agrees),
    Retelling("A4", "The storage tank was taken down in the first quarter of 2024.", .agrees),
    Retelling("A4", "The storage tank was dismantled in winter 2024.", .agrees),
    Retelling("A4", "The tank was blown up in February 2024.", .exceeds),  // how it went was not found
    Retelling("A4", "The tank was moved to another site in February 2024.", .exceeds),
    Retelling("A4", "The storage tank vanished in March 2024.", .contradicts),
    Retelling("A4", "The storage tank was removed on 14 February 2024.", .exceeds),  // more exact
    Retelling("A4", "The storage tank was erected in February 2024.", .contradicts),
    Retelling("A4", "The storage tank was gone by late January 2024.", .contradicts),
    Retelling("A4", "Inspectors removed the storage tank in February 2024.", .exceeds),
    Retelling("A4", "The tank was destroyed in an Israeli strike between 9 and 27 February 2024.", .exceeds),
    Retelling("A5", "A perimeter wall went up in late October or the first half of November 2023.", .agrees),
    Retelling("A5", "The wall was put up in the autumn of 2023.", .agrees),
    Retelling("A5", "The perimeter wall, absent on 28 October 2023, stood by mid-November.", .agrees),
    Retelling("A5", "The wall was built in the third quarter of 2023.", .contradicts),
    Retelling("A5", "The perimeter wall was built in autumn 2022.", .contradicts),
    Retelling("A5", "The perimeter wall was completed before October 2023.", .contradicts),
    Retelling("A5", "The wall was built in November 2023 to keep out spies.", .exceeds),
    Retelling("A5", "The perimeter wall was torn down in November 2023.", .contradicts),
    Retelling("A5", "No wall had been built by December 2023.", .contradicts),
    Retelling("A5", "The Ministry built the perimeter wall in early November 2023, officials said.", .exceeds),
  ]

  static let others: [Retelling] = [
    Retelling("A6", "Ground was broken at the power plant about two months ahead of the smelter.", .agrees),
    Retelling("A6", "The smelter was started roughly nine weeks after the power plant.", .agrees),
    Retelling("A6", "The smelter came first, two months before the power plant.", .contradicts),
    Retelling("A6", "Work on the power plant and the smelter started at the same time.", .contradicts),
    Retelling("A6", "The power plant began half a year before the smelter.", .contradicts),
    Retelling("A6", "The power plant was begun two months before the smelter so that it could supply it.", .exceeds),
    Retelling("A7", "Locomotives will probably be repaired in the annex.", .agrees),
    Retelling("A7", "The annex is likely meant for repairing locomotives.", .agrees),
    Retelling("A7", "The annex will be used to repair locomotives.", .contradicts),  // "will" for "likely"
    Retelling("A7", "There can be no doubt that the annex is intended for locomotive repair.", .exceeds),
    Retelling("A8", "About 27 trucks stood in the motor pool on 5 March 2024.", .agrees),
    Retelling("A8", "More than forty trucks were massed at the motor pool on 5 March 2024.", .contradicts),
  ]

  static let all = ratio + sizes + events + others
}
