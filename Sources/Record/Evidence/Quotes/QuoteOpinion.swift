/// What one claim says to one part of a retelling.
struct QuoteOpinion {
  /// Parts of a clause that are judged apart. Of the claims that have an opinion on one part, the best fitting decides.
  enum Topic: Hashable {
    case ratio(Int)
    case size(Int)
    case event
    case count(Int)
    case occupied, lag, pace, sight, absence, judgement

    /// A number of the thing itself, which says nothing of when it came.
    var isMeasured: Bool {
      switch self {
      case .ratio, .size: true
      default: false
      }
    }
  }

  let topic: Topic
  let verdict: QuoteVerdict.Verdict
  let why: String
  /// How well the named things fit the claim's.
  let relevance: Double
  /// Starts of the numbers that it has judged.
  var numbers: Set<Int> = []

  func lowered(to other: QuoteVerdict.Verdict, _ reason: String) -> QuoteOpinion {
    other.gravity > verdict.gravity
      ? QuoteOpinion(topic: topic, verdict: other, why: reason, relevance: relevance, numbers: numbers) : self
  }
}
