import Provenance
import Quantities

/// What a source must be like to enter the record.
extension Source {
  private static let longestLabel = 1_000

  static func isID(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst()
    return text.utf8.first == UInt8(ascii: "S") && (1...9).contains(digits.count) && digits.first != UInt8(ascii: "0")
      && digits.allSatisfy { (48...57).contains($0) }
  }

  /// On one line and without characters that are not seen; `nil` where nothing is left.
  static func label(_ text: String?, _ what: String, _ place: String) throws(EvidenceError) -> String? {
    guard let line = text?.asOneLine, !line.isEmpty else { return nil }
    let size = line.unicodeScalars.count
    guard size <= longestLabel else {
      throw EvidenceError(
        .outOfRange, at: place, "Its \(what) has \(size) characters, and at most \(longestLabel) are taken.",
        mend: "Shorten it.")
    }
    return line
  }

  static func address(_ text: String?, _ place: String) throws(EvidenceError) -> String? {
    guard let text, !text.isBlank else { return nil }
    return try WebAddress(text, at: place).text
  }

  static func checkFile(_ mediaType: String, _ size: Int, _ place: String) throws(EvidenceError) {
    let halves = mediaType.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = mediaType.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || "/+-.".utf8.contains($0)
    }
    guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty }), isPlain, mediaType.utf8.count <= 100 else {
      throw EvidenceError(
        .unreadable, at: place, "\"\(mediaType.asOneLine.shortened(to: 60))\" is no media type.",
        mend: "Give one such as text/html.")
    }
    guard size >= 0 else {
      throw EvidenceError(.outOfRange, at: place, "No file has \(size) bytes.", mend: "Capture it again.")
    }
  }

  /// A day may have begun elsewhere while it has not here: one day is allowed.
  static func checkDates(_ published: Timestamp?, _ capturedAt: Timestamp, _ place: String) throws(EvidenceError) {
    guard let published, published.days(since: capturedAt) > 1 else { return }
    throw EvidenceError(
      .outOfRange, at: place,
      "It was captured on \(capturedAt.day), before the day on which it is said to be published, \(published.day).",
      mend: "Correct the date, or the clock of the machine.")
  }

  static func checkQuotes(_ quotes: [String], of id: String, _ place: String) throws(EvidenceError) {
    for other in quotes where !isID(other) || other == id {
      throw EvidenceError(
        .outOfRange, at: place, "It cannot quote \"\(other.asOneLine.shortened(to: 20))\".",
        mend: "Name other sources by their ids: S1, S2 …")
    }
    guard Set(quotes).count == quotes.count else {
      throw EvidenceError(.outOfRange, at: place, "It names one source twice.", mend: "Name it once.")
    }
  }

  /// Letters, digits and hyphens, as in RFC 5646; whether there is such a language is not looked up.
  static func checkedLanguage(_ language: String?, _ place: String) throws(EvidenceError) -> String? {
    guard let language = language?.trimmed, !language.isEmpty else { return nil }
    let tags = language.split(separator: "-", omittingEmptySubsequences: false)
    let isPlain = tags.allSatisfy { tag in
      (1...8).contains(tag.utf8.count) && tag.utf8.allSatisfy { (48...57).contains($0) || isLetter($0) }
    }
    guard isPlain, tags.count <= 6, let first = tags.first, (2...8).contains(first.utf8.count),
      first.utf8.allSatisfy(isLetter)
    else {
      throw EvidenceError(
        .unreadable, at: place, "\"\(language.asOneLine.shortened(to: 40))\" is no tag of a language.",
        mend: "Give one such as ko or en-GB.")
    }
    return language
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
}
