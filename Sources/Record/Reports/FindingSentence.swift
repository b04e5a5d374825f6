import Places
import Quantities

/// What a feature says, as one sentence with its dates, its measures and how far it was reviewed.
///
/// Pure: the same feature gives the same words. All text of others (names, reasons) stands in it as it came.
package struct FindingSentence: Sendable, Hashable {
  package let number: Int
  /// "A building was built between 2021-04-03 and 2021-04-19"
  package let happening: String
  /// "1,240 m² (90 % interval 1,130 to 1,350 m²)", then the ratios; empty where nothing was measured.
  package let measures: [String]
  /// Sentences of their own: a refused area, what lies within, what it belongs to.
  package let notes: [String]
  /// "Candidate, not reviewed."
  package let review: String

  /// - Parameters:
  ///   - children: numbers of the features that lie within these works.
  ///   - parent: number of the works it belongs to, where the sentence does not stand under them.
  package init(number: Int, feature: Feature, children: [Int] = [], parent: Int? = nil) {
    let grammar = KindGrammar(feature)
    self.number = number
    happening = Happening(feature: feature, grammar: grammar).text
    var measures: [String] = []
    var notes: [String] = []
    switch feature.area {
    case .estimate(let area): measures.append(area.words(of: feature.isGround ? " of ground" : ""))
    case .refused(let reason): notes.append(Self.refusal(reason, grammar))
    }
    measures += feature.ratios.map(\.words)
    if let within = Self.within(children) { notes.append(within) }
    if let parent { notes.append("Part of works \(parent).") }
    self.measures = measures
    self.notes = notes
    review = Self.review(feature)
  }

  /// The whole, without the number.
  package var statement: String {
    let first = happening + (measures.isEmpty ? "" : ": " + measures.joined(separator: "; ")) + "."
    return ([first] + notes + [review]).joined(separator: " ")
  }

  /// The whole: "1. A building was built between … and …: 1,240 m² (…). Candidate, not reviewed."
  package var text: String { "\(number). \(statement)" }

  private static func refusal(_ reason: String, _ grammar: KindGrammar) -> String {
    var reason = Substring(reason)
    while let last = reason.last, last == "." || last.isWhitespace { reason.removeLast() }
    return "\(grammar.itsCapital) area is not given" + (reason.isEmpty ? "." : ": \(reason).")
  }

  private static func within(_ children: [Int]) -> String? {
    guard !children.isEmpty else { return nil }
    let count = PlainWords.count(children.count, "feature lies within", "features lie within")
    // A longer list is no longer read; the map and the cards have it.
    return children.count > 12 ? "\(count)." : "\(count): \(PlainWords.list(children.map(String.init)))."
  }

  private static func review(_ feature: Feature) -> String {
    let word =
      switch feature.status {
      case .candidate: "Candidate"
      case .accepted: "Accepted"
      case .rejected: "Rejected"
      }
    guard feature.status != .candidate else { return "Candidate, not reviewed." }
    guard let mark = feature.mark else { return "\(word); by whom is not recorded." }
    return "\(word) by \(mark.by) on \(mark.at.day)."
  }
}

extension Feature {
  /// Measured as ground rather than as a thing that stands on it.
  fileprivate var isGround: Bool { kind == .works || kind == .clearedGround || change == .cleared }
}
