import Provenance
import Quantities

/// How likely something is held to be, in the seven bands of ICD 203. Never said in one sentence with a confidence.
/// - Source: [ODNI2015], section D.6.e.2
package enum Likelihood: String, Sendable, CaseIterable {
  case almostNoChance, veryUnlikely, unlikely, roughlyEvenChance, likely, veryLikely, almostCertain

  /// Probabilities that the words stand for.
  package var range: ClosedRange<Double> {
    switch self {
    case .almostNoChance: 0.01...0.05
    case .veryUnlikely: 0.05...0.20
    case .unlikely: 0.20...0.45
    case .roughlyEvenChance: 0.45...0.55
    case .likely: 0.55...0.80
    case .veryLikely: 0.80...0.95
    case .almostCertain: 0.95...0.99
    }
  }

  package var words: String {
    switch self {
    case .almostNoChance: "almost no chance"
    case .veryUnlikely: "very unlikely"
    case .unlikely: "unlikely"
    case .roughlyEvenChance: "a roughly even chance"
    case .likely: "likely"
    case .veryLikely: "very likely"
    case .almostCertain: "almost certain"
    }
  }

  /// How likely it is, in a sentence of its own.
  package func sentence(isJudged: Bool) -> String {
    let span = "\(NumberText.share(range.lowerBound)) to \(NumberText.share(range.upperBound))"
    let start = isJudged ? "It is" : "That this is so is"
    return self == .almostNoChance || self == .roughlyEvenChance
      ? "There is \(words) (\(span)) that it is so." : "\(start) \(words) (\(span))."
  }

  /// The band of a probability; its lower bound belongs to it. `nil` below 1 % and above 99 %, which no words stand for.
  package init?(probability: Double) {
    guard probability >= 0.01, probability <= 0.99,
      let band = Self.allCases.last(where: { $0.range.lowerBound <= probability })
    else { return nil }
    self = band
  }
}

/// How well founded a judgement is, and on what that rests.
package struct Confidence: Sendable, Hashable {
  package enum Level: String, Sendable, CaseIterable { case low, moderate, high }

  package let level: Level
  /// Quality and number of what it rests on, in a clause: "two pictures of one sensor, no other source".
  package let basis: String

  package init(_ level: Level, basis: String) {
    self.level = level
    self.basis = basis
  }

  package var json: JSONValue { ["level": .string(level.rawValue), "basis": .string(basis)] }

  package init?(json: JSONValue) {
    guard let level = json["level"]?.stringValue.flatMap(Level.init(rawValue:)), let basis = json["basis"]?.stringValue
    else { return nil }
    self.init(level, basis: basis)
  }
}
