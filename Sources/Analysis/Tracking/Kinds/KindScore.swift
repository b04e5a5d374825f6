import Foundation
import Places

/// Which kind a thing is likely to be: what speaks for each, added up.
///
/// Every kind that can be in question begins with its prior log-odds against "something else", and each observation adds its
/// weight of evidence: the log of how much likelier it is on that kind than on something else. Weights are taken as
/// independent given the kind; since they are not quite, none may count for more than `cap`. All are in nats, and stand
/// with their reasoning in `KindWeights`.
/// - Source: [Good1985], weights of evidence.
struct KindScore {
  struct Term: Hashable {
    let reason: String
    let weights: [FeatureKind: Double]
  }

  /// Log-odds with which a kind begins; kinds that are not in it are not in question. `unknown` is "something else", at 0.
  private let priors: [FeatureKind: Double]
  private(set) var terms: [Term] = []
  /// Why kinds are not in question that might have been.
  private(set) var refusals: [String] = []

  /// Odds of fifty to one: no single look is worth more.
  static let cap = 3.9
  /// A kind is named where it is twice as likely as the next: its log-odds exceed the next's by this.
  static let margin = 0.693

  init(priors: [FeatureKind: Double]) {
    self.priors = priors
  }

  mutating func add(_ reason: String, _ weights: [FeatureKind: Double]) {
    terms.append(Term(reason: reason, weights: weights.mapValues { min(max($0, -Self.cap), Self.cap) }))
  }

  mutating func refuse(_ reason: String) { refusals.append(reason) }

  struct Verdict: Hashable {
    /// `unknown` where no kind stands out.
    let kind: FeatureKind
    /// The odds in words, then what they are made of.
    let reasons: [String]
    /// Of `kind` against the next, or of the likeliest where it is `unknown`.
    let odds: Double
  }

  /// Log-odds of every kind in question against something else, the likeliest first.
  var ranking: [(kind: FeatureKind, logOdds: Double)] {
    let named = priors.map { kind, prior in
      (kind: kind, logOdds: terms.reduce(prior) { $0 + ($1.weights[kind] ?? 0) })
    }
    return (named + [(kind: .unknown, logOdds: 0)]).sorted { left, right in
      left.logOdds == right.logOdds
        ? FeatureKind.order(left.kind) < FeatureKind.order(right.kind) : left.logOdds > right.logOdds
    }
  }

  func verdict() -> Verdict {
    let ranking = ranking
    let said = terms.map(\.reason) + refusals
    guard ranking.count > 1 else { return Verdict(kind: .unknown, reasons: said, odds: 1) }
    let odds = exp(ranking[0].logOdds - ranking[1].logOdds)
    let (first, second) = (Self.words(ranking[0].kind), Self.words(ranking[1].kind))
    if ranking[0].kind == .unknown || ranking[0].logOdds - ranking[1].logOdds < Self.margin - 1e-9 {
      return Verdict(
        kind: .unknown, reasons: ["not named: \(first) or \(second), \(Self.text(odds)) to 1 for the first"] + said,
        odds: odds)
    }
    return Verdict(
      kind: ranking[0].kind, reasons: ["\(Self.text(odds)) to 1 for \(first) over \(second)"] + said, odds: odds)
  }

  /// Two digits; beyond a thousand no odds that are made of a few signs mean anything.
  static func text(_ odds: Double) -> String {
    if odds >= 1_000 { return "over 1000" }
    return odds < 10 ? "\((odds * 10).rounded() / 10)" : "\(Int(odds.rounded()))"
  }

  static func words(_ kind: FeatureKind) -> String {
    switch kind {
    case .unknown: "something else"
    case .tunnelWorks: "tunnel works"
    case .clearedGround: "cleared ground"
    case .railCars: "rail cars"
    case .rail: "a rail line"
    default: kind.rawValue
    }
  }
}

extension FeatureKind {
  fileprivate static func order(_ kind: FeatureKind) -> Int { allCases.firstIndex(of: kind) ?? allCases.count }
}
