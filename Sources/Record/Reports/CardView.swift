import Places
import Quantities

/// One feature in full.
struct CardView {
  struct Chip {
    let chipSide: String
    let chipFigure: Markup
    let chipCaption: String
    let chipScene: String
  }

  let cardMark: String
  let cardTitle: String
  let cardSentence: String
  let chips: [Chip]
  let hasChips: Bool
  let missingChips: String?
  let pairWords: String?
  let kindWords: String
  let evidenceWords: String
  let sizeWords: String?
  let lifeWords: String?
  let unseenWords: String?
  let markWords: String?
  let strip: Markup?
  let isStripShaded: Bool
  let cardID: String

  init(_ item: ReportFeature, _ list: FindingList, period: StripPeriod) throws(ReportError) {
    let feature = item.feature
    cardMark = String(item.number)
    cardTitle = Self.title(feature)
    let parent = feature.parent.flatMap { list.numberOfID[$0] }
    cardSentence =
      FindingSentence(
        number: item.number, feature: feature, children: list.childNumbers[feature.id] ?? [], parent: parent
      ).statement
    var chips: [Chip] = []
    if let before = item.before { chips.append(try Chip(before, "Before", item.number)) }
    if let after = item.after { chips.append(try Chip(after, "After", item.number)) }
    self.chips = chips
    hasChips = !chips.isEmpty
    missingChips = Self.missing(item)
    pairWords = chips.count == 2 ? item.likeness.map { "Both pictures: \($0)." } : nil
    kindWords =
      feature.kindReasons.isEmpty
      ? "\(PlainWords.kind(feature.kind)); no reasons recorded"
      : "\(PlainWords.kind(feature.kind)), because: \(feature.kindReasons.joined(separator: "; "))"
    evidenceWords =
      "\(PlainWords.count(feature.scenesFor.count, "scene")) for, "
      + "\(NumberText.count(feature.scenesAgainst.count)) against, "
      + "\(NumberText.count(feature.notObservable.count)) could not show the place"
    sizeWords = SizeWords.text(feature)
    lifeWords = LifeWords.text(feature.life)
    unseenWords = Self.unseen(feature)
    markWords = Self.mark(feature)
    strip = ObservationStrip(item: item, period: period)?.markup()
    isStripShaded = feature.bracket.notBefore != nil || feature.bracket.notAfter != nil
    cardID = feature.id
  }

  private static func title(_ feature: Feature) -> String {
    let kind = PlainWords.kind(feature.kind)
    let name = feature.name.map { "\($0): " } ?? ""
    let first = name.isEmpty ? kind.prefix(1).uppercased() + kind.dropFirst() : name + kind
    let isSaidTwice = feature.kind == .clearedGround && feature.change == .cleared
    return isSaidTwice ? String(first) : "\(first), \(PlainWords.change(feature.change))"
  }

  private static func missing(_ item: ReportFeature) -> String? {
    guard item.feature.change != nil else { return nil }
    return switch (item.before, item.after) {
    case (nil, nil): "There is no picture of it."
    case (nil, _): "There is no picture of the time before."
    case (_, nil): "There is no picture of the time after."
    default: nil
    }
  }

  private static func unseen(_ feature: Feature) -> String? {
    guard !feature.notObservable.isEmpty else { return nil }
    return PlainWords.tally(feature.notObservable.map { PlainWords.reason($0.reason) })
  }

  private static func mark(_ feature: Feature) -> String? {
    guard let mark = feature.mark else { return nil }
    let note = mark.note.flatMap { $0.isEmpty ? nil : ": \($0)" } ?? ""
    return "\(mark.by), \(mark.at.day)\(note)"
  }
}

extension CardView.Chip {
  init(_ chip: ReportChip, _ side: String, _ number: Int) throws(ReportError) {
    chipSide = side
    chipFigure = try ChipFigure(chip: chip).markup(
      label: "\(side): feature \(number) on \(chip.date.day)", at: "feature \(number), \(side.lowercased())")
    chipCaption = chip.date.description
    chipScene = chip.sceneID
  }
}
