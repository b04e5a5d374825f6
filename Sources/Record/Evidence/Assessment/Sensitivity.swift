import Provenance
import Quantities

/// How much of the answer hangs on one finding.
package struct Sensitivity: Sendable, Hashable {
  package let finding: String
  /// Posteriors without it, in the order of the hypotheses.
  package let without: [Posterior]
  /// The leading hypothesis with all findings, and without this one.
  package let leading: Posterior
  package let leadingWithout: Posterior
  /// The smallest factor by which one of its weights would have to be wrong for another hypothesis to lead; 1 where two
  /// lead already. `nil` where no factor does it.
  package let turningFactor: Double?

  /// Without it another hypothesis leads.
  package var turnsAnswer: Bool { leading.hypothesis.id != leadingWithout.hypothesis.id }

  /// What the leading hypothesis comes to without it.
  package var leadingNow: Posterior? { without.first { $0.hypothesis.id == leading.hypothesis.id } }

  /// Without it the leading hypothesis is told in other words.
  package var changesWords: Bool { leadingNow?.span != leading.span }

  package var sentence: String {
    let name = AssessmentText.name(finding)
    let effect =
      if turnsAnswer {
        "Without \(name) the leading hypothesis would be \(leadingWithout.hypothesis.id), not \(leading.hypothesis.id)."
      } else if changesWords, let now = leadingNow {
        "Without \(name) \(leading.hypothesis.id) still leads, but as \(now.span.words) in place of "
          + "\(leading.span.words)."
      } else {
        "Without \(name) the answer is the same."
      }
    guard let turningFactor else { return "\(effect) However wrong one of its weights is, the answer stays." }
    let factor = turningFactor < 10 ? NumberText.fixed(turningFactor, decimals: 1) : Self.whole(turningFactor)
    return "\(effect) A weight of it that is wrong by a factor of \(factor) turns the answer."
  }

  private static func whole(_ factor: Double) -> String {
    factor < 1e6 ? NumberText.fixed(factor, decimals: 0) : "over a million"
  }

  package var json: JSONValue {
    [
      "finding": .string(finding), "without": .array(without.map(\.json)),
      "leading": .string(leading.hypothesis.id), "leadingWithout": .string(leadingWithout.hypothesis.id),
      "turnsAnswer": .bool(turnsAnswer), "changesWords": .bool(changesWords),
      "turningFactor": turningFactor.map { .number($0) } ?? .null, "sentence": .string(sentence),
    ]
  }
}
