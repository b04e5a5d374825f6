import Quantities

/// The one sentence that a claim is: made from its parts, so that none of them can be left out.
extension Claim {
  /// "The area of the new hall is 35 % of the area of hall A (90 % interval 31 to 39 %): the new hall is 61 to 69 %
  /// smaller."
  package var sentence: String {
    let text =
      switch relation {
      case .built: dated("\(subject.name) was built")
      case .removed: removed
      case .altered: dated("\(subject.name) was altered")
      case .cleared: dated("the ground of \(subject.name) was cleared")
      case .measures: "the \(quantityWords) of \(subject.name)\(onDate) is \(number)"
      case .ratio: ratio
      case .beganBefore: lag
      case .occupied: "\(number) of \(subject.name) were occupied\(onDate)"
      case .counted: "\(number) \(words ?? "things") were counted in \(subject.name)\(onDate)"
      case .pace: pace
      case .hidden: dated("\(subject.name) can no longer be seen; it was hidden")
      case .noneNew: noneNew
      case .judged: words ?? ""
      }
    return Self.closed(text)
  }

  /// Without its closing point, as a part of another sentence: "the area of the new hall is 35 % of …".
  package var clause: String {
    let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    return relation == .judged ? text : text.prefix(1).lowercased() + text.dropFirst()
  }

  private static func closed(_ text: String) -> String {
    let trimmed = text.trimmed
    let first = trimmed.prefix(1).uppercased() + trimmed.dropFirst()
    return first.last.map { ".!?".contains($0) } == true ? first : first + "."
  }

  private var quantityWords: String { quantity?.words ?? "size" }
  private var number: String { estimate?.words ?? "an unknown amount" }
  private var onDate: String { date.map { " on \($0.day)" } ?? "" }

  // MARK: - Dates

  private func dated(_ event: String) -> String {
    switch (bracket?.notBefore, bracket?.notAfter) {
    case (let first?, let last?): "\(event) between \(first.day) and \(last.day)"
    case (nil, let last?): "\(event) on or before \(last.day), the first date that shows the place"
    case (let first?, nil): "\(event) after \(first.day); no later date shows by when"
    case (nil, nil): "\(event) on an unknown date"
    }
  }

  private var removed: String {
    switch (bracket?.notBefore, bracket?.notAfter) {
    case (let first?, let last?): "\(subject.name) was last seen on \(first.day) and was gone on \(last.day)"
    case (nil, let last?): "\(subject.name) was gone on \(last.day); when it was last there is not known"
    case (let first?, nil): "\(subject.name) was last seen on \(first.day); no later date shows when it went"
    case (nil, nil): "\(subject.name) was removed on an unknown date"
    }
  }

  /// "Of the site, 120 m² a month (90 % interval 90 to 150 m² a month) were built on or disturbed between 2022-05-05
  /// and 2022-08-05"
  private var pace: String {
    let period: String
    switch (bracket?.notBefore, bracket?.notAfter) {
    case (let first?, let last?): period = "between \(first.day) and \(last.day)"
    case (nil, let last?): period = "up to \(last.day)"
    case (let first?, nil): period = "since \(first.day)"
    case (nil, nil): return "\(subject.name): \(number)"
    }
    guard estimate?.unit == "m2/month" else { return "\(subject.name), \(period): \(number)" }
    return "of \(subject.name), \(number) were built on or disturbed \(period)"
  }

  private var noneNew: String {
    let what = words ?? "thing"
    guard let estimate else { return "no new \(what)" }
    let size = IntervalText(value: estimate.value, low: estimate.value, high: estimate.value).value
    let between = dated("").trimmed
    let unseen =
      (unseenShare ?? 0) > 0
      ? ", except in the \(NumberText.share(unseenShare ?? 0)) of it that was not seen well enough" : ""
    let start = what.hasPrefix("other ") ? "no other new \(what.dropFirst(6))" : "no new \(what)"
    return "\(start) over \(size) \(estimate.unitWords) came in \(subject.name) \(between) "
      + "(\(estimate.levelWords))\(unseen)"
  }

