import Quantities

/// Texts that people gave, made fit to stand in a sentence.
enum AssessmentText {
  /// Whether a reader would see nothing: white space, control and format characters only.
  static func isEmpty(_ text: String) -> Bool {
    // Nearly every text has a plain letter, and looking up what a character is takes a hundred times as long.
    if text.utf8.contains(where: { (0x21...0x7E).contains($0) }) { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.generalCategory == .control
        || $0.properties.generalCategory == .format
    }
  }

  /// On one line, without control characters and without the marks that turn the direction of what follows.
  static func line(_ text: String) -> String {
    // Ids are mostly plain, and a graph names a hundred thousand of them.
    if text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !turnsDirection(scalar) {
      scalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The same without the point that closes it, as a part of another sentence.
  static func clause(_ text: String) -> String {
    var text = line(text)
    while text.last == "." { text.removeLast() }
    return text
  }

  /// An id or a name as a sentence shows it: not longer than a line.
  static func name(_ text: String) -> String {
    let line = line(text)
    return line.utf8.count <= 60 || line.count <= 60 ? line : line.prefix(59) + "…"
  }

  /// "S2", "S2 and S3", "S2, S3 and S4", "S2, S3, S4 and 9 more".
  static func list(_ names: [String], most: Int = 4) -> String {
    let shown = names.prefix(names.count > most ? max(1, most - 1) : most).map(name)
    let rest = names.count - shown.count
    let parts = rest > 0 ? shown + ["\(NumberText.count(rest)) more"] : shown
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
