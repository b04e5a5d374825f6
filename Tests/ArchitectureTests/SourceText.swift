/// What the rules look for in the text of a file.
enum SourceText {
  /// Modules that a Swift file imports, whatever stands before or after the word: `@testable`, `package`, `struct`.
  static func imports(of text: String) -> Set<String> {
    let pattern =
      #/
      ^ \s* (?: (?: @\w+ (?: \( [^)]* \) )? | public | package | internal | private | fileprivate ) \s+ )*
      import \s+ (?: (?: struct | class | enum | protocol | func | var | let | typealias ) \s+ )? (\w+)
      /#
    return Set(text.matches(of: pattern.anchorsMatchLineEndings()).map { String($0.output.1) })
  }

  /// Keys of references, `[Karney2013]`, in order of appearance.
  static func keys(in text: String) -> [String] {
    text.matches(of: /\[([A-Z][A-Za-z]+[0-9]{4}[a-z]?)\]/).map { String($0.output.1) }
  }

  /// Keys that `References.md` explains: each entry begins a list item, `- **[Karney2013]**`.
  static func entries(of references: String) -> [String] {
    references.matches(of: /^- \*\*\[([A-Z][A-Za-z]+[0-9]{4}[a-z]?)\]\*\*/.anchorsMatchLineEndings())
      .map { String($0.output.1) }
  }

  /// Lines of documentation that name a source, `- Source: …`.
  static func sourceLines(of text: String) -> [String] {
    text.matches(of: /^\s*\/\/\/ - Source:.*$/.anchorsMatchLineEndings()).map { String($0.output) }
  }

  static func lineCount(_ text: String) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false).count - (text.hasSuffix("\n") ? 1 : 0)
  }

  /// Targets of a Markdown file's links and pictures that lie in the checkout, without their `#part`.
  static func localLinks(of markdown: String) -> [String] {
    markdown.matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
      .filter { !$0.contains("://") && !$0.hasPrefix("#") && !$0.hasPrefix("mailto:") }
      .compactMap { $0.split(separator: "#").first.map(String.init) }
  }
}
