import Provenance

/// Findings that are not independent: they show the same scene, rest on the same tip, or tell the same thing twice.
///
/// They count as one finding. Each one's weights are first set relative to its largest; then against each hypothesis
/// only the finding of the group counts that speaks most against it. Hence:
/// - The same finding twice weighs as much as once, and a finding that tells nothing changes nothing.
/// - Of findings that point the same way between two hypotheses only the strongest counts; two that point opposite ways
///   with equal strength cancel.
/// - The odds between any two hypotheses never move farther than the one finding moves them that moves them farthest.
///
/// Refused: taking the one strongest finding whole, since of two that contradict each other a hair's breadth would
/// decide which one counts; and the geometric mean, since adding a finding that tells nothing would take weight from
/// the rest.
/// - Source: [DuboisPrade1988], the minimum as the combination that is idempotent; [Denoeux2008], the same for weights
///   of bodies of evidence that are not distinct
package struct DependencyGroup: Sendable, Hashable {
  /// At least two, each once.
  package let findings: [String]
  package let reason: String

  /// - Throws: `incomplete` for under two findings or without a reason.
  package init(findings: [String], reason: String) throws(EvidenceError) {
    var seen: Set<String> = []
    let findings = findings.filter { seen.insert($0).inserted }
    let place = "group of \(AssessmentText.list(findings))"
    guard findings.count >= 2, !findings.contains(where: AssessmentText.isEmpty) else {
      throw EvidenceError(
        .incomplete, at: "dependency group", "It names under two findings.", mend: "Name those that hang together.")
    }
    guard !AssessmentText.isEmpty(reason) else {
      throw EvidenceError(
        .incomplete, at: place, "It has no reason.", mend: "Say what they share: a scene, a tip, an author.")
    }
    self.findings = findings
    self.reason = reason
  }

  package var json: JSONValue {
    ["findings": .array(findings.map { .string($0) }), "reason": .string(reason)]
  }

  package init?(json: JSONValue) {
    guard let findings = json.list("findings", \.stringValue), let reason = json["reason"]?.stringValue,
      let group = try? DependencyGroup(findings: findings, reason: reason)
    else { return nil }
    self = group
  }
}
