import Quantities

extension SearchRecord {
  /// Whether the place was reported before and since when, in words that say what the search cannot tell: "Reported
  /// before: first on 2025-11-03 in …", or "No mention was found in the 120 documents searched (2020-01-01 to
  /// 2026-01-01); that is no proof that nothing was reported."
  /// - Parameter moment: before which; `nil` for any time.
  package func statement(before moment: Timestamp? = nil) -> String {
    guard documents > 0 else { return "Nothing was searched: there was no document." }
    guard documents > unread.count else {
      return "Nothing can be said: none of the \(Self.count(documents, "document")) searched could be read."
        + leftOut
    }
    let dated = hits.filter { $0.date != nil }
    let earlier = dated.filter { hit in moment.map { limit in hit.date.map { $0 < limit } ?? false } ?? true }
    let undatedHits = hits.count - dated.count
    let since = moment.map { " before \($0.day)" } ?? ""
    if let first = earlier.first, let date = first.date {
      let basis = first.datedBy == .fileName ? ", by \(SearchHit.DatedBy.fileName.words)" : ""
      let start = moment == nil ? "Reported before" : "Reported\(since)"
      return "\(start): first on \(date.day) in \"\(first.name.asOneLine.shortened(to: 200))\"\(basis)"
        + "\(more(earlier.count - 1, "names", "name", "it too")); \(unreadWords)\(undatedWords(undatedHits)).\(leftOut)"
    }
    if undatedHits > 0 {
      return "Mentioned in \(Self.count(undatedHits, "document")) without a date, so that when it was first reported"
        + "\(since) is not known; \(unreadWords).\(leftOut)"
    }
    let found = "No mention\(moment == nil ? "" : " dated\(since)") was found in the \(searchedWords)\(range)"
    let later = dated.first.flatMap(\.date).map { "; the first is of \($0.day)" } ?? ""
    let missed = unread.isEmpty ? "" : "; \(unreadWords)"
    return "\(found)\(later)\(missed); that is no proof that nothing was reported.\(leftOut)"
  }

  private var searchedWords: String { "\(Self.count(documents, "document")) searched" }

  private var unreadWords: String {
    unread.isEmpty && documents == 1
      ? "the document searched could be read"
      : "\(Self.count(unread.count, "document")) of \(documents) searched could not be read"
  }

  private var range: String {
    guard let firstDate, let lastDate else { return " (none carries a date)" }
    let days = firstDate.day == lastDate.day ? firstDate.day : "\(firstDate.day) to \(lastDate.day)"
    return undated == 0 ? " (\(days))" : " (\(days), \(undated) without a date)"
  }

  private func undatedWords(_ count: Int) -> String {
    count == 0 ? "" : "; \(count) more \(count == 1 ? "names" : "name") it without a date"
  }

  private func more(_ count: Int, _ one: String, _ several: String, _ end: String) -> String {
    count <= 0 ? "" : "; \(count) later \(count == 1 ? "document \(one)" : "documents \(several)") \(end)"
  }

  private var leftOut: String {
    guard notSearched > 0 else { return "" }
    return " \(Self.count(notSearched, "document")) beyond the limit of one search \(notSearched == 1 ? "was" : "were")"
      + " not searched."
  }

  private static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }
}
