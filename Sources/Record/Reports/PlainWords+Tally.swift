import Quantities

extension PlainWords {
  /// "cloud (6), haze (2)": the most frequent first, equal ones by name.
  package static func tally(_ words: [String]) -> String {
    counts(words).map { "\($0.word) (\(NumberText.count($0.count)))" }.joined(separator: ", ")
  }

  static func counts(_ words: [String]) -> [(word: String, count: Int)] {
    Dictionary(grouping: words, by: { $0 }).map { (word: $0.key, count: $0.value.count) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.word < $1.word }
  }
}
