import Places
import Quantities

/// What happened and when, as the clause that opens a finding.
struct Happening {
  let feature: Feature
  let grammar: KindGrammar

  var text: String {
    switch feature.change {
    case .removed: removed
    case .altered: dated("\(grammar.subject) \(grammar.was) altered", already: nil)
    case .cleared: dated(cleared, already: "Ground was already clear")
    case .built where feature.kind == .clearedGround && feature.name == nil:
      dated("Ground was cleared", already: "Ground was already clear")
    case .built:
      dated(
        "\(grammar.subject) \(grammar.arrival)",
        already: "\(grammar.subject) \(grammar.was) already \(feature.kind == .works ? "under way" : "there")")
    case nil: standing
    }
  }

  private var cleared: String {
    switch feature.kind {
    case .clearedGround, .unknown: "Ground was cleared"
    default: "Ground was cleared for \(grammar.inside)"
    }
  }

  /// `event` between its two dates, or with the side open that nobody saw.
  private func dated(_ event: String, already: String?) -> String {
    switch (feature.bracket.notBefore, feature.bracket.notAfter) {
    case (let first?, let last?):
      first == last ? "\(event) on \(first)" : "\(event) between \(day(first, last)) and \(day(last, first))"
    case (nil, let last?):
      (already.map { "\($0) on" } ?? "\(event) on or before") + " \(last.day), the first date that shows the place"
    case (let first?, nil): "\(event) after \(first.day); no later date shows by when"
    case (nil, nil): "\(event) on an unknown date"
    }
  }

  private var removed: String {
    let subject = "\(grammar.subject) \(grammar.was)"
    return switch (feature.bracket.notBefore, feature.bracket.notAfter) {
    case (let first?, let last?):
      "\(subject) last seen on \(day(first, last)) and \(grammar.was) gone on \(day(last, first))"
    case (nil, let last?):
      "\(subject) gone on \(last.day); the date on which \(grammar.pronoun) \(grammar.was) last seen is not known"
    case (let first?, nil): "\(subject) last seen on \(first.day); no later date shows when \(grammar.pronoun) went"
    case (nil, nil): "\(subject) removed on an unknown date"
    }
  }

  private var standing: String {
    let isNamed = feature.name?.isEmpty == false
    return isNamed || feature.kind != .unknown
      ? "\(grammar.subject) \(grammar.isPlural ? "are" : "is") taken as standing; no change is claimed"
      : "A structure is taken as standing; no change is claimed"
  }

  /// The day, with the time of day where both ends lie on the same one.
  private func day(_ moment: Timestamp, _ other: Timestamp) -> String {
    moment.day == other.day ? moment.description : moment.day
  }
}
