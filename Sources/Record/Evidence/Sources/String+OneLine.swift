extension String {
  /// One line without characters that are not seen or that turn the direction of writing: safe to print.
  package var asOneLine: String {
    var line = String.UnicodeScalarView()
    var isSpaced = true
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
        if !isSpaced { line.append(" ") }
        isSpaced = true
      case .format, .surrogate, .privateUse, .unassigned: break
      default:
        line.append(scalar)
        isSpaced = false
      }
    }
    if line.last == " " { line.removeLast() }
    return String(line)
  }

  /// At most `count` code points, with "…" where something was cut off.
  package func shortened(to count: Int) -> String {
    guard unicodeScalars.count > count else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(max(0, count - 1)))) + "…"
  }
}
