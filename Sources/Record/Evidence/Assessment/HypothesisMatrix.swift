import Provenance
import Quantities

/// Findings against competing hypotheses, as a table to look at: which finding fits which, and which tells them apart.
/// - Source: [Heuer1999], chapter 8, analysis of competing hypotheses
package struct HypothesisMatrix: Sendable, Hashable {
  package enum Fit: String, Sendable, CaseIterable {
    case consistent, neutral, inconsistent
    /// The weight is 0.
    case impossible

    package var mark: String {
      switch self {
      case .consistent: "+"
      case .neutral: "0"
      case .inconsistent: "−"
      case .impossible: "×"
      }
    }
  }

  /// One finding.
  package struct Row: Sendable, Hashable {
    package let finding: String
    /// In the order of the columns.
    package let fits: [Fit]
    package let weights: [Double]
    /// Largest weight over the smallest; `nil` where the smallest is 0, which rules a hypothesis out.
    package let diagnosticity: Double?
    /// `withdrawn` or `superseded` where it weighs nothing.
    package let leftOut: Finding.Status?

    /// It fits all alike, and so tells none apart.
    package var tellsNothing: Bool { fits.allSatisfy { $0 == .neutral } }
  }

  package let hypotheses: [Hypothesis]
  package let rows: [Row]

  /// How many findings that still stand speak against each hypothesis, in the order of the columns.
  package var against: [Int] {
    hypotheses.indices.map { column in
      rows.count { $0.leftOut == nil && ($0.fits[column] == .inconsistent || $0.fits[column] == .impossible) }
    }
  }

  package var json: JSONValue {
    [
      "hypotheses": .array(hypotheses.map { ["id": .string($0.id), "statement": .string($0.statement)] }),
      "rows": .array(rows.map(\.json)), "against": .array(against.map { .integer($0) }),
    ]
  }
}

extension HypothesisMatrix.Row {
  /// A weight is consistent or inconsistent from √3 times its row's middle on, up or down, the middle being the
  /// geometric mean of the row's largest and smallest. So a row whose weights differ by under 3 is neutral all through.
  /// - Source: [Kass1995], scale of interpretation: a factor under 3 is not worth more than a bare mention
  init(_ finding: String, _ weights: [Double], leftOut: Finding.Status?) {
    let smallest = weights.min() ?? 0
    let largest = weights.max() ?? 0
    // Roots taken one by one: the product of two large weights may overflow.
    let middle = smallest.squareRoot() * largest.squareRoot()
    let step = 3.0.squareRoot() * (1 - 1e-12)
    self.finding = finding
    self.weights = weights
    self.leftOut = leftOut
    diagnosticity = smallest > 0 ? largest / smallest : nil
    fits = weights.map { weight in
      if weight == 0 { return .impossible }
      if weight / step >= middle { return .consistent }
      return weight <= middle / step ? .inconsistent : .neutral
    }
  }

  /// "8", "1.5", "rules out"
  package var diagnosticityWords: String {
    diagnosticity.map { NumberText.fixed($0, decimals: $0 < 10 ? 1 : 0) } ?? "rules out"
  }

  fileprivate var json: JSONValue {
    [
      "finding": .string(finding), "fits": .array(fits.map { .string($0.rawValue) }),
      "weights": .array(weights.map { .number($0) }), "diagnosticity": diagnosticity.map { .number($0) } ?? .null,
      "leftOut": JSONValue(leftOut?.rawValue),
    ]
  }
}

extension Assessment {
  /// The matrix of its findings, those first that tell the hypotheses apart best; what weighs nothing comes last.
  /// - Throws: `incomplete` where a finding is not weighed on every hypothesis.
  package func matrix(statuses: [String: Finding.Status] = [:]) throws(EvidenceError) -> HypothesisMatrix {
    let rows = try rows().map { row in
      let status = statuses[row.finding]
      return HypothesisMatrix.Row(
        row.finding, row.weights.map(\.weight), leftOut: status == .withdrawn || status == .superseded ? status : nil)
    }
    let sorted = rows.enumerated().sorted { first, second in
      let (a, b) = (first.element, second.element)
      if (a.leftOut == nil) != (b.leftOut == nil) { return a.leftOut == nil }
      let (x, y) = (a.diagnosticity ?? .infinity, b.diagnosticity ?? .infinity)
      return x != y ? x > y : first.offset < second.offset
    }
    return HypothesisMatrix(hypotheses: hypotheses, rows: sorted.map(\.element))
  }
}
