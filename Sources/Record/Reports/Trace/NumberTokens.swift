import Foundation

/// The numbers and dates in a text, each by itself.
enum NumberTokens {
  struct Token {
    let text: String
    /// A percent sign follows, or does after a range: "31 to 39 %".
    let isShare: Bool
    /// Of a share: "smaller" or "larger" follows, so that it is told from the whole.
    let isDifference: Bool
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
      return Token(
        text: String(match.output.1), isShare: after.firstMatch(of: /^( to [\d.,]+)? ?%/) != nil,
        isDifference: after.firstMatch(of: /^( to [\d.,]+)? ?% (smaller|larger)/) != nil)
    }
  }

  /// The number that a token is; `nil` of a date.
  static func number(_ token: String) -> Double? {
    Double(token.replacing(",", with: "").replacing("−", with: "-"))
  }

  /// Half a unit of the last digit that may mean something: how far the number that was rounded may lie.
  static func tolerance(_ token: String) -> Double {
    let digits = token.replacing(",", with: "").replacing("−", with: "").replacing("-", with: "")
    if let point = digits.firstIndex(of: ".") {
      return 0.500_001 * pow(10, -Double(digits.distance(from: point, to: digits.endIndex) - 1))
    }
    let zeros = digits.reversed().prefix { $0 == "0" }.count
    return zeros == digits.count ? 0.500_001 : 0.500_001 * pow(10, Double(zeros))
  }
}
