import Provenance
import Quantities

/// How far two analysts agree on the same things: in their outlines, in their labels, and in the sizes that follow.
package struct AnalystAgreement: Sendable, Hashable {
  /// What one analyst drew and named.
  package struct Work: Sendable, Hashable {
    package let analyst: String
    /// By the id of the thing.
    package let outlines: [String: AnalystOutline]
    package let labels: [String: String]

    package init(analyst: String, outlines: [String: AnalystOutline] = [:], labels: [String: String] = [:]) {
      self.analyst = analyst
      self.outlines = outlines
      self.labels = labels
    }
  }

  package let first: String
  package let second: String
  /// Of things that both outlined, by id.
  package let outlines: [String: OutlineAgreement]
  /// `nil` where they labelled nothing in common.
  package let labels: LabelAgreement?
  /// How far the area of one thing moves from one analyst to the other; `nil` where they outlined nothing in common.
  package let areaScatter: LabellingScatter?
  /// Things that only one of them outlined.
  package let outlinedByOne: [String]

  /// - Throws: `incomplete` without names; `needsAnother` where both are one person; otherwise as its parts.
  package init(_ one: Work, _ other: Work) throws(EvidenceError) {
    guard !AssessmentText.isEmpty(one.analyst), !AssessmentText.isEmpty(other.analyst) else {
      throw EvidenceError(
        .incomplete, at: "agreement", "An analyst is not named.", mend: "Give a name or pseudonym for both.")
    }
    guard one.analyst.samePerson != other.analyst.samePerson else {
      throw EvidenceError(
        .needsAnother, at: "agreement", "Both works are of \(AssessmentText.name(one.analyst)).",
        mend: "Let somebody else draw the same things.")
    }
    first = one.analyst
    second = other.analyst
    var outlines: [String: OutlineAgreement] = [:]
    let both = Set(one.outlines.keys).intersection(other.outlines.keys).sorted()
    for id in both {
      guard let a = one.outlines[id], let b = other.outlines[id] else { continue }
      outlines[id] = try OutlineAgreement(a, b)
    }
    self.outlines = outlines
    outlinedByOne = Set(one.outlines.keys).symmetricDifference(other.outlines.keys).sorted()
    let named = Set(one.labels.keys).intersection(other.labels.keys).sorted()
    labels =
      named.isEmpty
      ? nil : try LabelAgreement(named.compactMap { one.labels[$0] }, named.compactMap { other.labels[$0] })
    let areas = both.compactMap { outlines[$0].map { ($0.firstArea, $0.secondArea) } }
    areaScatter = areas.isEmpty ? nil : try LabellingScatter(of: areas, as: .share)
  }

  /// Mean intersection over union of the things that both outlined; `nil` of none.
  package var meanRatio: Double? {
    outlines.isEmpty
      ? nil : outlines.keys.sorted().reduce(0) { $0 + (outlines[$1]?.ratio ?? 0) } / Double(outlines.count)
  }

  package var sentences: [String] {
    var sentences: [String] = []
    if let meanRatio {
      let count = "\(NumberText.count(outlines.count)) \(outlines.count == 1 ? "thing" : "things")"
      sentences.append(
        "\(AssessmentText.list([first, second])) both outlined \(count): their outlines share "
          + "\(NumberText.share(meanRatio)) of the ground that either covers.")
    }
    if !outlinedByOne.isEmpty {
      sentences.append("Only one of them outlined \(AssessmentText.list(outlinedByOne)).")
    }
    if let labels { sentences.append(labels.sentence) }
    return sentences
  }

  package var json: JSONValue {
    [
      "first": .string(first), "second": .string(second),
      "outlines": .array(
        outlines.sorted { $0.key < $1.key }.map { id, outline in
          [
            "id": .string(id), "ratio": .number(outline.ratio), "firstArea": .number(outline.firstArea),
            "secondArea": .number(outline.secondArea), "sharedArea": .number(outline.sharedArea),
          ]
        }),
      "meanRatio": meanRatio.map { .number($0) } ?? .null,
      "outlinedByOne": .array(outlinedByOne.map { .string($0) }), "labels": labels?.json ?? .null,
      "areaScatter": areaScatter?.json ?? .null,
    ]
  }
}
