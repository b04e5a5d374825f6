import Evidence
import Places
import Provenance
import Quantities

/// The findings of persons, numbered as they are in the record.
struct RecordView {
  struct Item {
    let recordID: String
    let claimWords: String
    let judgementWords: [String]
    let supportWords: [String]
    let statusWords: String
    let isSettled: Bool
  }

  let recordItems: [Item]
  let hasRecordItems: Bool
  let fallenItems: [Item]
  let hasFallenItems: Bool

  /// `nil` where nobody claims anything.
  init?(_ record: ReportRecord, numbers: [String: Int]) {
    guard !record.findings.isEmpty else { return nil }
    let fallen = record.findings.filter { $0.status == .withdrawn || $0.status == .superseded }
    let standing = record.findings.filter { $0.status != .withdrawn && $0.status != .superseded }
    recordItems = standing.map { Item($0, numbers) }
    fallenItems = fallen.map { Item($0, numbers) }
    hasRecordItems = !recordItems.isEmpty
    hasFallenItems = !fallenItems.isEmpty
  }
}

extension RecordView.Item {
  init(_ finding: Finding, _ numbers: [String: Int]) {
    recordID = finding.id
    claimWords = finding.sentence
    judgementWords = [finding.likelihoodSentence, finding.confidenceSentence].compactMap { $0 }
    var lines: [String] = []
    for (isFor, words) in [(true, "For it"), (false, "Against it")] {
      let items = finding.support.filter { $0.isFor == isFor }.map { Self.words($0, numbers) }
      if !items.isEmpty { lines.append("\(words): \(PlainWords.list(items)).") }
    }
    if lines.isEmpty { lines.append("Nothing is named that speaks for or against it.") }
    if !finding.alternatives.isEmpty {
      lines.append("Also considered: \(finding.alternatives.joined(separator: "; ")).")
    }
    supportWords = lines
    statusWords = "By \(finding.analyst). \(finding.statusSentence)"
    isSettled = finding.isReviewed
  }

  private static func words(_ support: Finding.Support, _ numbers: [String: Int]) -> String {
    let note = support.note.map { " (\($0))" } ?? ""
    let what =
      switch support.kind {
      case .feature: numbers[support.id].map { "feature \($0)" } ?? "feature \(support.id)"
      case .place: "what was seen in \(support.id)"
      case .scene: "the picture \(support.id)"
      case .source: "source \(support.id)"
      case .finding: "finding \(support.id)"
      }
    return what + note
  }
}
