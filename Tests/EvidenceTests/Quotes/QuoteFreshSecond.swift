import Evidence
import Quantities

/// Eighty more retellings, in other styles and of other findings, labelled by hand before any of them was run.
enum QuoteFreshSecond {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "B1": QuotableClaim(
      id: "B1",
      claim: Claim(
        Kit.thing("the open pit"), .ratio, quantity: .area, object: Kit.thing("the open pit in 2020"),
        estimate: Kit.number(2.3, 2.1, 2.5, "1")), aliases: ["pit", "mine"]),
    "B2": QuotableClaim(
      id: "B2",
      claim: Claim(
        Kit.thing("Camp North"), .ratio, quantity: .area, object: Kit.thing("Camp South"),
        estimate: Kit.number(1.27, 1.2, 1.34, "1")), aliases: ["camp"]),
    "B3": QuotableClaim(
      id: "B3",
      claim: Claim(
        Kit.thing("the warehouse"), .measures, quantity: .area, estimate: Kit.number(6_350, 5_900, 6_800, "m2")),
      aliases: ["storehouse", "building"]),
    "B4": QuotableClaim(
      id: "B4",
      claim: Claim(
        Kit.thing("the runway"), .measures, quantity: .length, estimate: Kit.number(2_740, 2_700, 2_780, "m")),
      aliases: ["airstrip"]),
    "B5": QuotableClaim(
      id: "B5",
      claim: Claim(
        Kit.thing("the radar station"), .built,
        bracket: Bracket(notBefore: Kit.at("2022-12-20"), notAfter: Kit.at("2023-02-08"))),
      aliases: ["radar", "station"]
    ),
    "B6": QuotableClaim(
      id: "B6",
      claim: Claim(
        Kit.thing("the forest strip", .place), .cleared,
        bracket: Bracket(notBefore: Kit.at("2024-05-30"), notAfter: Kit.at("2024-06-11"))),
      aliases: ["forest", "strip"]
    ),
    "B7": QuotableClaim(
      id: "B7",
      claim: Claim(
        Kit.thing("the old town", .place), .noneNew, estimate: Kit.number(100, 100, 100, "m2"),
        bracket: Bracket(notBefore: Kit.at("2023-03-01"), notAfter: Kit.at("2023-12-15")), unseenShare: 0.05,
        words: "building")),
    "B8": QuotableClaim(
      id: "B8",
      claim: Claim(Kit.thing("the trench", .idea), .judged, words: "The trench belongs to an irrigation scheme."),
      likelihood: .unlikely),
    "B9": QuotableClaim(
      id: "B9",
      claim: Claim(
        Kit.thing("the chimney"), .measures, quantity: .height, estimate: Kit.number(84, 79, 90, "m")),
      aliases: ["smokestack", "stack"]),
    "B10": QuotableClaim(
      id: "B10",
      claim: Claim(
        Kit.thing("the pumping station", .place), .beganBefore, object: Kit.thing("the canal", .place),
        estimate: Kit.number(18, 9, 27, "d"))),
    "B11": QuotableClaim(
      id: "B11",
      claim: Claim(
        Kit.thing("the storage tank farm"), .removed,
        bracket: Bracket(notBefore: Kit.at("2023-08-04"), notAfter: Kit.at("2023-08-22"))),
      aliases: ["tank farm", "tanks"]),
  ]

  static let growth: [Retelling] = [
    Retelling("B1", "El-Baida mine watch: the open pit has more than doubled since 2020", .agrees),
    Retelling("B1", "The open pit is now well over twice as big as it was in 2020.", .agrees),
    Retelling("B1", "In 2020 the pit was less than half its present size.", .agrees),
    Retelling("B1", "Since 2020 the open pit has grown by some 130 per cent.", .agrees),
    Retelling("B1", "The open pit has grown by 230 percent since 2020.", .contradicts),
    Retelling("B1", "The open pit more than tripled in area since 2020.", .contradicts),
    Retelling("B1", "The open pit has halved in area since 2020, the company boasts.", .contradicts),
    Retelling("B1", "The open pit more than doubled since 2015.", .contradicts),
    Retelling("B1", "Gold fever: open pit has more than doubled since 2020 as illegal miners pour in", .exceeds),
    Retelling("B1", "The open pit has more than doubled since 2020 and could double again by 2027.", .exceeds),
    Retelling("B1", "The open pit has barely changed since 2020.", .contradicts),
    Retelling("B1", "Output of the open pit has more than doubled since 2020.", .exceeds),
    Retelling("B2", "Camp North is about a quarter larger than Camp South.", .agrees),
    Retelling("B2", "Camp North tops Camp South by roughly 27 % in area.", .agrees),
    Retelling("B2", "Camp South comes to just under four fifths of Camp North's area.", .agrees),
    Retelling("B2", "camp north > camp south, by 20-34 percent (area)", .agrees),
    Retelling("B2", "Camp North is 27 % of the size of Camp South.", .contradicts),
    Retelling("B2", "Camp South outgrew Camp North by 27 percent.", .contradicts),
    Retelling("B2", "Camp North is 127 % larger than Camp South.", .contradicts),
    Retelling("B2", "The two camps are of equal size.", .contradicts),
    Retelling("B2", "Camp North holds a quarter more prisoners than Camp South.", .exceeds),
    Retelling("B2", "Camp North is not a quarter larger than Camp South.", .contradicts),
  ]

  static let sizes: [Retelling] = [
    Retelling("B3", "A warehouse of some 6,400 square metres, researchers found.", .agrees),
    Retelling("B3", "The warehouse covers about 1.6 acres.", .agrees),
    Retelling("B3", "The warehouse, whose area is put at 5,900 to 6,800 square metres, is easy to spot.", .agrees),
    Retelling("B3", "The warehouse takes up 0.6 to 0.7 hectares.", .agrees),
    Retelling("B3", "The storehouse occupies around 68,000 sq ft, an analyst told Reuters.", .agrees),
    Retelling("B3", "The warehouse covers 63,500 square metres.", .contradicts),
    Retelling("B3", "The warehouse is under 5,000 square metres.", .contradicts),
    Retelling("B3", "With its 6,350 m², the warehouse is the largest in the country.", .exceeds),
    Retelling("B3", "The warehouse, 6,350 square metres of it, is packed with ammunition.", .exceeds),
    Retelling("B3", "The warehouse covers 6,351.2 square metres.", .exceeds),
    Retelling("B4", "The 2.7-kilometre runway shows up clearly in the pictures.", .agrees),
    Retelling("B4", "The runway stretches for nearly 9,000 feet.", .agrees),
    Retelling("B4", "The airstrip measures about 1.7 miles from end to end.", .agrees),
    Retelling("B4", "The runway's length is given as 2,740 m, plus or minus 40 m.", .agrees),
    Retelling("B4", "The runway is 2.7 miles long.", .contradicts),
    Retelling("B4", "The runway falls short of 2.5 km.", .contradicts),
    Retelling("B4", "The runway has been extended by 2,740 metres.", .contradicts),
    Retelling("B4", "The runway, 2.7 km long, can handle heavy bombers, experts warn.", .exceeds),
    Retelling("B9", "The chimney towers roughly 85 metres over the works.", .agrees),
    Retelling("B9", "A smokestack about 275 feet tall.", .agrees),
    Retelling("B9", "The chimney is over 100 m tall.", .contradicts),
    Retelling("B9", "The chimney is 84 m tall and belches sulphur day and night.", .exceeds),
  ]

  static let events: [Retelling] = [
    Retelling("B5", "The radar station sprang up over the winter of 2022-23.", .agrees),
    Retelling("B5", "Between late December 2022 and early February 2023, a radar station was installed.", .agrees),
    Retelling("B5", "Not there on December 20, 2022, the radar station is visible on February 8, 2023.", .agrees),
    Retelling("B5", "The radar station was up by mid-February 2023, according to the analysis.", .agrees),
    Retelling("B5", "The radar station was built in 2022.", .exceeds),  // either year is open
    Retelling("B5", "The radar station was erected on New Year's Day 2023.", .exceeds),
    Retelling("B5", "The radar station was built last summer.", .unclear),
    Retelling("B5", "The radar station was built in the summer of 2023.", .contradicts),
    Retelling("B5", "The radar station already stood in November 2022.", .contradicts),
    Retelling("B5", "Russia built the radar station in the winter of 2022-23.", .exceeds),
    Retelling("B5", "The radar station was switched on in February 2023.", .exceeds),
    Retelling("B6", "Bulldozers stripped the forest strip in early June 2024.", .exceeds),  // who or what did it
    Retelling("B6", "The forest strip was cut down around the start of June 2024.", .agrees),
    Retelling("B6", "Trees in the forest strip were felled between 30 May and 11 June 2024.", .agrees),
    Retelling("B6", "The strip of forest was untouched until July 2024.", .contradicts),
    Retelling("B6", "The forest strip burned down in June 2024.", .exceeds),
    Retelling("B6", "The forest strip was replanted in June 2024.", .contradicts),
    Retelling("B6", "The forest strip was cleared in June 2023.", .contradicts),
    Retelling("B11", "The storage tank farm was there on August 4, 2023, and gone by August 22.", .agrees),
    Retelling("B11", "August 2023 saw the tank farm dismantled.", .agrees),
    Retelling("B11", "The tank farm was dismantled in September 2023.", .contradicts),
    Retelling("B11", "The tank farm was bombed in August 2023.", .exceeds),
    Retelling("B11", "The tank farm still stands, the ministry insists.", .contradicts),
    Retelling("B11", "The tank farm was removed in August 2023 to hide evidence from inspectors.", .exceeds),
  ]

  static let others: [Retelling] = [
    Retelling(
      "B7", "No new buildings of more than 100 square metres appeared in the old town from March to mid-December 2023.",
      .agrees),
    Retelling("B7", "Several new buildings went up in the old town in 2023.", .contradicts),
    Retelling("B7", "Nothing at all has been built in the old town for years.", .exceeds),
    Retelling("B8", "Analysts doubt that the trench belongs to an irrigation scheme.", .agrees),
    Retelling("B8", "The trench is part of an irrigation scheme.", .contradicts),
    Retelling("B8", "The trench most likely belongs to an irrigation scheme.", .contradicts),
    Retelling("B8", "The trench certainly does not belong to an irrigation scheme.", .exceeds),
    Retelling("B8", "The trench probably isn't part of an irrigation scheme.", .agrees),
    Retelling("B10", "The canal got under way some two and a half weeks after the pumping station.", .agrees),
    Retelling("B10", "The pumping station was begun shortly before the canal.", .agrees),
    Retelling("B10", "The canal predates the pumping station by 18 days.", .contradicts),
    Retelling("B10", "The pumping station was begun 18 hours before the canal.", .contradicts),
  ]

  static let all = growth + sizes + events + others
}
