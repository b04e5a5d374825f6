import Evidence
import Quantities

/// Sixty-four more retellings of other findings, labelled by hand before any of them was run.
enum QuoteFreshFourth {
  typealias Kit = QuoteClaims
  static let claims: [String: QuotableClaim] = [
    "D1": QuotableClaim(
      id: "D1",
      claim: Claim(
        Kit.thing("the new assembly hall"), .ratio, quantity: .area, object: Kit.thing("the older halls", .sum),
        estimate: Kit.number(0.28, 0.25, 0.31, "1")), aliases: ["hall", "building", "assembly hall"]),
    "D2": QuotableClaim(
      id: "D2",
      claim: Claim(
        Kit.thing("the vehicle shelter"), .measures, quantity: .area,
        estimate: Kit.number(1_890, 1_760, 2_020, "m2")), aliases: ["shelter"]),
    "D3": QuotableClaim(
      id: "D3",
      claim: Claim(
        Kit.thing("the solar field"), .ratio, quantity: .area, object: Kit.thing("the solar field in 2021"),
        estimate: Kit.number(3.1, 2.9, 3.3, "1")), aliases: ["solar park"]),
    "D4": QuotableClaim(
      id: "D4",
      claim: Claim(
        Kit.thing("the fuel tanks"), .removed,
        bracket: Bracket(notBefore: Kit.at("2022-03-18"), notAfter: Kit.at("2022-04-02"))), aliases: ["tanks"]),
    "D5": QuotableClaim(
      id: "D5",
      claim: Claim(
        Kit.thing("the helipad"), .built, bracket: Bracket(notBefore: nil, notAfter: Kit.at("2020-06-21"))),
      aliases: ["landing pad"]),
    "D6": QuotableClaim(
      id: "D6",
      claim: Claim(
        Kit.thing("the harbour works", .place), .beganBefore, object: Kit.thing("the rail link", .place),
        estimate: Kit.number(95, 80, 110, "d"))),
    "D7": QuotableClaim(
      id: "D7", claim: Claim(Kit.thing("the trench", .idea), .judged, words: "The trench is the start of a pipeline."),
      likelihood: .roughlyEvenChance),
    "D8": QuotableClaim(
      id: "D8",
      claim: Claim(
        Kit.thing("the sea wall"), .measures, quantity: .length, estimate: Kit.number(1_150, 1_120, 1_180, "m")),
      aliases: ["wall"]),
    "D9": QuotableClaim(
      id: "D9",
      claim: Claim(
        Kit.thing("the island", .place), .noneNew, estimate: Kit.number(50, 50, 50, "m2"),
        bracket: Bracket(notBefore: Kit.at("2022-01-09"), notAfter: Kit.at("2022-12-20")), unseenShare: 0.03,
        words: "structure")),
    "D10": QuotableClaim(
      id: "D10",
      claim: Claim(
        Kit.thing("the workshop yard", .place), .hidden,
        bracket: Bracket(notBefore: Kit.at("2023-05-02"), notAfter: Kit.at("2023-05-20"))), aliases: ["yard"]),
    "D11": QuotableClaim(
      id: "D11",
      claim: Claim(Kit.thing("the mast"), .measures, quantity: .height, estimate: Kit.number(31, 28, 34, "m"))),
    "D12": QuotableClaim(
      id: "D12",
      claim: Claim(
        Kit.thing("the eastern plot", .place), .cleared,
        bracket: Bracket(notBefore: Kit.at("2021-11-25"), notAfter: Kit.at("2022-01-10"))), aliases: ["plot"]),
  ]

  static let ratio: [Retelling] = [
    Retelling(
      "D1", "North Korea's newest missile hall is just 28% of the size of older halls, images suggest", .exceeds),
    Retelling(
      "D1", "The new assembly hall occupies a little more than a quarter of the area of the older halls.", .agrees),
    Retelling(
      "D1", "Put side by side, the older halls are some three and a half times the size of the new assembly hall.",
      .agrees),
    Retelling(
      "D1", "The new assembly hall is around 70 percent smaller than its older counterparts, the think tank wrote.",
      .agrees),
    Retelling(
      "D1", "Experts put the floor space of the new hall at between a quarter and a third of the older halls.",
      .agrees),
    Retelling("D1", "The new assembly hall is 28 percent smaller than the older halls.", .contradicts),
    Retelling("D1", "The new assembly hall is three and a half times the size of the older halls.", .contradicts),
    Retelling("D1", "With the new assembly hall, the plant has grown by 28 percent.", .unclear),
    Retelling("D1", "The older halls are only about a quarter as big as the new assembly hall.", .contradicts),
    Retelling(
      "D1", "The new assembly hall is a quarter bigger than the older halls, a defence ministry spokesman said.",
      .contradicts),
    Retelling(
      "D1", "Because it will be robotised, the new assembly hall needs just 28 % of the space of the older halls.",
      .exceeds),
    Retelling("D1", "The new assembly hall triples the floor space of the older halls.", .contradicts),
    Retelling("D1", "The new assembly hall is no smaller than the older halls.", .contradicts),
    Retelling("D1", "The new assembly hall turns out 28 percent of the missiles of the older halls.", .exceeds),
    Retelling("D3", "The solar field has roughly tripled since 2021.", .agrees),
    Retelling("D3", "Solar boom: the solar field is about three times as large as in 2021.", .agrees),
    Retelling("D3", "The solar field was only about a third as large in 2021.", .agrees),
    Retelling("D3", "The solar field has grown by about a third since 2021.", .contradicts),
    Retelling("D3", "The solar field produces three times as much power as in 2021.", .exceeds),
    Retelling("D3", "The solar field has been cut to a third of its 2021 size.", .contradicts),
    Retelling("D3", "The solar field tripled in just one month.", .contradicts),
  ]

