import Quantities

/// The headline: what was found, as sentences.
struct FindingsView {
  /// A finding's sentence in its parts; the parts of one that lies under its works have the same names.
  struct Line {
    let mark: String
    let happening: String
    let measured: String
    let review: String
    let isReviewed: Bool
  }

  struct Entry {
    let head: Line
    let children: [Line]
    let hasChildren: Bool
  }

  let entries: [Entry]
  let hasEntries: Bool
  let emptyWords: String
  let beyondWords: String?
  let standing: [Line]
  let hasStanding: Bool
  let rejected: [Line]
  let hasRejected: Bool

  init(_ list: FindingList, scenesUsed: Int) {
    entries = list.headline.map { entry in
      let nested = Set(entry.children.map(\.number))
      let others = (list.childNumbers[entry.item.feature.id] ?? []).filter { !nested.contains($0) }
      let head = Line(entry.item, list, children: others, isNested: false)
      let children = entry.children.map {
        Line($0, list, children: list.childNumbers[$0.feature.id] ?? [], isNested: true)
      }
      return Entry(head: head, children: children, hasChildren: !children.isEmpty)
    }
    hasEntries = !entries.isEmpty
    emptyWords =
      "No change was found in the \(PlainWords.count(scenesUsed, "scene")) used, "
      + "which is not the same as nothing happened: see what could not be seen."
    beyondWords =
      list.beyondHeadline == 0
      ? nil
      : "These are the \(FindingList.headlineLimit) strongest of \(NumberText.count(list.changes.count)) changes. "
        + "The other \(NumberText.count(list.beyondHeadline)) stand among the features below"
        + (list.table.isEmpty ? "." : " and in the table after them.")
    standing = list.standing.map { Line($0, list, children: [], isNested: false) }
    hasStanding = !standing.isEmpty
    rejected = list.rejected.map { Line($0, list, children: [], isNested: false) }
    hasRejected = !rejected.isEmpty
  }
}

extension FindingsView.Line {
  init(_ item: ReportFeature, _ list: FindingList, children: [Int], isNested: Bool) {
    let parent = isNested ? nil : item.feature.parent.flatMap { list.numberOfID[$0] }
    let sentence = FindingSentence(number: item.number, feature: item.feature, children: children, parent: parent)
    mark = String(item.number)
    happening = sentence.happening
    let measures = sentence.measures.isEmpty ? "." : ": " + sentence.measures.joined(separator: "; ") + "."
    // A unit never begins a line. The card repeats the sentence with plain spaces, for those who search for it.
    measured = ([measures] + sentence.notes).joined(separator: " ").replacing(" %", with: "\u{A0}%")
      .replacing(" m²", with: "\u{A0}m²")
    review = sentence.review
    isReviewed = item.feature.status == .accepted
  }
}
