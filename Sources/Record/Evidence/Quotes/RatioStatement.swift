/// "60 to 70 % smaller than …", "twice the size of …", "larger than …": a comparison in a clause.
struct RatioStatement {
  /// Quotients that it can mean, left thing over right thing.
  let readings: [QuotedInterval]
  /// What is compared; `nil` where the words fit any size.
  let quantities: Set<ClaimQuantity>?
  /// From its first word to its last, without the things compared.
  let range: Range<Int>
  let number: Int?
  /// "shrank by": the thing is compared with itself.
  let isChange: Bool
  let isNegated: Bool
  /// Its last word leads to the base: "of", "as large as".
  let leadsToBase: Bool
}
