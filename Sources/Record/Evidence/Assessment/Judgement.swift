import Provenance
import Quantities

/// What an assessment comes to: the posterior of each hypothesis, and what a reader must know beside it.
package struct Judgement: Sendable, Hashable {
  /// A finding that weighs nothing since it was taken back or replaced.
  package struct LeftOut: Sendable, Hashable {
    package let finding: String
    package let status: Finding.Status

    package var sentence: String {
      "\(AssessmentText.name(finding)) was \(status == .superseded ? "superseded" : "withdrawn") and weighs nothing."
    }
  }

  package let assessment: Assessment
  /// In the order of the hypotheses.
  package let posteriors: [Posterior]
  /// The most likely hypothesis; of equals the first.
  package let leading: Posterior
  package let leftOut: [LeftOut]
  /// Findings that were weighed and that no second person has reviewed.
  package let unreviewed: [String]

  /// The posteriors as sentences, the most likely first. None holds a confidence.
  package var sentences: [String] {
    posteriors.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }
      .map(\.element.sentence)
  }

  /// How well founded it is, in a sentence of its own; `nil` where nobody said.
  package var confidenceSentence: String? {
    assessment.confidence.map {
      "Confidence in this assessment is \($0.level.rawValue): \(AssessmentText.clause($0.basis))."
    }
  }

  /// What must be told beside the numbers, each in a sentence.
  package var remarks: [String] {
    var remarks: [String] = []
    if !assessment.hypotheses.contains(where: \.isSomethingElse) {
      remarks.append("No hypothesis stands for something else: this holds only if one of those given is true.")
    }
    let out = Set(leftOut.map(\.finding))
    let weighed = assessment.findings.filter { !out.contains($0) }
    if weighed.isEmpty { remarks.append("No finding is weighed: these are the prior probabilities.") }
    let equals = posteriors.filter { abs($0.value - leading.value) < 1e-9 }.map(\.hypothesis.id)
    if equals.count > 1 { remarks.append("\(AssessmentText.list(equals)) are equally likely: none of them leads.") }
    remarks += leftOut.map(\.sentence)
    for group in assessment.groups {
      let findings = group.findings.filter { !out.contains($0) }
      guard findings.count > 1 else { continue }
      remarks.append(
        "\(AssessmentText.list(findings)) are not independent (\(AssessmentText.clause(group.reason))) and count as "
          + "one: against each hypothesis only the one that speaks most against it.")
    }
    for weighing in assessment.weighings where weighing.isImpossible && !out.contains(weighing.finding) {
      remarks.append(
        "\(AssessmentText.name(weighing.finding)) is held impossible under \(weighing.hypothesis): "
          + "\(AssessmentText.clause(weighing.reason)).")
    }
    if !unreviewed.isEmpty {
      remarks.append("\(AssessmentText.list(unreviewed)) \(unreviewed.count == 1 ? "is" : "are") not reviewed.")
    }
    return remarks
  }

  package var json: JSONValue {
    [
      "assessment": .string(assessment.id), "question": .string(assessment.question),
      "leading": .string(leading.hypothesis.id), "posteriors": .array(posteriors.map(\.json)),
      "leftOut": .array(
        leftOut.map { ["finding": .string($0.finding), "status": .string($0.status.rawValue)] }),
      "unreviewed": .array(unreviewed.map { .string($0) }), "remarks": .array(remarks.map { .string($0) }),
    ]
  }
}
