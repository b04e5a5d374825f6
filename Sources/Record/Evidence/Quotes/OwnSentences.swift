/// The sentences that the claims make of themselves: whoever repeats them word for word says what they say.
///
/// Of an estimate the interval may be left out, and of a ratio what follows from it. A finding that is only likely is
/// repeated only together with its likelihood.
struct OwnSentences: Sendable {
  private let claimOfForm: [String: String]
  /// By their first words, the longest first: a text may hold several sentences.
  private let formsOfStart: [String: [String]]

  init(_ claims: [QuotableClaim]) {
    var claimOfForm: [String: String] = [:]
    for quotable in claims {
      for form in Self.forms(quotable) where claimOfForm[form] == nil { claimOfForm[form] = quotable.id }
    }
    self.claimOfForm = claimOfForm
    formsOfStart = Dictionary(grouping: claimOfForm.keys, by: Self.start).mapValues { forms in
      forms.sorted { ($1.count, $0) < ($0.count, $1) }
    }
  }

  /// `nil` where the text is not made of such sentences alone.
  func verdict(on text: String) -> QuoteVerdict? {
    var rest = Self.plain(text)[...]
    var first: String?
    while !rest.isEmpty {
      guard let form = formsOfStart[Self.start(String(rest))]?.first(where: { isNext($0, rest) }) else { return nil }
      first = first ?? claimOfForm[form]
      rest = rest.dropFirst(form.count).drop { $0 == "." || $0 == " " }
    }
    return first.map { QuoteVerdict(.agrees, finding: $0, why: "It is the finding's own sentence.") }
  }

  private func isNext(_ form: String, _ rest: Substring) -> Bool {
    guard rest.hasPrefix(form) else { return false }
    let after = rest.dropFirst(form.count)
    return after.isEmpty || after == "." || after.hasPrefix(". ")
  }

  private static func start(_ text: String) -> String { String(text.prefix(12)) }

  private static func forms(_ quotable: QuotableClaim) -> [String] {
    let claim = quotable.claim
    let whole = plain(claim.sentence)
    guard whole.count > 12 else { return [] }
    if let likelihood = quotable.likelihood {
      return [whole + ". " + plain(likelihood.sentence(isJudged: claim.relation == .judged))]
    }
    var forms = [whole]
    if claim.relation == .ratio, claim.estimate.map({ $0.value < 2 }) == true, let colon = whole.lastIndex(of: ":") {
      forms.append(String(whole[..<colon]))
    }
    guard let estimate = claim.estimate else { return forms }
    return forms + forms.compactMap { withoutInterval($0, " (\(estimate.levelWords) interval ") }
  }

  private static func withoutInterval(_ form: String, _ opener: String) -> String? {
    let opener = plain(opener) + " "
    guard let start = form.indices.first(where: { form[$0...].hasPrefix(" " + opener) }),
      let end = form[start...].firstIndex(of: ")")
    else { return nil }
    return String(form[..<start]) + String(form[form.index(after: end)...])
  }

  /// In small letters, with single spaces and straight marks, without a point at the end.
  private static func plain(_ text: String) -> String {
    var plain = ""
    for character in text {
      if character.isWhitespace {
        if plain.last != " ", !plain.isEmpty { plain.append(" ") }
      } else {
        plain.append(character == "\u{2019}" ? "'" : character)
      }
    }
    while plain.last == "." || plain.last == " " { plain.removeLast() }
    return plain.lowercased()
  }
}
