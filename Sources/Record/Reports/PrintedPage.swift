import Provenance

/// A report's page as it is printed: the foot of every sheet also tells the case, the day and the ledger's root.
package enum PrintedPage {
  private static let start = "@bottom-left { content: \""
  private static let longestName = 60

  /// `page` with that foot; as it is, where it has none that can be added to.
  package static func page(_ page: String, caseName: String, created: String) -> String {
    guard let place = page.firstRange(of: start), let end = page[place.upperBound...].firstIndex(of: "\"") else {
      return page
    }
    let name = caseName.count > longestName ? String(caseName.prefix(longestName)) + "…" : caseName
    var foot = " · " + escaped(name) + " · " + escaped(created)
    if let root = ReportRoot.read(page)?.root { foot += "\\A Ledger root \(root.hexadecimal)" }
    return page[..<end] + foot + page[end...]
  }

  /// As it may stand in a string of a style sheet, within an element of HTML: what is neither a letter nor a digit of
  /// ASCII stands there by its number.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: return String(Character(scalar))
      // Marks that turn the direction of writing, and controls, are nothing for a foot.
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: return "\\FFFD "
      default: return "\\\(String(scalar.value, radix: 16)) "
      }
    }.joined()
  }
}
