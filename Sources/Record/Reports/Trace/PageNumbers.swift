/// The numbers and dates of a page that Telltale wrote, in their order.
///
/// Read is what a reader sees: text between tags, and the labels that are read aloud in a picture's place. Letters with
/// digits among them (`CE90`, ids, hashes, names of files) are no numbers.
package enum PageNumbers {
  /// Attribute by which an element says where its numbers come from: places separated by spaces.
  static let attribute = "data-from"

  package static func of(_ page: String) -> [PageNumber] {
    var numbers: [PageNumber] = []
    var open: [(tag: String, from: [String], isScale: Bool)] = []
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      read(String(rest[..<start]), open.last, into: &numbers)
      guard let end = tagEnd(rest[start...]) else { break }
      let tag = String(rest[rest.index(after: start)..<end])
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        if let index = open.lastIndex(where: { $0.tag == tag.dropFirst() }) { open.removeSubrange(index...) }
        continue
      }
      let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" })
      let from = value(of: attribute, in: tag).map { $0.split(separator: " ").map(String.init) }
      let inherited = open.last?.from ?? []
      let element = (
        tag: name, from: from ?? inherited,
        isScale: value(of: "class", in: tag)?.split(separator: " ").contains("tick") == true
      )
      if let label = value(of: "aria-label", in: tag) { read(label, element, into: &numbers) }
      if silent.contains(name) || tag.contains(" hidden ") {
        guard let close = rest.firstRange(of: "</\(name)>") else { break }
        rest = rest[close.upperBound...]
        continue
      }
      if !tag.hasSuffix("/"), !void.contains(name) { open.append(element) }
    }
    read(String(rest), open.last, into: &numbers)
    return numbers
  }

  private static let silent: Set<String> = ["style", "script"]
  private static let void: Set<String> = ["!DOCTYPE", "meta", "br", "img", "link", "hr"]

  /// The `>` that ends a tag, not one within an attribute.
  private static func tagEnd(_ text: Substring) -> String.Index? {
    var isQuoted = false
    return text.indices.first { index in
      if text[index] == "\"" { isQuoted.toggle() }
      return text[index] == ">" && !isQuoted
    }
  }

  private static func value(of attribute: String, in tag: String) -> String? {
    guard let start = tag.firstRange(of: " \(attribute)=\"") else { return nil }
    return String(tag[start.upperBound...].prefix { $0 != "\"" })
  }

  private static func read(
    _ text: String, _ element: (tag: String, from: [String], isScale: Bool)?, into numbers: inout [PageNumber]
  ) {
    guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return }
    let plain = plain(text)
    for token in NumberTokens.of(plain) {
      numbers.append(
        PageNumber(
          text: token.text, context: plain, from: element?.from ?? [], isScale: element?.isScale ?? false,
          isShare: token.isShare, isDifference: token.isDifference))
    }
  }

  private static func plain(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&").replacing("\u{A0}", with: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