  static let sizes: [Retelling] = [
    Retelling("D2", "At roughly 1,900 square metres, the vehicle shelter is hard to miss.", .agrees),
    Retelling("D2", "The shelter is about half an acre in size.", .agrees),
    Retelling("D2", "They say the vehicle shelter takes up around 20,000 square feet.", .agrees),
    Retelling("D2", "The vehicle shelter can't be larger than 2,100 square metres.", .agrees),
    Retelling("D2", "The vehicle shelter is 1,890 square metres large and holds forty tanks.", .exceeds),
    Retelling("D2", "The vehicle shelter is roughly 1.9 hectares.", .contradicts),
    Retelling("D2", "The vehicle shelter is smaller than 1,500 square metres.", .contradicts),
    Retelling("D2", "A bombproof vehicle shelter of 1,890 square metres.", .exceeds),
    Retelling("D8", "The sea wall is now more than a kilometre long.", .agrees),
    Retelling("D8", "The wall runs along the shore for about 1.15 km.", .agrees),
    Retelling("D8", "The sea wall is almost a mile long.", .contradicts),
    Retelling("D8", "The sea wall is 1,150 metres long and 8 metres high.", .exceeds),
    Retelling("D8", "Locals are furious about the 1.15-km sea wall.", .exceeds),
    Retelling("D11", "The mast is about 100 feet high.", .agrees),
    Retelling("D11", "The mast, roughly as tall as a ten-storey building, looms over the site.", .unclear),
    Retelling("D11", "The mast stands 13 metres tall.", .contradicts),
    Retelling("D11", "The mast is 31 metres tall and jams GPS signals.", .exceeds),
  ]

  static let events: [Retelling] = [
    Retelling("D4", "The fuel tanks were gone by early April 2022.", .agrees),
    Retelling(
      "D4", "Sometime in the second half of March or the first days of April 2022, the fuel tanks were removed.",
      .agrees),
    Retelling("D4", "The fuel tanks were taken away in spring 2022.", .agrees),
    Retelling("D4", "The fuel tanks exploded in March 2022.", .exceeds),
    Retelling("D4", "The fuel tanks were removed in the winter of 2021-22.", .contradicts),
    Retelling("D4", "The fuel tanks were removed days after the sanctions were announced.", .exceeds),
    Retelling("D4", "Most of the fuel tanks were removed in March and April 2022.", .exceeds),
    Retelling("D4", "The fuel tanks have been there ever since.", .contradicts),
    Retelling("D5", "The helipad existed by June 2020 at the latest.", .agrees),
    Retelling("D5", "The helipad was built in June 2020.", .exceeds),
    Retelling("D5", "The helipad was not yet there at the end of June 2020.", .contradicts),
    Retelling("D5", "The helipad was built for visits of the president.", .exceeds),
    Retelling("D10", "Since May 2023 the workshop yard has been under cover.", .agrees),
    Retelling(
      "D10", "The workshop yard was roofed over in May 2023, so what goes on there is anyone's guess.", .exceeds),
    Retelling("D10", "The workshop yard can be seen as well as ever.", .contradicts),
    Retelling("D10", "The workshop yard was demolished in May 2023.", .contradicts),
    Retelling("D12", "The eastern plot was cleared around the turn of the year 2021-22.", .agrees),
    Retelling("D12", "Between late November 2021 and early January 2022 the eastern plot was levelled.", .agrees),
    Retelling("D12", "Prisoners cleared the eastern plot in December 2021.", .exceeds),
    Retelling("D12", "The eastern plot was cleared in summer 2021.", .contradicts),
  ]

  static let others: [Retelling] = [
    Retelling("D6", "The rail link was begun some three months after the harbour works.", .agrees),
    Retelling("D6", "Work at the rail link preceded the harbour works by three months.", .contradicts),
    Retelling("D6", "The harbour works began three weeks before the rail link.", .contradicts),
    Retelling("D7", "It is a toss-up whether the trench is the start of a pipeline.", .agrees),
    Retelling("D7", "The trench is the start of a pipeline.", .exceeds),
    Retelling("D7", "The trench is probably the start of a pipeline.", .exceeds),
    Retelling(
      "D9", "Over the whole of 2022, no new structures larger than 50 square metres were detected on the island.",
      .agrees),
    Retelling("D9", "A new structure was detected on the island in 2022.", .contradicts),
  ]

  static let all = ratio + sizes + events + others
}
