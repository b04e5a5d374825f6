/// A number of a retelling with its unit and its place.
struct QuotedNumber: Sendable, Hashable {
  /// One, or two where the writing can be read in two ways.
  let readings: [QuotedInterval]
  let measure: QuoteLanguage.Measure
  /// From its hedge to its unit.
  let range: Range<Int>
  /// Where the number itself begins.
  let start: Int
  let isFraction: Bool
  /// "dozens of", "several".
  var isVague = false
}
