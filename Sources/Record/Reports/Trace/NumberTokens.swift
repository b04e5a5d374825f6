import Foundation

/// The numbers and dates in a text, each by itself.
enum NumberTokens {
  struct Token {
    let text: String
    /// A percent sign follows, or does after a range: "31 to 39 %".
    let isShare: Bool
  }

  static func of(_ text: String) -> [Token] {
    text.matches(
      of:
        /(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?|\d{4}-\d{2}|[−-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[−-]?\d+(?:\.\d+)?)(?![\w]|-\d|\.\d)/
    ).filter { match in
      // Digits within a word, a name or a version are none.
      guard match.range.lowerBound > text.startIndex else { return true }
      let before = text[text.index(before: match.range.lowerBound)]
      return !(before.isLetter || before.isNumber || "_.-".contains(before))
    }.map { match in
      let after = text[match.range.upperBound...].prefix(40)
      return Token(text: String(match.output.1), isShare: after.firstMatch(of: /^( to [\d.,]+)? ?%/) != nil)
    }
  }

  /// The number that a token is; `nil` of a date.
  static func number(_ token: String) -> Double? {
    Double(token.replacing(",", with: "").replacing("−", with: "-"))
  }

  /// How far the number that was rounded may lie: a unit of the last place, since some ends are rounded outwards; where
  /// the last digits are zeros half a unit of the place before them.
  static func tolerance(_ token: String) -> Double {
    let digits = token.replacing(",", with: "").replacing("−", with: "").replacing("-", with: "")
    if let point = digits.firstIndex(of: ".") {
      return pow(10, -Double(digits.distance(from: point, to: digits.endIndex) - 1)) * 1.000_001
    }
    let zeros = digits.reversed().prefix { $0 == "0" }.count
    return zeros == 0 || zeros == digits.count ? 1.000_001 : 0.500_001 * pow(10, Double(zeros))
  }
}
