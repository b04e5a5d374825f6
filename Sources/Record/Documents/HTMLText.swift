/// The text that a page shows, and what its head says of it.
///
/// A tokenizer and no tree: each byte is looked at once or twice, whatever is nested in what, so that a page made to
/// harm costs no more than its length. Scripts, styles, templates and comments are left out; whether a style hides
/// something is not known.
struct HTMLText {
  private(set) var facts = HTMLFacts()
  private let bytes: [UInt8]
  private var position = 0
  private var output: [UInt8] = []
  private var endsWithSpace = true
  private var endsWithBreak = true
  private var templates = 0
  private var preformatted = 0

  var text: String { String(decoding: output, as: UTF8.self) }

  /// - Parameter bytes: the page as UTF-8.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count / 4)
    while position < bytes.count { step() }
    while let last = output.last, last == 0x20 || last == 0x0A { output.removeLast() }
  }

  private mutating func step() {
    guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count else {
      character()
      return
    }
    let next = bytes[position + 1]
    if next == UInt8(ascii: "!") {
      declaration()
    } else if next == UInt8(ascii: "?") {
      position = after(UInt8(ascii: ">"), from: position + 2)
    } else if Self.isLetter(next) {
      tag(from: position + 1, isEnd: false)
    } else if next == UInt8(ascii: "/"), position + 2 < bytes.count {
      if Self.isLetter(bytes[position + 2]) {
        tag(from: position + 2, isEnd: true)
      } else {
        position = after(UInt8(ascii: ">"), from: position + 2)
      }
    } else {
      character()
    }
  }

  // MARK: - Text

  private mutating func character() {
    let byte = bytes[position]
    if byte == UInt8(ascii: "&") {
      let (text, end) = HTMLEntity.read(bytes, at: position)
      for byte in text { emit(byte) }
      position = end
    } else {
      emit(byte)
      position += 1
    }
  }

  private mutating func emit(_ byte: UInt8) {
    guard templates == 0 else { return }
    switch byte {
    case 0x0A where preformatted > 0: lineBreak()
    case 0x09...0x0D, 0x20:
      guard !endsWithSpace else { return }
      output.append(0x20)
      endsWithSpace = true
    default:
      output.append(byte)
      endsWithSpace = false
      endsWithBreak = false
    }
  }

  private mutating func lineBreak() {
    guard templates == 0, !endsWithBreak else { return }
    if output.last == 0x20 { output.removeLast() }
    output.append(0x0A)
    endsWithSpace = true
    endsWithBreak = true
  }

  // MARK: - Markup

  /// A comment, or anything else that begins with `<!`.
  private mutating func declaration() {
    guard bytes[position...].starts(with: [0x3C, 0x21, 0x2D, 0x2D]) else {
      position = after(UInt8(ascii: ">"), from: position + 2)
      return
    }
    position += 4
    // `<!-->` and `<!--->` are whole comments.
    if position < bytes.count, bytes[position] == UInt8(ascii: ">") {
      position += 1
      return
    }
    var dashes = 2
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: ">"), dashes >= 2 { return }
      dashes = byte == UInt8(ascii: "-") ? dashes + 1 : byte == UInt8(ascii: "!") && dashes >= 2 ? dashes : 0
    }
  }

  private mutating func tag(from start: Int, isEnd: Bool) {
    let tag = HTMLTag(bytes, at: start)
    position = tag.end
    guard tag.isWhole else { return }
    switch (Self.roles[tag.name], isEnd) {
    case (.template, _): templates = isEnd ? max(0, templates - 1) : templates + 1
    case (.silent, false):
      let content = skip(to: tag.name)
      if tag.name == "script" { facts.readScript(bytes[content], attributes: tag.attributes) }
    case (.title, false):
      let content = skip(to: tag.name)
      if templates == 0 { facts.readTitle(bytes[content]) }
    case (.plaintext, false):
      lineBreak()
      while position < bytes.count {
        emit(bytes[position])
        position += 1
      }
    case (.block, _): lineBreak()
    case (.cell, _): emit(0x20)
    case (.preformatted, _):
      preformatted = isEnd ? max(0, preformatted - 1) : preformatted + 1
      lineBreak()
    case (.fact, false): if templates == 0 { facts.read(tag.name, tag.attributes) }
    default: break
    }
  }

  /// Moves behind the end tag of an element that holds no markup; to the end of the page where it has none.
  private mutating func skip(to name: String) -> Range<Int> {
    let start = position
    let end = Array(name.utf8)
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<"), position + 2 + end.count <= bytes.count,
        bytes[position + 1] == UInt8(ascii: "/"), isName(end, at: position + 2)
      else {
        position += 1
        continue
      }
      let content = start..<position
      position = after(UInt8(ascii: ">"), from: position + 2)
      return content
    }
    return start..<bytes.count
  }

  private func isName(_ name: [UInt8], at start: Int) -> Bool {
    for (index, byte) in name.enumerated() where bytes[start + index] | 0x20 != byte { return false }
    let end = start + name.count
    return end >= bytes.count || !Self.isLetter(bytes[end])
  }

  private func after(_ byte: UInt8, from start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] != byte { place += 1 }
    return min(place + 1, bytes.count)
  }

  static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) && byte < 0x80 }

  private enum Role { case template, silent, title, plaintext, block, cell, preformatted, fact }

  private static let roles: [String: Role] = {
    let lists: [(Role, String)] = [
      (.template, "template"), (.silent, "script style iframe noembed noframes xmp"), (.title, "title"),
      (.plaintext, "plaintext"), (.preformatted, "pre"), (.cell, "td th option button input"),
      (.fact, "meta html time"),
      (
        .block,
        "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption "
          + "figure footer form h1 h2 h3 h4 h5 h6 head header hr legend li main menu nav ol optgroup p section select "
          + "summary table tbody tfoot thead tr ul video"
      ),
    ]
    let pairs = lists.flatMap { role, names in names.split(separator: " ").map { (String($0), role) } }
    return Dictionary(pairs) { first, _ in first }
  }()
}
