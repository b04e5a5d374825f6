/// The text of a document, with where its pages begin.
///
/// Positions count Unicode code points, as Python and SQLite do: what a reader sees as one character depends on the
/// Unicode version of his program, and a position must be the same for all.
package struct ExtractedText: Sendable, Hashable {
  package let text: String
  /// Offset of each page's first code point; empty where the document has no pages.
  package let pageStarts: [Int]

  package init(_ text: String, pageStarts: [Int] = []) {
    self.text = text
    self.pageStarts = pageStarts
  }

  /// A text whose pages end with form feeds, as `pdftotext` writes it; one after the last page begins no other.
  package init(pagesIn text: String) {
    var starts = [0]
    var offset = 0
    for scalar in text.unicodeScalars {
      offset += 1
      if scalar == "\u{C}" { starts.append(offset) }
    }
    if starts.count > 1, starts.last == offset { starts.removeLast() }
    self.init(text, pageStarts: starts)
  }

  /// Number of the page that holds an offset, counted from 1; `nil` where the document has no pages.
  package func page(at offset: Int) -> Int? {
    guard !pageStarts.isEmpty else { return nil }
    var low = 0
    var high = pageStarts.count
    while low < high {
      let middle = (low + high) / 2
      if pageStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(1, low)
  }

  /// The code points from `start` to `end`, as far as the text has them.
  package func passage(from start: Int, to end: Int) -> String {
    var cursor = PassageCursor(text)
    return cursor.passage(from: max(0, start), to: max(0, start, end))
  }
}
