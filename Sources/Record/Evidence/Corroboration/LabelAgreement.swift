import Provenance
import Quantities

/// How far two analysts give the same things the same labels, over what chance alone would bring: Cohen's kappa.
/// - Source: [Cohen1960]; [Fleiss1969], the standard error
package struct LabelAgreement: Sendable, Hashable {
  /// 1 is full agreement, 0 no more than chance.
  package struct Kappa: Sendable, Hashable {
    package let value: Double
    package let standardError: Double
    /// 90 % interval.
    package let low: Double
    package let high: Double
  }

  package let count: Int
  /// Share of things with the same label from both, 0 … 1.
  package let observed: Double
  /// The share that chance would bring, given how often each uses each label.
  package let expected: Double
  /// Labels in the order of their bytes.
  package let labels: [String]
  /// Things per label of the first analyst (row) and of the second (column).
  package let table: [[Int]]
  /// `nil` where both use one and the same label only: chance agrees as well as they do.
  package let kappa: Kappa?

  /// - Parameters: labels of the same things in the same order.
  /// - Throws: `incomplete` for lists of different lengths, without a thing, or with a label left blank; `outOfRange`
  ///   for over 1,000 labels.
  package init(_ first: [String], _ second: [String]) throws(EvidenceError) {
    guard first.count == second.count, !first.isEmpty else {
      throw EvidenceError(
        .incomplete, at: "labels", "One analyst labels \(first.count) things and the other \(second.count).",
        mend: "Compare labels of the same things, one at least.")
    }
    guard !(first + second).contains(where: AssessmentText.isEmpty) else {
      throw EvidenceError(
        .incomplete, at: "labels", "A label is left blank.", mend: "Leave out what one of them did not label.")
    }
    let labels = Set(first + second).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard labels.count <= 1_000 else {
      throw EvidenceError(
        .outOfRange, at: "labels", "There are \(labels.count) different labels, and 1,000 are the most.",
        mend: "Label with few kinds.")
    }
    let column = Dictionary(labels.enumerated().map { ($1, $0) }) { first, _ in first }
    var table = [[Int]](repeating: [Int](repeating: 0, count: labels.count), count: labels.count)
    for (one, other) in zip(first, second) { table[column[one] ?? 0][column[other] ?? 0] += 1 }
    self.labels = labels
    self.table = table
    count = first.count
    let shares = LabelShares(table, count: first.count)
    observed = shares.observed
    expected = shares.expected
    kappa = labels.count > 1 ? shares.kappa(count: first.count) : nil
  }

  package var sentence: String {
    let start =
      "The two give the same label to \(NumberText.share(observed)) of \(NumberText.count(count)) "
      + (count == 1 ? "thing" : "things")
    guard let kappa else {
      return "\(start); kappa is not defined, because both use only the label \"\(AssessmentText.name(labels[0]))\"."
    }
    let figures = [kappa.value, kappa.low, kappa.high].map { NumberText.fixed($0, decimals: 2) }
    return "\(start): kappa \(figures[0]) (90 % interval \(figures[1]) to \(figures[2]))."
  }

  package var json: JSONValue {
    [
      "count": .integer(count), "observed": .number(observed), "expected": .number(expected),
      "labels": .array(labels.map { .string($0) }),
      "table": .array(table.map { .array($0.map { .integer($0) }) }),
      "kappa": kappa.map {
        [
          "value": .number($0.value), "standardError": .number($0.standardError), "low": .number($0.low),
          "high": .number($0.high), "level": 0.9,
        ]
      } ?? .null,
    ]
  }
}
