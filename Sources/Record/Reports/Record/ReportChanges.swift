import Evidence
import Foundation
import Places
import Provenance
import Quantities

/// What is told now that was not told in the last report, and what was told there and is no longer.
package struct ReportChanges: Sendable {
  /// A feature that both reports have and that says something else now.
  package struct Moved: Sendable, Hashable {
    package let feature: Feature
    /// Sentences: what it is now, and what it was.
    package let words: [String]
  }

  package struct Step: Sendable, Hashable {
    package let finding: FindingState
    /// `nil` of one that was not there.
    package let before: Finding.Status?
  }

  /// When the last report was made.
  package let since: Timestamp
  package let new: [Feature]
  /// As the last report had them.
  package let gone: [Feature]
  package let moved: [Moved]
  /// Features that say what they said.
  package let sameCount: Int
  package let findings: [Step]
  /// Findings that the last report had and this one has not.
  package let goneFindings: [FindingState]

  /// A number is another one where it moved by more than 1 % of its former interval's half-width.
  /// - Parameters:
  ///   - features: those of the last report, and those of this one.
  ///   - findings: where the findings stood, and where they stand.
  package init(
    since: Timestamp, features: (before: [Feature], now: [Feature]),
    findings: (before: [FindingState], now: [FindingState]) = ([], [])
  ) {
    self.since = since
    let before = Dictionary(features.before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let now = Set(features.now.map(\.id))
    new = features.now.filter { before[$0.id] == nil }
    gone = features.before.filter { !now.contains($0.id) }
    moved = features.now.compactMap { feature in
      guard let old = before[feature.id] else { return nil }
      let words = FeatureDifference(from: old, to: feature).words
      return words.isEmpty ? nil : Moved(feature: feature, words: words)
    }
    sameCount = features.now.count - new.count - moved.count
    let states = Dictionary(findings.before.map { ($0.id, $0.status) }, uniquingKeysWith: { first, _ in first })
    self.findings = findings.now.compactMap { state in
      states[state.id] == state.status ? nil : Step(finding: state, before: states[state.id])
    }
    let stated = Set(findings.now.map(\.id))
    goneFindings = findings.before.filter { !stated.contains($0.id) }
  }

  package var isNothing: Bool {
    new.isEmpty && gone.isEmpty && moved.isEmpty && findings.isEmpty && goneFindings.isEmpty
  }

  /// The features of a report's `features.geojson`.
  /// - Parameter place: what errors call it.
  /// - Throws: `unreadable` for what is no collection, or where a feature cannot be read.
  package static func features(in data: Data, at place: String) throws(ReportError) -> [Feature] {
    guard let json = try? JSONValue(parsing: data), let items = json["features"]?.arrayValue else {
      throw ReportError(
        .unreadable, at: place, "It is no collection of features.", mend: "Name the features.geojson of a report.")
    }
    var features: [Feature] = []
    for (index, item) in items.enumerated() {
      guard let feature = FeatureJSON.feature(from: item) else {
        throw ReportError(
          .unreadable, at: "\(place), features[\(index)]", "It lacks a member, or holds one that cannot be read.",
          mend: "Take the file as the report wrote it.")
      }
      features.append(feature)
    }
    return features
  }

  package var json: JSONValue {
    [
      "since": .string(since.description), "new": .array(new.map { .string($0.id) }),
      "gone": .array(gone.map { .string($0.id) }),
      "moved": .array(
        moved.map { ["id": .string($0.feature.id), "words": .array($0.words.map { .string($0) })] }),
      "same": .integer(sameCount),
      "findings": .array(
        findings.map {
          [
            "id": .string($0.finding.id), "before": JSONValue($0.before?.rawValue),
            "now": .string($0.finding.status.rawValue),
          ]
        }), "goneFindings": .array(goneFindings.map { .string($0.id) }),
    ]
  }
}
