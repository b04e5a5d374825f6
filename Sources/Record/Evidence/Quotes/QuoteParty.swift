/// What a claim speaks of, made ready to be found in a retelling.
struct QuoteParty: Sendable {
  enum Fit: Sendable, Comparable {
    case none
    /// Another kind of the same family: a hall is called a warehouse.
    case otherKind
    case generic, head, alias, name

    var weight: Double {
      switch self {
      case .none: 0
      case .otherKind: 0.7
      case .generic: 1
      case .head: 1.5
      case .alias: 2
      case .name: 3
      }
    }
  }

  let name: String
  let core: Set<String>
  let head: String
  let label: String?
  var age: QuoteLanguage.Age?
  let aliases: [Set<String>]
  private let language: QuoteLanguage

  init(_ party: ClaimParty, aliases: [String] = [], _ language: QuoteLanguage) {
    self.language = language
    name = party.name
    let tokens = QuoteTokens(party.name, language)?.tokens ?? []
    // A label is the last word, or one that could be no other: "hall A", "Building 12", "hall A at the north fence".
    let labels = tokens.enumerated().filter { $0.offset > 0 && $0.element.looksLikeLabel }
    label = labels.first?.element.text
    let words = tokens.filter {
      $0.kind == .word && $0.text != labels.first?.element.text && !language.stopWords.contains($0.text)
        && language.ages[$0.text] == nil
    }
    let stems = Set(words.map(\.stem))
    core = stems
    // The thing itself stands before "of", "at" and the like: "the hall at the gate".
    let stop = tokens.firstIndex { language.dateRoles.contains($0) || $0.text == "of" || $0.text == "near" }
    let front = tokens[..<(stop ?? tokens.count)].filter { stems.contains($0.stem) }
    head = (front.last ?? words.last)?.stem ?? ""
    age = tokens.compactMap { language.ages[$0.text] }.first
    self.aliases = aliases.compactMap { alias in
      let words = QuoteTokens(alias, language)?.tokens.filter { !language.articles.contains($0.text) } ?? []
      return words.isEmpty ? nil : Set(words.map(\.stem))
    }
  }

  var allWords: Set<String> { aliases.reduce(core) { $0.union($1) }.union(label.map { [$0] } ?? []) }

  /// How well a phrase names this party rather than `rival`.
  func fit(_ phrase: NounPhrase, rival: QuoteParty? = nil) -> Fit {
    if phrase.isModifier { return .none }
    if let theirs = phrase.age, let age, theirs != age { return .none }
    if let theirs = phrase.label, theirs != label, !aliases.contains(where: { $0.contains(theirs) }) { return .none }
    if let rival {
      let distinct = rival.core.subtracting(core).subtracting(aliases.reduce([]) { $0.union($1) })
      if !distinct.isDisjoint(with: phrase.words), core.subtracting(rival.core).isDisjoint(with: phrase.words) {
        return .none
      }
    }
    // Another special kind in the phrase names another thing: "reactor hall" is not "hall".
    let strange = phrase.words.filter { language.loadedWords.contains($0) && !allWords.contains($0) }
    if !core.isEmpty, core.isSubset(of: phrase.words) { return strange.isEmpty ? .name : .otherKind }
    if aliases.contains(where: { $0.isSubset(of: phrase.words.union(phrase.label.map { [$0] } ?? [])) }) {
      return strange.isEmpty ? .alias : .otherKind
    }
    if core.isEmpty, label != nil, phrase.label == label { return .name }
    // "Housing area" is not the loading zone, though each is an area.
    let others = phrase.nouns.filter {
      $0 != phrase.head && !allWords.contains($0) && !language.placeWords.contains($0)
        && !language.genericThings.contains($0)
    }
    if !others.isEmpty, !phrase.isGeneric { return .none }
    if phrase.words.contains(head), phrase.head == head { return strange.isEmpty ? .head : .otherKind }
    if phrase.isGeneric { return .generic }
    let heads = aliases.compactMap { $0.count == 1 ? $0.first : nil } + [head]
    if heads.contains(where: { language.isGeneral(phrase.head, for: $0) }) {
      return strange.isEmpty ? .generic : .otherKind
    }
    return heads.contains { language.areKin(phrase.head, $0) } ? .otherKind : .none
  }

  /// Words of the phrase that give the party a kind or use which its names do not.
  func additions(in phrase: NounPhrase) -> [String] {
    phrase.words.filter { language.loadedWords.contains($0) && !allWords.contains($0) }.sorted()
  }
}
