import Evidence
import Quantities

/// Where a finding stood at one moment.
package struct FindingState: Sendable, Hashable {
  package let id: String
  package let sentence: String
  package let status: Finding.Status

  package init(id: String, sentence: String, status: Finding.Status) {
    self.id = id
    self.sentence = sentence
    self.status = status
  }

  package init(_ finding: Finding) {
    self.init(id: finding.id, sentence: finding.sentence, status: finding.status)
  }

  /// Where the findings stood at a moment, by their histories: the last act that was not later. Those that were not
  /// there yet are left out. A claim itself never changes.
  package static func states(of findings: [Finding], at moment: Timestamp) -> [FindingState] {
    findings.compactMap { finding in
      finding.history.last { $0.at <= moment }.map {
        FindingState(id: finding.id, sentence: finding.sentence, status: $0.status)
      }
    }
  }
}
