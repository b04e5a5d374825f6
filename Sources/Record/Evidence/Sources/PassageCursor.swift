/// Walks through a text once, giving the passages that are asked for in their order.
struct PassageCursor {
  private let scalars: String.UnicodeScalarView
  private var index: String.UnicodeScalarView.Index
  private var offset = 0

  init(_ text: String) {
    scalars = text.unicodeScalars
    index = scalars.startIndex
  }

  /// The code points from `start` on, as far as the text has them. Asking backwards costs a walk from the beginning.
  mutating func passage(from start: Int, to end: Int) -> String {
    if start < offset {
      index = scalars.startIndex
      offset = 0
    }
    let first = scalars.index(index, offsetBy: max(0, start - offset), limitedBy: scalars.endIndex) ?? scalars.endIndex
    let last = scalars.index(first, offsetBy: max(0, end - start), limitedBy: scalars.endIndex) ?? scalars.endIndex
    index = first
    offset = max(offset, start)
    return String(scalars[first..<last])
  }
}
