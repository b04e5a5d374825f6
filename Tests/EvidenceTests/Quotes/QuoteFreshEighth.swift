import Evidence
import Quantities

/// Forty-four more retellings of other findings, labelled by hand before any of them was run.
enum QuoteFreshEighth {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "H1": QuotableClaim(
      id: "H1",
      claim: Claim(
        Kit.thing("the second greenhouse"), .ratio, quantity: .area, object: Kit.thing("the first greenhouse"),
        estimate: Kit.number(1.8, 1.68, 1.92, "1"))),
    "H2": QuotableClaim(
      id: "H2",
      claim: Claim(
        Kit.thing("the coal yard", .place), .measures, quantity: .area,
        estimate: Kit.number(5_400, 5_100, 5_700, "m2")), aliases: ["yard"]),
    "H3": QuotableClaim(
      id: "H3",
      claim: Claim(
        Kit.thing("the ditch"), .measures, quantity: .length, estimate: Kit.number(3_300, 3_240, 3_360, "m"))),
    "H4": QuotableClaim(
      id: "H4",
      claim: Claim(
        Kit.thing("the hangar"), .built,
        bracket: Bracket(notBefore: Kit.at("2020-11-03"), notAfter: Kit.at("2021-01-22")))),
    "H5": QuotableClaim(
      id: "H5",
      claim: Claim(
        Kit.thing("the statue"), .removed,
        bracket: Bracket(notBefore: Kit.at("2022-06-10"), notAfter: Kit.at("2022-06-24"))), aliases: ["monument"]),
    "H6": QuotableClaim(
      id: "H6",
      claim: Claim(
        Kit.thing("the quarry", .place), .beganBefore, object: Kit.thing("the cement works", .place),
        estimate: Kit.number(28, 20, 36, "d"))),
    "H7": QuotableClaim(
      id: "H7",
      claim: Claim(
        Kit.thing("the ships", .idea), .judged, words: "The ships load stolen wheat."), likelihood: .likely),
    "H8": QuotableClaim(
      id: "H8",
      claim: Claim(Kit.thing("the tower"), .measures, quantity: .height, estimate: Kit.number(52, 49, 55, "m"))),
  ]

  static let all: [Retelling] = [
    Retelling("H1", "The second greenhouse is nearly twice as big as the first greenhouse.", .agrees),
    Retelling("H1", "The second greenhouse is about 80 per cent larger than the first greenhouse.", .agrees),
    Retelling("H1", "The first greenhouse covers just over half the area of the second greenhouse.", .agrees),
    Retelling(
      "H1", "At some 1.8 times the area of the first greenhouse, the second greenhouse is the bigger one.", .agrees),
    Retelling("H1", "The second greenhouse is 80 percent of the size of the first greenhouse.", .contradicts),
    Retelling("H1", "The second greenhouse is 180 percent larger than the first greenhouse.", .contradicts),
    Retelling("H1", "The first greenhouse is nearly twice as big as the second greenhouse.", .contradicts),
    Retelling("H1", "The second greenhouse is somewhat smaller than the first greenhouse.", .contradicts),
    Retelling("H1", "The second greenhouse yields nearly twice as much as the first greenhouse.", .exceeds),
    Retelling(
      "H1", "The second greenhouse is nearly twice as big as the first greenhouse, thanks to a foreign loan.",
      .exceeds),
    Retelling("H1", "Soon the second greenhouse will be nearly twice as big as the first greenhouse.", .contradicts),
    Retelling("H1", "The greenhouses together are nearly twice as big as the first greenhouse.", .contradicts),
    Retelling("H2", "The coal yard covers well over one acre.", .agrees),
    Retelling("H2", "The coal yard measures about 0.54 ha, the data show.", .agrees),
    Retelling("H2", "The coal yard's area: 5,400 square metres (5,100 to 5,700).", .agrees),
    Retelling("H2", "The coal yard covers 5,400 acres.", .contradicts),
    Retelling("H2", "The coal yard covers about 5,400 square yards.", .contradicts),
    Retelling("H2", "The coal yard is stacked with 5,400 tonnes of coal.", .exceeds),
    Retelling("H2", "Since the flood the coal yard covers only 5,400 square metres.", .exceeds),
    Retelling("H2", "The coal yard covers 5,400 square metres and is guarded by soldiers.", .exceeds),
    Retelling("H3", "The ditch is a bit more than two miles long.", .agrees),
    Retelling("H3", "A ditch of 3.3 kilometres has been dug.", .agrees),
    Retelling("H3", "The ditch is 33 kilometres long.", .contradicts),
    Retelling("H3", "The anti-tank ditch is 3.3 kilometres long.", .exceeds),
    Retelling("H3", "Forced labourers dug the ditch, which is 3.3 kilometres long.", .exceeds),
    Retelling("H8", "The tower is a little over 50 metres tall.", .agrees),
    Retelling("H8", "The tower rises some 170 feet above the ground.", .agrees),
    Retelling("H8", "The tower is 52 metres wide.", .contradicts),
    Retelling("H8", "The tower, all 52 metres of it, is leaning.", .exceeds),
    Retelling("H4", "The hangar appeared over the winter of 2020/21.", .exceeds),  // it may be of November
    Retelling("H4", "The hangar was built between early November 2020 and late January 2021.", .agrees),
    Retelling("H4", "By the end of January 2021 the hangar was standing.", .agrees),
    Retelling("H4", "The hangar was built by Christmas 2020.", .exceeds),
    Retelling("H4", "The hangar was half finished in January 2021.", .exceeds),
    Retelling("H4", "The hangar was built two years ago.", .unclear),
    Retelling("H4", "The hangar was built in October 2020.", .contradicts),
    Retelling("H5", "The statue was taken down in the middle of June 2022.", .agrees),
    Retelling("H5", "The monument was toppled by protesters in June 2022.", .exceeds),
    Retelling("H5", "The statue was taken down in June 2022 and melted.", .exceeds),
    Retelling("H5", "The statue has since returned to its place.", .contradicts),
    Retelling("H6", "The quarry was started four weeks before the cement works.", .agrees),
    Retelling("H6", "The cement works were started four weeks before the quarry.", .contradicts),
    Retelling("H7", "The ships are probably loading stolen wheat.", .agrees),
    Retelling("H7", "The ships are loading wheat.", .unclear),
  ]
}
