import Evidence
import Quantities

/// Short ways to make assessments.
enum AssessmentMaking {
  static let at = Timestamp(iso8601: "2026-01-02T03:04:05Z")!

  static func prior(_ probability: Double, low: Double? = nil, high: Double? = nil) throws -> Prior {
    try Prior(probability, low: low, high: high, by: "analyst 1", reason: "base rate of such plants")
  }

  static func hypotheses(_ priors: [Double]) throws -> [Hypothesis] {
    let words = ["the plant is being enlarged", "the plant is being mended", "the plant is being moved"]
    return try priors.enumerated().map { index, probability in
      try Hypothesis(
        id: "H\(index + 1)", statement: index < words.count ? words[index] : "something else goes on",
        prior: try prior(probability), isSomethingElse: index == priors.count - 1)
    }
  }

  /// The weights of one finding, each with a range of a factor `spread` up and down.
  static func weighings(_ finding: String, _ weights: [Double], spread: Double = 1) throws -> [Weighing] {
    try weights.enumerated().map { index, weight in
      try Weighing(
        finding: finding, hypothesis: "H\(index + 1)", weight: weight, low: weight / spread, high: weight * spread,
        reason: "as at other plants", by: "analyst 1", at: at)
    }
  }

  static func assessment(
    priors: [Double], _ rows: [[Double]], groups: [[Int]] = [], spread: Double = 1
  ) throws -> Assessment {
    try Assessment(
      id: "A1", question: "What goes on at the plant?", hypotheses: hypotheses(priors),
      weighings: rows.enumerated().flatMap { try weighings("F\($0 + 1)", $1, spread: spread) },
      groups: groups.map { try DependencyGroup(findings: $0.map { "F\($0 + 1)" }, reason: "same scene") },
      author: "analyst 1", at: at)
  }

  /// Posteriors of independent findings, plainly multiplied.
  static func plain(priors: [Double], _ rows: [[Double]]) -> [Double] {
    let products = priors.indices.map { index in rows.reduce(priors[index]) { $0 * $1[index] } }
    let sum = products.reduce(0, +)
    return products.map { $0 / sum }
  }

  static func values(_ assessment: Assessment) throws -> [Double] { try assessment.judgement().posteriors.map(\.value) }

  static func code(_ body: () throws -> Void) -> EvidenceError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? EvidenceError)?.code
    }
  }

  /// Texts that break careless programs.
  static let hostile = [
    "", " \n\t", "\u{200B}\u{2060}", "\u{0}\u{1}\u{7F}", "\u{202E}desrever", "<script>alert(1)</script>",
    String(repeating: "a", count: 200_000), "e" + String(repeating: "\u{301}", count: 10_000), "\u{FFFF}", "룡성",
  ]
}
