import Mustache

/// Escapes text from outside, so that it can be nothing but text in HTML, in an attribute and in SVG.
///
/// Mustache's own escaping looks at characters as Swift sees them: a `<` that a combining mark follows, or that
/// U+0600 precedes, is another character there and passes as it is. Browsers look at scalars, and so does this.
struct InertText: MustacheContentType {
  static let name = "TELLTALE"

  /// Registers the escaping under `name`. Templates that name it do not parse before.
  static let register: Void = MustacheContentTypes.register(InertText(), named: name)

  func escapeText(_ text: String) -> String { InertText.escape(text) }

  static func escape(_ text: String) -> String {
    // Most of a page is numbers, and pictures in base 64: nothing to escape.
    if text.utf8.allSatisfy(isPlain) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x3C: result.append(contentsOf: "&lt;".unicodeScalars)
      case 0x3E: result.append(contentsOf: "&gt;".unicodeScalars)
      case 0x26: result.append(contentsOf: "&amp;".unicodeScalars)
      case 0x22: result.append(contentsOf: "&quot;".unicodeScalars)
      case 0x27: result.append(contentsOf: "&#39;".unicodeScalars)
      case 0x09, 0x0A, 0x0D: result.append(" ")
      // Other controls are not allowed in HTML, and nobody sees them.
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
      // Marks that turn the direction of writing would let a name reorder the words around it.
      case 0x202A...0x202E, 0x2066...0x2069: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a byte of UTF-8 is a printing character of ASCII that means nothing in HTML.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E: false
    default: byte >= 0x20 && byte < 0x7F
    }
  }
}
