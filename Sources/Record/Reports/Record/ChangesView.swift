import Evidence
import Places
import Quantities

/// What changed since the last report, as the page's template prints it.
struct ChangesView {
  struct Item {
    /// Number of the feature in this report, to go to; `nil` of what is not in it.
    let changesLink: String?
    /// Id of a finding.
    let changesMark: String?
    let changesHead: String
    let changesDetails: [String]
    let changesReview: String
    let isChangeSettled: Bool
  }

  struct Group {
    let changesHeading: String
    let changesNote: String?
    let changesItems: [Item]
    let changesRest: String?
  }

  let changesTitle: String
  let changesSummary: String
  let changesGroups: [Group]

  private static let mostItems = 40

  init(_ changes: ReportChanges, _ features: [ReportFeature]) {
    let numbers = Dictionary(
      features.map { ($0.feature.id, $0.number) }, uniquingKeysWith: { first, _ in first })
    changesTitle = "Since the last report of \(changes.since.day)"
    changesSummary = Self.summary(changes)
    changesGroups = [
      Self.group("New", nil, changes.new.map { Self.item($0, numbers) }),
      Self.group(
        "No longer found",
        "The last report had them and this one has not: the pictures or the settings of now do not show them. "
          + "That is not to say that they were removed from the ground.", changes.gone.map { Self.item($0, [:]) }),
      Self.group("Told otherwise", nil, changes.moved.map { Self.item($0.feature, numbers, details: $0.words) }),
      Self.group("Findings", nil, changes.findings.map(Self.item) + changes.goneFindings.map(Self.gone)),
    ].compactMap(\.self)
  }

  private static func summary(_ changes: ReportChanges) -> String {
    let same = changes.sameCount
    let rest =
      same == 0
      ? ""
      : " \(PlainWords.count(same, "feature")) \(same == 1 ? "says" : "say") what \(same == 1 ? "it" : "they") said."
    guard !changes.isNothing else { return "Nothing that this report tells has changed." + rest }
    let steps = changes.findings.count + changes.goneFindings.count
    let parts = [
      (changes.new.count, "new"), (changes.gone.count, "no longer found"), (changes.moved.count, "told otherwise"),
    ].filter { $0.0 > 0 }.map { "\(NumberText.count($0.0)) \($0.1)" }
    let told =
      (parts.isEmpty ? [] : ["Features: " + parts.joined(separator: ", ") + "."])
      + (steps == 0 ? [] : ["\(PlainWords.count(steps, "finding")) new or with another status."])
    return told.joined(separator: " ") + rest
  }

  private static func group(_ heading: String, _ note: String?, _ items: [Item]) -> Group? {
    guard !items.isEmpty else { return nil }
    return Group(
      changesHeading: heading, changesNote: note, changesItems: Array(items.prefix(mostItems)),
      changesRest: items.count > mostItems ? "and \(NumberText.count(items.count - mostItems)) more." : nil)
  }

  private static func item(_ feature: Feature, _ numbers: [String: Int], details: [String] = []) -> Item {
    let sentence = FindingSentence(number: 0, feature: feature)
    let number = numbers[feature.id]
    let measures = details.isEmpty && !sentence.measures.isEmpty ? ": " + sentence.measures.joined(separator: "; ") : ""
    return Item(
      changesLink: number.map(String.init), changesMark: nil, changesHead: sentence.happening + measures + ".",
      changesDetails: details + (number == nil ? ["Its id was \(feature.id)."] : []), changesReview: sentence.review,
      isChangeSettled: feature.status == .accepted && feature.mark != nil)
  }

  private static func item(_ step: ReportChanges.Step) -> Item {
    let word =
      switch (step.before, step.finding.status) {
      case (nil, .candidate): "New, a candidate, not reviewed."
      case (nil, let now): "New, \(now.rawValue)."
      case (let before?, let now): "\(PlainWords.sentenceStart(now.rawValue)); it was \(before.rawValue)."
      }
    let isFallen = step.finding.status == .withdrawn || step.finding.status == .superseded
    return Item(
      changesLink: nil, changesMark: step.finding.id, changesHead: step.finding.sentence,
      changesDetails: isFallen ? ["Do not quote it any more."] : [], changesReview: word,
      isChangeSettled: step.finding.status == .reviewed || step.finding.status == .published)
  }

  private static func gone(_ finding: FindingState) -> Item {
    Item(
      changesLink: nil, changesMark: finding.id, changesHead: finding.sentence,
      changesDetails: [], changesReview: "Not in the record any more; it was \(finding.status.rawValue).",
      isChangeSettled: false)
  }
}
