import Provenance

/// Absolute paths in text that is to be published: they tell who ran the program, and where.
///
/// A path names a folder and something in it. One word behind a slash is none: `</b>` is markup, and "3 lorries /day"
/// tells nothing of the machine.
package enum HostPath {
  /// The first absolute path in `text` as far as it has no space; `nil` where there is none. Web links are no paths.
  package static func first(in text: String) -> String? {
    if let start = text.lowercased().firstRange(of: "file://") {
      return String(text.lowercased()[start.lowerBound...].prefix { !$0.isWhitespace })
    }
    return pieces(of: text).first(where: isPath).map(String.init)
  }

  /// `text` with each absolute path cut down to its last component.
  package static func redacted(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let piece = pieces(of: rest).first(where: isPath) {
      result += rest[..<piece.startIndex]
      result += piece.split { $0 == "/" || $0 == "\\" }.last ?? ""
      rest = rest[piece.endIndex...]
    }
    return result + rest
  }

  /// The first absolute path in any string or key of `value`.
  package static func first(in value: JSONValue) -> String? {
    switch value {
    case .string(let text): first(in: text)
    case .array(let items): items.lazy.compactMap { first(in: $0) }.first
    case .object(let members): members.lazy.compactMap { first(in: $0.key) ?? first(in: $0.value) }.first
    default: nil
    }
  }

  private static func pieces(of text: some StringProtocol) -> [Substring] {
    let separators: Set<Character> = ["\"", "'", "`", "(", ")", "<", ">", "[", "]", "{", "}", "=", ",", ";", "|", ":"]
    return Substring(text).split { $0.isWhitespace || separators.contains($0) }
  }

  private static func isPath(_ piece: Substring) -> Bool {
    // What stands behind the colon of a web link starts with two slashes.
    guard !piece.hasPrefix("//") else { return false }
    if piece.hasPrefix("/") || piece.hasPrefix("\\") {
      let names = piece.split { $0 == "/" || $0 == "\\" }
      return names.count > 1 && names.contains { $0.contains { $0.isLetter || $0 == "_" } }
    }
    return piece.hasPrefix("~") && piece.contains("/")
  }
}
