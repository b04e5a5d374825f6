import Provenance

/// The names under which a place is looked for, and all spellings of them.
///
/// Capitals, accents, hyphens, apostrophes and line breaks do not count. Names in letters are found as whole words, and
/// Korean and Chinese ones anywhere, since what is tied to a name is written together with it there.
package struct Gazetteer: Sendable, Hashable {
  /// The names that were given, without repetition.
  package let names: [String]
  /// Every spelling looked for; of those that differ in accents alone the first.
  package let variants: [NameVariant]
  private let index: NameIndex

  private static let mostNames = 1_000
  private static let longestName = 200

  /// - Throws: `incomplete` for no name or a blank one; `outOfRange` for one that is too short to be told from other
  ///   words, too long, or too many.
  package init(names: [String]) throws(EvidenceError) {
    guard !names.isEmpty else {
      throw EvidenceError(.incomplete, at: "names", "No name is given.", mend: "Give at least one name of the place.")
    }
    guard names.count <= Self.mostNames else {
      throw EvidenceError(
        .outOfRange, at: "names", "\(names.count) names are given, and at most \(Self.mostNames) are looked for.",
        mend: "Search for the places in parts.")
    }
    var kept: [String] = []
    var seen: Set<NameKey> = []
    var variants: [NameVariant] = []
    for name in names {
      let name = try Self.checked(name)
      if !kept.contains(name) { kept.append(name) }
      for variant in NameVariant.all(of: name) {
        guard let key = NameKey(variant), variant.derivation == .given || key.isLongEnough, seen.insert(key).inserted
        else { continue }
        variants.append(variant)
      }
    }
    self.names = kept
    self.variants = variants
    index = NameIndex(kept.flatMap { NameVariant.all(of: $0) })
  }

  // The names decide all the rest.
  package static func == (left: Self, right: Self) -> Bool { left.names == right.names }
  package func hash(into hasher: inout Hasher) { hasher.combine(names) }

  private static func checked(_ raw: String) throws(EvidenceError) -> String {
    let name = raw.asOneLine
    guard !name.isEmpty else {
      throw EvidenceError(.incomplete, at: "names", "A name is empty.", mend: "Leave it out.")
    }
    let size = name.unicodeScalars.count
    guard size <= longestName else {
      throw EvidenceError(
        .outOfRange, at: "names", "A name has \(size) characters, and at most \(longestName) are taken.",
        mend: "Give the name alone.")
    }
    let key = NameKey(NameVariant(name: name, spelling: name, derivation: .given))
    guard let key, key.canBeGiven else {
      throw EvidenceError(
        .outOfRange, at: "names", "\"\(name.shortened(to: 40))\" cannot be told from other words.",
        mend: "Give a name of at least two letters.")
    }
    return name
  }

  /// Where a document names the place.
  package struct Hit: Sendable, Hashable {
    /// Code points of the text before it.
    package let offset: Int
    package let length: Int
    /// The words as the document has them.
    package let text: String
    package let variant: NameVariant

    package init(offset: Int, length: Int, text: String, variant: NameVariant) {
      self.offset = offset
      self.length = length
      self.text = text
      self.variant = variant
    }
  }

  /// The first hits, in their order, of which none overlaps another, and the count of all; of names that begin at one
  /// place the longest. Takes time in proportion to the text.
  package func hits(in text: String, limit: Int = .max) -> (hits: [Hit], count: Int) {
    let folded = FoldedText(text, .loose)
    var cursor = PassageCursor(text)
    var hits: [Hit] = []
    var count = 0
    var position = 0
    while position < folded.count {
      guard let match = index.longest(in: folded, at: position) else {
        position += 1
        continue
      }
      count += 1
      if hits.count < limit {
        let start = Int(folded.offsets[position])
        let end = match.end < folded.count ? Int(folded.offsets[match.end]) : folded.length
        let words = Self.withoutEdge(cursor.passage(from: start, to: end), from: folded, match.end)
        let variant = match.variants.first { $0.spelling == words } ?? match.variants[0]
        hits.append(Hit(offset: start, length: words.unicodeScalars.count, text: words, variant: variant))
      }
      position = match.end
    }
    return (hits, count)
  }

  /// The name without the spaces and signs before the next unit, but with the accents that belong to it.
  private static func withoutEdge(_ words: String, from folded: FoldedText, _ end: Int) -> String {
    var scalars = words.unicodeScalars
    while let last = scalars.last {
      let kind = ScalarFold(last, .loose).kind
      guard kind != .units, kind != .dropped || !last.properties.isDiacriticMark else { break }
      scalars.removeLast()
    }
    return String(scalars)
  }
}

extension Unicode.Scalar.Properties {
  /// A mark that is drawn on the letter before it.
  var isDiacriticMark: Bool { generalCategory == .nonspacingMark || generalCategory == .enclosingMark }
}
