import Evidence
import Quantities

/// Thirty-four more retellings of other findings, labelled by hand before any of them was run.
enum QuoteFreshNinth {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "I1": QuotableClaim(
      id: "I1",
      claim: Claim(
        Kit.thing("Block 9"), .ratio, quantity: .area, object: Kit.thing("Block 2"),
        estimate: Kit.number(0.4, 0.36, 0.44, "1"))),
    "I2": QuotableClaim(
      id: "I2",
      claim: Claim(
        Kit.thing("the slag heap"), .measures, quantity: .area, estimate: Kit.number(31_000, 29_500, 32_500, "m2")),
      aliases: ["heap"]),
    "I3": QuotableClaim(
      id: "I3",
      claim: Claim(
        Kit.thing("the rail siding"), .measures, quantity: .length, estimate: Kit.number(690, 672, 708, "m")),
      aliases: ["siding"]),
    "I4": QuotableClaim(
      id: "I4",
      claim: Claim(
        Kit.thing("the grandstand"), .removed,
        bracket: Bracket(notBefore: Kit.at("2019-09-05"), notAfter: Kit.at("2019-10-01"))), aliases: ["stand"]),
    "I5": QuotableClaim(
      id: "I5",
      claim: Claim(
        Kit.thing("the pump house"), .built,
        bracket: Bracket(notBefore: Kit.at("2021-07-08"), notAfter: Kit.at("2021-08-27")))),
    "I6": QuotableClaim(
      id: "I6",
      claim: Claim(Kit.thing("the tent camp", .idea), .judged, words: "The tent camp houses refugees."),
      likelihood: .veryLikely),
  ]

  static let all: [Retelling] = [
    Retelling("I1", "Block 9 has just two fifths of the area of Block 2.", .agrees),
    Retelling("I1", "Block 9 is roughly 60 percent smaller than Block 2, the report finds.", .agrees),
    Retelling("I1", "Block 2 is two and a half times as large as Block 9.", .agrees),
    Retelling("I1", "Block 9 is 60 percent the size of Block 2.", .contradicts),
    Retelling("I1", "Block 9 is 40 percent bigger than Block 2.", .contradicts),
    Retelling("I1", "Block 9 is two and a half times as large as Block 2.", .contradicts),
    Retelling("I1", "All other blocks are 60 percent smaller than Block 2.", .contradicts),
    Retelling("I1", "Block 9 is 60 percent smaller than Block 2 and houses a laboratory.", .exceeds),
    Retelling("I1", "Having run out of cement, they made Block 9 60 percent smaller than Block 2.", .exceeds),
    Retelling("I1", "Block 9 was once 60 percent smaller than Block 2.", .unclear),
    Retelling("I2", "The slag heap covers a little more than three hectares.", .agrees),
    Retelling("I2", "The heap extends over some 7.7 acres.", .agrees),
    Retelling("I2", "The slag heap covers 31 hectares.", .contradicts),
    Retelling("I2", "The slag heap is growing by 31,000 square metres a year.", .contradicts),
    Retelling("I2", "The slag heap covers 31,000 square metres, all of it toxic.", .exceeds),
    Retelling("I2", "The slag heap, 31,000 square metres in area, has slid into the river.", .exceeds),
    Retelling("I3", "The siding is nearly 700 metres long.", .agrees),
    Retelling("I3", "The rail siding is about 0.7 km in length, images reveal.", .agrees),
    Retelling("I3", "The siding is 690 yards long.", .contradicts),
    Retelling("I3", "The siding is 690 metres long, enough for two goods trains.", .exceeds),
    Retelling("I3", "The siding was torn up over a length of 690 metres.", .exceeds),
    Retelling("I4", "The grandstand went in September 2019.", .agrees),
    Retelling("I4", "Between 5 September and 1 October 2019 the grandstand disappeared.", .agrees),
    Retelling("I4", "The grandstand collapsed in September 2019.", .exceeds),
    Retelling("I4", "The grandstand was dismantled in August 2019.", .contradicts),
    Retelling("I4", "The grandstand was sold and dismantled in September 2019.", .exceeds),
    Retelling("I4", "The grandstand has not been dismantled.", .contradicts),
    Retelling("I5", "A pump house was built in July or August 2021.", .agrees),
    Retelling("I5", "The pump house was built in the summer of 2021, satellite photographs prove.", .exceeds),
    Retelling("I5", "The pump house was rebuilt in July or August 2021.", .exceeds),
    Retelling("I5", "The pump house will be built by the end of August 2021.", .contradicts),
    Retelling("I6", "The tent camp most likely houses refugees.", .agrees),
    Retelling("I6", "The tent camp houses refugees.", .exceeds),
    Retelling("I6", "The tent camp most likely houses soldiers.", .contradicts),
  ]
}
