/// Lines of text in a drawing, which breaks none itself.
enum WrappedText {
  /// Width of a usual letter over its height; broader scripts count twice.
  private static let letterWidth = 0.54

  /// Letters that fit into `width`, at least eight.
  static func columns(_ width: Double, letter: Double) -> Int {
    guard width.isFinite, letter > 0 else { return 8 }
    return max(8, Int(min(width / (letter * letterWidth), 1e6)))
  }

  /// `text` in lines of at most so many columns, broken between words, and within words that are longer than a line.
  /// Nothing is left out: what a licence asks for stands there whole.
  static func lines(_ text: String, columns: Int) -> [String] {
    precondition(columns > 1, "lines of \(columns) columns")
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      let width = word.reduce(0) { $0 + self.width($1) }
      if used > 0, used + 1 + width <= columns {
        line += " " + word
        used += 1 + width
        continue
      }
      if used > 0 { lines.append(line) }
      (line, used) = ("", 0)
      for letter in word {
        let width = self.width(letter)
        if used + width > columns {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(letter)
        used += width
      }
    }
    if used > 0 { lines.append(line) }
    return lines
  }

  /// From Hangul Jamo on, letters are as broad as they are high.
  private static func width(_ letter: Character) -> Int {
    let value = letter.unicodeScalars.first?.value ?? 0
    return (0x1100...0x11FF).contains(value) || value >= 0x2E80 ? 2 : 1
  }
}
