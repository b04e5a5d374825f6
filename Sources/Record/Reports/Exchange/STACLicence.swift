import Provenance

/// A picture's licence as STAC 1.0 has it: an SPDX name, `various` or `proprietary`.
struct STACLicence {
  /// `nil` where nothing is known: an item then has none.
  let code: String?
  /// The licence's own words, where they are no code.
  let words: String?
  /// Where it can be read.
  let link: JSONValue?

  init(_ licence: String?) {
    let text = STACText.line(licence ?? "")
    if text.isEmpty {
      (code, words, link) = (nil, nil, nil)
    } else if Self.isCode(text) {
      (code, words, link) = (text, nil, nil)
    } else {
      code = "proprietary"
      words = text
      link = Self.isAddress(text) ? ["rel": "license", "href": .string(text)] : nil
    }
  }

  /// What a collection says of the licences of its items.
  static func code(of licences: [STACLicence]) -> String {
    let codes = Set(licences.map(\.code))
    // STAC 1.0 has no word for "unknown"; who is not told that something is allowed must ask.
    guard codes.count > 1 else { return codes.first.flatMap { $0 } ?? "proprietary" }
    return "various"
  }

  private static func isCode(_ text: String) -> Bool {
    text.utf8.count <= 100 && PlainNames.isPlain(text.replacing("+", with: "-"))
  }

  private static func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }
  }
}
