import Provenance

/// Whether a retelling says what a finding says.
package struct QuoteVerdict: Sendable, Hashable {
  package enum Verdict: String, Sendable, CaseIterable {
    case agrees
    /// It says what the finding rules out: an inverted ratio, another base, date, direction or thing, "will" for "may".
    case contradicts
    /// It says more than the finding: certainty, precision, purpose, cause, a kind or count that was not found.
    case exceeds
    /// No finding is about it, or it can be read in several ways.
    case unclear
  }

  package let verdict: Verdict
  /// Id of the finding that decided; `nil` where none is about the text.
  package let finding: String?
  /// The reason in one sentence.
  package let why: String

  package init(_ verdict: Verdict, finding: String? = nil, why: String) {
    self.verdict = verdict
    self.finding = finding
    self.why = why
  }

  /// `{"verdict", "finding", "why"}`, as the contract has it.
  package var json: JSONValue {
    ["verdict": .string(verdict.rawValue), "finding": JSONValue(finding), "why": .string(why)]
  }
}

extension QuoteVerdict.Verdict {
  /// The graver of two weighs for the whole text: one wrong part makes the whole wrong.
  var gravity: Int {
    switch self {
    case .agrees: 0
    case .unclear: 1
    case .exceeds: 2
    case .contradicts: 3
    }
  }
}
