import Evidence
import Quantities

/// Forty-eight more retellings of other findings, labelled by hand before any of them was run.
enum QuoteFreshSeventh {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "G1": QuotableClaim(
      id: "G1",
      claim: Claim(
        Kit.thing("the annex"), .ratio, quantity: .area, object: Kit.thing("the main building"),
        estimate: Kit.number(0.52, 0.47, 0.57, "1")), aliases: ["extension"]),
    "G2": QuotableClaim(
      id: "G2",
      claim: Claim(
        Kit.thing("the landfill"), .measures, quantity: .area, estimate: Kit.number(86_000, 83_000, 89_000, "m2")),
      aliases: ["dump"]),
    "G3": QuotableClaim(
      id: "G3",
      claim: Claim(
        Kit.thing("the dam"), .measures, quantity: .length, estimate: Kit.number(540, 528, 552, "m")),
      aliases: ["barrage"]),
    "G4": QuotableClaim(
      id: "G4",
      claim: Claim(
        Kit.thing("the mosque"), .removed,
        bracket: Bracket(notBefore: Kit.at("2018-04-11"), notAfter: Kit.at("2018-07-05")))),
    "G5": QuotableClaim(
      id: "G5",
      claim: Claim(
        Kit.thing("the watchtower"), .built,
        bracket: Bracket(notBefore: Kit.at("2017-02-26"), notAfter: Kit.at("2017-03-30"))), aliases: ["tower"]),
    "G6": QuotableClaim(
      id: "G6",
      claim: Claim(
        Kit.thing("the oil terminal", .place), .beganBefore, object: Kit.thing("the pipeline", .place),
        estimate: Kit.number(42, 33, 51, "d")), aliases: ["terminal"]),
    "G7": QuotableClaim(
      id: "G7",
      claim: Claim(
        Kit.thing("the factory", .idea), .judged, words: "The factory assembles drones."), likelihood: .likely),
    "G8": QuotableClaim(
      id: "G8",
      claim: Claim(
        Kit.thing("the apron", .place), .counted, estimate: Kit.number(6, 6, 7, "1"), date: Kit.at("2023-09-14"),
        words: "aircraft")),
  ]

  static let all: [Retelling] = [
    Retelling("G1", "The annex is about half as big as the main building.", .agrees),
    Retelling("G1", "In terms of area, the annex comes to some 52 percent of the main building.", .agrees),
    Retelling("G1", "The main building is almost twice the size of the annex.", .agrees),
    Retelling("G1", "By the analysts' count the annex is 43 to 53 percent smaller than the main building.", .agrees),
    Retelling("G1", "The annex is twice the size of the main building.", .contradicts),
    Retelling("G1", "The annex adds half again to the main building's capacity.", .contradicts),
    Retelling("G1", "The annex is 52 % larger than the main building.", .contradicts),
    Retelling("G1", "The annex is half the height of the main building.", .contradicts),
    Retelling("G1", "The annex is half as big as the main building and twice as ugly.", .exceeds),
    Retelling("G1", "The annex is half as big as the main building, as the architect had planned.", .exceeds),
    Retelling("G1", "Contrary to reports, the annex is not half as big as the main building.", .contradicts),
    Retelling("G2", "The landfill has an area of about 8.6 hectares.", .agrees),
    Retelling("G2", "The landfill takes up more than 20 acres.", .agrees),
    Retelling("G2", "The dump is roughly the size of 12 football pitches.", .agrees),
    Retelling("G2", "The landfill covers 86 hectares.", .contradicts),
    Retelling("G2", "The landfill receives 86,000 tonnes a year.", .contradicts),
    Retelling("G2", "The illegal landfill covers 8.6 hectares.", .exceeds),
    Retelling("G2", "The landfill covers 8.6 hectares and leaks into the groundwater.", .exceeds),
    Retelling("G2", "Another 8.6 hectares were added to the landfill.", .contradicts),
    Retelling("G2", "Burning day and night, the landfill covers 8.6 hectares.", .exceeds),
    Retelling("G3", "The dam is over half a kilometre long.", .agrees),
    Retelling("G3", "The dam stretches about 1,770 feet from bank to bank.", .agrees),
    Retelling("G3", "The dam is 540 metres high.", .contradicts),
    Retelling("G3", "The dam is longer than 600 metres.", .contradicts),
    Retelling("G3", "The dam, 540 metres long, shows cracks.", .exceeds),
    Retelling("G3", "The dam is 540 metres long, the longest in the region.", .exceeds),
    Retelling("G4", "The mosque was razed between April and July 2018.", .agrees),
    Retelling("G4", "The mosque, still standing on 11 April 2018, had been demolished by 5 July.", .agrees),
    Retelling("G4", "The mosque was demolished in the second or third quarter of 2018.", .agrees),
    Retelling("G4", "The mosque was demolished in May 2018.", .exceeds),
    Retelling("G4", "The authorities demolished the mosque between April and July 2018.", .exceeds),
    Retelling(
      "G4", "The mosque was demolished between April and July 2018 against the will of the villagers.", .exceeds),
    Retelling("G4", "The mosque was demolished in autumn 2018.", .contradicts),
    Retelling("G4", "The mosque was partly demolished between April and July 2018.", .exceeds),
    Retelling("G4", "The mosque was renovated between April and July 2018.", .contradicts),
    Retelling("G5", "The watchtower was put up in March 2017 or in the last days of February.", .agrees),
    Retelling("G5", "The tower first appears in an image of 30 March 2017.", .agrees),
    Retelling("G5", "At the end of March 2017 the watchtower was there.", .agrees),
    Retelling("G5", "Watchtowers were put up all over the region in March 2017.", .exceeds),
    Retelling("G5", "The watchtower was put up overnight in March 2017.", .exceeds),
    Retelling("G5", "The watchtower was put up in March 2016.", .contradicts),
    Retelling("G6", "The oil terminal was started six weeks before the pipeline.", .agrees),
    Retelling("G6", "The pipeline was started six weeks before the oil terminal.", .contradicts),
    Retelling("G7", "The factory is thought to assemble drones.", .agrees),
    Retelling("G7", "The factory assembles drones for export.", .exceeds),
    Retelling("G7", "The factory probably assembles drones at a rate of ten a day.", .exceeds),
    Retelling("G8", "Six aircraft were parked on the apron on 14 September 2023.", .agrees),
    Retelling("G8", "Six bombers were parked on the apron on 14 September 2023.", .exceeds),
  ]
}
