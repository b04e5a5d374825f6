import Quantities

/// A retelling cut into tokens. Signs that a reader does not see, or that turn the direction of writing, are no part of
/// a quotation: a text with them is not read.
struct QuoteTokens {
  let tokens: [QuoteToken]
  private let language: QuoteLanguage

  /// `nil` where the text holds control or direction characters.
  init?(_ text: String, _ language: QuoteLanguage) {
    self.language = language
    var reader = Reader(Array(text.unicodeScalars), language)
    guard let tokens = reader.read() else { return nil }
    self.tokens = tokens
  }

  /// The tokens between full stops and between the words that set clauses off.
  var clauses: [[QuoteToken]] {
    var clauses: [[QuoteToken]] = [[]]
    for token in tokens {
      if token.kind == .stop || language.clauseBreaks.contains(token) {
        clauses.append([])
      } else {
        clauses[clauses.count - 1].append(token)
      }
    }
    return clauses.filter { !$0.isEmpty }
  }
}

extension QuoteTokens {
  struct Reader {
    private let scalars: [Unicode.Scalar]
    private let language: QuoteLanguage
    private var tokens: [QuoteToken] = []
    private var index = 0

    init(_ scalars: [Unicode.Scalar], _ language: QuoteLanguage) {
      self.scalars = scalars
      self.language = language
    }

    mutating func read() -> [QuoteToken]? {
      while index < scalars.count {
        let scalar = scalars[index]
        if Self.isForbidden(scalar) { return nil }
        if Self.isDigit(scalar) {
          readDigits()
        } else if scalar.properties.isAlphabetic {
          readWord()
        } else {
          readSign(scalar)
          index += 1
        }
      }
      return tokens
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: false
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
      case 0xFFF9...0xFFFD, 0xE0000...0xE007F: true
      default: false
      }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private func scalar(_ place: Int) -> Unicode.Scalar? { scalars.indices.contains(place) ? scalars[place] : nil }

    private func digits(from start: Int) -> String {
      var text = ""
      var place = start
      while let next = scalar(place), Self.isDigit(next), text.count < 18 {
        text.unicodeScalars.append(next)
        place += 1
      }
      return text
    }

    // MARK: - Numbers

    private mutating func readDigits() {
      if readISODay() || readShortDay() { return }
      var whole = digits(from: index)
      index += whole.count
      // A separator counts only where exactly three digits follow it: "1,240", "1 240" with a hard space.
      while whole.count < 16, let next = scalar(index), [",", "\u{A0}", "\u{202F}", "\u{2009}", "'"].contains(next),
        digits(from: index + 1).count == 3
      {
        whole += digits(from: index + 1)
        index += 4
      }
      var unit = 1.0
      var value = Double(whole) ?? 0
      var other: Double?
      if let next = scalar(index), next == "." || next == ",", case let rest = digits(from: index + 1), !rest.isEmpty,
        next == "." || rest.count < 3
      {
        unit = rest.reduce(1.0) { step, _ in step / 10 }
        if next == ".", rest.count == 3, whole.count <= 3 { other = Double(whole + rest) }
        value = Double("\(whole).\(rest)") ?? value
        index += 1 + rest.count
      }
      var token = QuoteToken(kind: .number, text: whole, stem: whole, isCapital: false)
      token.value = value
      token.unit = unit
      token.otherValue = other
      readTail(&token)
      tokens.append(token)
    }

    /// "3rd" is an ordinal, "3f2a" a name; "240m" and "60%" leave their unit for the next token.
    private mutating func readTail(_ token: inout QuoteToken) {
      var tail = ""
      var place = index
      while let next = scalar(place), next.properties.isAlphabetic || Self.isDigit(next), tail.count < 12 {
        tail.unicodeScalars.append(next)
        place += 1
      }
      if language.ordinalEndings.contains(tail.lowercased()) {
        token.isOrdinal = true
        index = place
      } else if tail.contains(where: \.isNumber), token.unit == 1, language.units.match([word(tail)], at: 0) == nil {
        token = word(token.text + tail)
        index = place
      }
    }

    private mutating func readISODay() -> Bool {
      guard index + 10 <= scalars.count, scalars[index + 4] == "-", scalars[index + 7] == "-" else { return false }
      if let after = scalar(index + 10), Self.isDigit(after) { return false }
      let text = String(String.UnicodeScalarView(scalars[index..<index + 10]))
      guard let day = Timestamp(iso8601: text) else { return false }
      var token = QuoteToken(kind: .date, text: text, stem: text, isCapital: false)
      token.day = day
      tokens.append(token)
      index += 10
      return true
    }