  // MARK: - Comparisons

  private var ratio: String {
    guard let estimate, let object else { return "" }
    let base = "the \(quantityWords) of \(object.name)"
    let start = "the \(quantityWords) of \(subject.name)\(onDate) is"
    if estimate.value >= 2 {
      let text = IntervalText(value: estimate.value, low: estimate.low, high: estimate.high)
      return "\(start) \(text.value) times \(base) (\(estimate.levelWords) interval \(text.low) to \(text.high) times)"
    }
    let text = percents(estimate.value, estimate.low, estimate.high)
    return "\(start) \(text.value) % of \(base) (\(estimate.levelWords) interval \(text.low) to \(text.high) %)"
      + ": \(difference(estimate))"
  }

  /// "it is 61 to 69 % smaller"
  private func difference(_ estimate: ClaimedEstimate) -> String {
    if estimate.high < 1 {
      let text = percents(1 - estimate.value, 1 - estimate.high, 1 - estimate.low)
      return "it is \(text.low) to \(text.high) % smaller"
    }
    if estimate.low > 1 {
      let text = percents(estimate.value - 1, estimate.low - 1, estimate.high - 1)
      return "it is \(text.low) to \(text.high) % larger"
    }
    return "the same size is not ruled out"
  }

  private func percents(_ value: Double, _ low: Double, _ high: Double) -> IntervalText {
    let exponent = NumberText.exponent(value: value * 100, low: low * 100, high: high * 100)
    return IntervalText(
      value * 100, low: low * 100, high: high * 100, exponent: max(exponent, high - low >= 0.02 ? 0 : -1))
  }

  private var lag: String {
    guard let estimate, let object else { return "" }
    let isEarlier = estimate.low > 0
    let isLater = estimate.high < 0
    guard isEarlier || isLater else {
      return "which of \(subject.name) and \(object.name) began first is not told by the dates "
        + "(\(Self.days(estimate.low)) to \(Self.days(estimate.high)) days, \(estimate.levelWords))"
    }
    let (near, far) = isEarlier ? (estimate.low, estimate.high) : (-estimate.high, -estimate.low)
    return "\(subject.name) began \(Self.days(near)) to \(Self.days(far)) days \(isEarlier ? "before" : "after") "
      + "\(object.name) (\(estimate.levelWords) interval)"
  }

  private static func days(_ days: Double) -> String { NumberText.fixed(days, decimals: 0) }
}

extension Finding {
  /// What it claims, in one sentence that is made from the claim's parts.
  package var sentence: String { claim.sentence }

  /// How likely, in a sentence of its own; `nil` where no likelihood was given.
  package var likelihoodSentence: String? {
    likelihood.map { $0.sentence(isJudged: claim.relation == .judged) }
  }

  /// How well founded, in a sentence of its own: never with the likelihood.
  package var confidenceSentence: String? {
    confidence.map { "Confidence in this is \($0.level.rawValue): \($0.basis.trimmed)." }
  }

  /// "Candidate, not reviewed." and what else a reader must know before quoting it.
  package var statusSentence: String {
    let last = history.last
    let by = last.map { " by \($0.by) on \($0.at.day)" } ?? ""
    switch status {
    case .candidate: return "Candidate, not reviewed."
    case .reviewed: return "Reviewed\(by), not published."
    case .published:
      let reviewer = history.last { $0.status == .reviewed }.map { "Reviewed by \($0.by) on \($0.at.day). " } ?? ""
      return "\(reviewer)Published\(by)."
    case .withdrawn: return "Withdrawn\(by): \(last?.note?.trimmed ?? "no reason recorded")."
    case .superseded:
      let other = supersededBy.map { "by \($0)" } ?? "by another"
      let note = last?.note?.trimmed ?? ""
      return "Replaced \(other)\(last.map { " (\($0.by), \($0.at.day))" } ?? "")\(note.isEmpty ? "" : ": \(note)")."
    }
  }
}

extension String {
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
