import Quantities

/// The words of one language in which findings are retold. The logic reads these tables and knows no word itself, so
/// that a language is added by a value. All words are in small letters and, where they bend, in the singular.
package struct QuoteLanguage: Sendable {
  package enum Measure: Sendable, Hashable { case percent, times, area, length, duration, areaRate, plain, other }
  package struct Unit: Sendable, Hashable {
    package let measure: Measure
    /// In square metres, metres, days or parts of one.
    package let factor: Double
    /// A thing that has no one size, such as a football pitch.
    package let isRough: Bool
    package init(_ measure: Measure, _ factor: Double = 1, isRough: Bool = false) {
      self.measure = measure
      self.factor = factor
      self.isRough = isRough
    }
  }
  /// How a number is hedged.
  package enum Hedge: Sendable, Hashable { case about, justOver, justUnder, atLeast, atMost, exactly }
  package enum Comparison: Sendable, Hashable { case smaller, larger, equal }
  package struct Comparative: Sendable, Hashable {
    package let comparison: Comparison
    /// What it compares; `nil` where the word fits any size ("smaller").
    package let quantities: Set<ClaimQuantity>?
    package init(_ comparison: Comparison, _ quantities: Set<ClaimQuantity>? = nil) {
      self.comparison = comparison
      self.quantities = quantities
    }
  }
  package enum Event: Sendable, Hashable {
    /// The change took place.
    case happened(ClaimRelation)
    /// The thing is there, or is not, at the time said.
    case present, absent
    case firstSeen, lastSeen, visible, unchanged
  }
  package enum DateRole: Sendable, Hashable { case at, until, before, since, after, between, from, throughout }
  package enum DayPart: Sendable, Hashable { case early, middle, late, start, end, firstHalf, secondHalf }
  package enum Pace: Sendable, Hashable { case faster, slower, stopped }
  package enum Age: Sendable, Hashable { case new, old }

  // Letters and numbers
  package var singularEndings: [(ending: String, becomes: String)] = []
  /// Endings by which one word bends: "raise", "raises", "raised".
  package var wordEndings: Set<String> = []
  package var keptWords: Set<String> = []
  package var ordinalEndings: Set<String> = []
  package var contractions: [String: [String]] = [:]
  package var abbreviations: Set<String> = []
  package var clauseBreaks = PhraseTable<Bool>([:])
  package var cardinals: [String: Double] = [:]
  package var magnitudes: [String: Double] = [:]
  package var fractions: [String: Double] = [:]
  package var multiples = PhraseTable<Double>([:])
  package var vagueCounts = PhraseTable<ClosedRange<Double>>([:])
  package var units = PhraseTable<Unit>([:])
  package var everyMonth = PhraseTable<Double>([:])
  package var vagueUnits = PhraseTable<Bool>([:])
  package var hedges = PhraseTable<Hedge>([:])
  /// After these "over" is a place and no bound: "spread over".
  package var spreadVerbs: Set<String> = []
  package var margins = PhraseTable<Bool>([:])
  package var rangeOpeners: Set<String> = []
  package var rangeJoiners: Set<String> = []

  // Comparisons
  package var comparatives = PhraseTable<Comparative>([:])
  package var shareOf = PhraseTable<Comparative>([:])
  package var changedBy = PhraseTable<Comparative>([:])
  package var baseOpeners = PhraseTable<Bool>([:])
  package var frontedBase = PhraseTable<Bool>([:])
  /// Comparisons that need no number and lead to their base: "as large as", "dwarfs", "exceeds".
  package var sizeVerbs = PhraseTable<Comparison>([:])
  /// Leads to the place of a base: "the one in the capital".
  package var placeOpeners: Set<String> = []
  package var dimensionWords = PhraseTable<Set<ClaimQuantity>>([:])
  /// Of words that may stand for several quantities the one that they name first.
  package var exactQuantities = PhraseTable<ClaimQuantity>([:])

  // Dates
  package var months: [String: Int] = [:]
  package var years: ClosedRange<Double> = 1950...2100
  package var seasons: [String: ClosedRange<Int>] = [:]
  package var parts = PhraseTable<DayPart>([:])
  package var quarters = PhraseTable<ClosedRange<Int>>([:])
  package var dateRoles = PhraseTable<DateRole>([:])
  package var relativeDates = PhraseTable<Bool>([:])
  package var ordinalWords: [String: Int] = [:]

  // What happened
  package var events = PhraseTable<Event>([:])
  package var negations = PhraseTable<Bool>([:])
  package var future = PhraseTable<Bool>([:])
  package var earlier = PhraseTable<Bool>([:])
  package var later = PhraseTable<Bool>([:])
  package var sameTime = PhraseTable<Bool>([:])
  package var paces = PhraseTable<Pace>([:])
  package var occupied = PhraseTable<Bool>([:])
  package var empty = PhraseTable<Bool>([:])
  package var wholes: Set<String> = []
  /// What is done to ground at a pace: "built on or disturbed".
  package var groundWorks = PhraseTable<Bool>([:])
  package var absolutes = PhraseTable<Bool>([:])
  /// "denied", "false", "if": what follows is not said to be so.
  package var denials = PhraseTable<Bool>([:])
  /// "outside", "except": what is said holds for elsewhere.
  package var elsewhere: Set<String> = []
  package var limits = PhraseTable<Bool>([:])

  // How sure
  package var likelihoods = PhraseTable<ClosedRange<Double>>([:])
  /// Hedges that leave everything open: "may", "suggests".
  package var possibilities = PhraseTable<Bool>([:])
  package var certainties = PhraseTable<Bool>([:])
  package var proofs = PhraseTable<Bool>([:])
  package var purposes = PhraseTable<Bool>([:])

  // Things
  package var articles: Set<String> = []
  /// Verbs that follow a whole noun phrase: "was", "has".
  package var auxiliaries: Set<String> = []
  /// Of a state that lasted all the time: "remained".
  package var lastingWords: Set<String> = []
  package var pastAuxiliaries: Set<String> = []
  package var stopWords: Set<String> = []
  package var ages: [String: Age] = [:]
  package var genericThings: Set<String> = []
  /// Families of kinds that are not taken for one another; within one, `general` words may stand for any of it.
  package var families: [(general: Set<String>, special: Set<String>)] = []
  /// Kinds that may stand before a thing as its place: "the plant's new hall".
  package var placeWords: Set<String> = []
  /// "one ship", "a lone ship".
  package var singles: Set<String> = []
  /// "two", "both": one word for either of two things.
  package var pairs: Set<String> = []
  /// Words that take up what was named before.
  package var pronouns: Set<String> = []
  package var loadedWords: Set<String> = []
  package var neutralThings: Set<String> = []
  /// Words that add nothing to what is claimed: who reported it, by what it was seen, what holds a sentence together.
  package var harmlessWords: Set<String> = []
  /// Verbs by which a thing has its size: "covers", "runs for".
  package var extentWords: Set<String> = []
  package var reportingVerbs: Set<String> = []
  /// Doers that every building site has.
  /// What stands on rails.
  package var railCars: Set<String> = []
  package var harmlessAgents: Set<String> = []
  /// What leads to the names of those who say so: "according to".
  package var attributions = PhraseTable<Bool>([:])
  /// Verbs and nouns by which a thing has its size: "juts out", "from end to end".
  package var sizeWords = PhraseTable<Bool>([:])
  /// After a length: it lies between two things.
  package var distances = PhraseTable<Bool>([:])
  /// What ground is cleared of.
  package var clearedThings: Set<String> = []
  /// "A second", "another": one more than was found.
  package var furtherWords: Set<String> = []
  /// "Together": said of several things as one.
  package var togetherWords: Set<String> = []
  /// "Every hall", "all halls".
  package var quantifiers: Set<String> = []
  /// After these stands what went before or with it.
  package var sequelWords: Set<String> = []
  /// "Most of", "part of".
  package var partitives: Set<String> = []
  /// "Partly demolished", "almost gone".
  package var degreeWords: Set<String> = []
  /// Turns of speech that say nothing: "hard to miss".
  package var idioms = PhraseTable<Bool>([:])
  /// What no claim of this program can say of a thing.
  package var otherEvents = PhraseTable<Bool>([:])
  /// The size of today as a base: "half its present size".
  package var presentSizes = PhraseTable<Bool>([:])
  /// Both of two things have one size: "of equal size".
  package var sameSizes = PhraseTable<Set<ClaimQuantity>>([:])
  /// Denials that leave nothing open: "it is false that".
  package var falsehoods = PhraseTable<Bool>([:])
  /// Groups of words that judgements use for one another.
  package var synonyms: [Set<String>] = []
  package var antonyms: [(Set<String>, Set<String>)] = []

  package init() {}

  func singular(_ word: String) -> String {
    guard word.count > 3, !keptWords.contains(word) else { return word }
    for (ending, becomes) in singularEndings where word.hasSuffix(ending) && word.count > ending.count + 1 {
      return String(word.dropLast(ending.count)) + becomes
    }
    return word
  }

  func isKind(_ stem: String) -> Bool { families.contains { $0.general.contains(stem) || $0.special.contains(stem) } }

  /// Whether the first word may stand for what the second names: "building" for "hall", not "barracks".
  func isGeneral(_ word: String, for name: String) -> Bool {
    families.contains { $0.general.contains(word) && ($0.general.contains(name) || $0.special.contains(name)) }
  }

  func areKin(_ word: String, _ other: String) -> Bool {
    families.contains { family in
      [word, other].allSatisfy { family.general.contains($0) || family.special.contains($0) }
    }
  }
}