    /// "19/4/2021", "19.04.2021": a day where only one order of day and month is possible, else a date unread.
    private mutating func readShortDay() -> Bool {
      let first = digits(from: index)
      let sign = scalar(index + first.count)
      guard first.count <= 2, sign == "/" || sign == "." else { return false }
      let second = digits(from: index + first.count + 1)
      let next = index + first.count + 1 + second.count
      guard !second.isEmpty, second.count <= 2, scalar(next) == sign, case let third = digits(from: next + 1),
        third.count == 2 || third.count == 4
      else { return false }
      let text = "\(first)/\(second)/\(third)"
      var token = QuoteToken(kind: .date, text: text, stem: text, isCapital: false)
      if let a = Int(first), let b = Int(second), let year = Int(third), third.count == 4, max(a, b) > 12 || a == b {
        token.day = Timestamp(year: year, month: min(a, b), day: max(a, b))
      }
      tokens.append(token)
      index = next + 1 + third.count
      return true
    }

    // MARK: - Words

    private func word(_ text: String) -> QuoteToken {
      let small = text.lowercased()
      return QuoteToken(
        kind: .word, text: small, stem: language.singular(small), isCapital: text.first?.isUppercase == true)
    }

    private mutating func readWord() {
      var text = ""
      while let next = scalar(index), text.count < 64 {
        if next.properties.isAlphabetic || Self.isDigit(next) || next.properties.isDiacritic && next != "^" {
          text.unicodeScalars.append(next)
        } else if next == "\u{B2}" {
          text += "2"
        } else if next == "'" || next == "\u{2019}", scalar(index + 1)?.properties.isAlphabetic == true {
          text += "'"
        } else if next != "\u{AD}" && next != "\u{200B}" && next != "\u{200D}" && next != "\u{2060}" {
          break
        }
        index += 1
      }
      if text.isEmpty { index += 1 }
      if let parts = language.contractions[text.lowercased()] {
        tokens += parts.map(word)
      } else if text.lowercased().hasSuffix("n't") {
        tokens += [word(String(text.dropLast(3))), word("not")]
      } else {
        let bare = text.hasSuffix("'s") ? String(text.dropLast(2)) : text
        if !bare.isEmpty { tokens.append(word(bare)) }
      }
    }

    private mutating func readSign(_ scalar: Unicode.Scalar) {
      func sign(_ text: String) { tokens.append(QuoteToken(kind: .sign, text: text, stem: text, isCapital: false)) }
      func stop() { tokens.append(QuoteToken(kind: .stop, text: ".", stem: ".", isCapital: false)) }
      switch scalar {
      case "%", "\u{FF05}", "\u{66A}": sign("%")
      case "~", "\u{2248}": sign("~")
      case "<", ">", "/", "\u{D7}", "#", "$", "\u{20AC}", "\u{A3}", "\u{B1}": sign(String(Character(scalar)))
      case "!", "?", ";", "\n": stop()
      case ".": if endsSentence { stop() }
      case ":": sign(":")
      case ",", "(", ")", "[", "]", "\u{2026}": sign(",")
      case "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}": readDash(scalar)
      default: break
      }
    }

    /// A dash joins words, spans a range of numbers, or sets off a part of the sentence.
    private mutating func readDash(_ scalar: Unicode.Scalar) {
      let before = tokens.last.map { $0.kind == .number || $0.kind == .date || $0.text == "%" } ?? false
      var place = index + 1
      while self.scalar(place) == " " { place += 1 }
      if before, let next = self.scalar(place), Self.isDigit(next) {
        tokens.append(QuoteToken(kind: .sign, text: "-", stem: "-", isCapital: false))
      } else if self.scalar(index - 1) == " " || scalar == "\u{2014}" {
        tokens.append(QuoteToken(kind: .sign, text: ",", stem: ",", isCapital: false))
      }
    }

    /// A point after an abbreviation, or before a small letter, ends no sentence.
    private var endsSentence: Bool {
      guard let last = tokens.last else { return false }
      var place = index + 1
      while let next = scalar(place), next == " " || next == "\u{A0}" || next == "\"" || next == "\u{201D}" {
        place += 1
      }
      guard let next = scalar(place) else { return true }
      if next.properties.isLowercase { return false }
      return !(language.abbreviations.contains(last.text) && scalar(index + 1) == " ")
    }
  }
}
