/// A Korean syllable as its lead, vowel and tail, numbered as Unicode orders them.
struct HangulSyllable: Hashable {
  /// 0 ㄱ, ㄲ, ㄴ, ㄷ, ㄸ, 5 ㄹ, ㅁ, ㅂ, ㅃ, ㅅ, 10 ㅆ, ㅇ, ㅈ, ㅉ, ㅊ, 15 ㅋ, ㅌ, ㅍ, ㅎ.
  var lead: Int
  /// 0 ㅏ, ㅐ, ㅑ, ㅒ, ㅓ, 5 ㅔ, ㅕ, ㅖ, ㅗ, ㅘ, 10 ㅙ, ㅚ, ㅛ, ㅜ, ㅝ, 15 ㅞ, ㅟ, ㅠ, ㅡ, ㅢ, 20 ㅣ.
  var vowel: Int
  /// 0 none, ㄱ, ㄲ, ㄳ, ㄴ, 5 ㄵ, ㄶ, ㄷ, ㄹ, ㄺ, 10 ㄻ, ㄼ, ㄽ, ㄾ, ㄿ, 15 ㅀ, ㅁ, ㅂ, ㅄ, ㅅ, 20 ㅆ, ㅇ, ㅈ, ㅊ, ㅋ, 25 ㅌ, ㅍ, ㅎ.
  var tail: Int

  /// `nil` for anything but a whole syllable.
  init?(_ scalar: Unicode.Scalar) {
    guard (0xAC00...0xD7A3).contains(scalar.value) else { return nil }
    let index = Int(scalar.value) - 0xAC00
    (lead, vowel, tail) = (index / 588, index % 588 / 28, index % 28)
  }

  var text: String {
    Unicode.Scalar(UInt32(0xAC00 + (lead * 21 + vowel) * 28 + tail)).map { String($0) } ?? ""
  }

  /// As the South writes and says it at the beginning of a word: ㄹ is no first sound there, nor is ㄴ before i and y.
  var southern: HangulSyllable {
    var syllable = self
    let isBeforeY = [2, 3, 6, 7, 12, 17, 20].contains(vowel)
    if lead == 5 { syllable.lead = isBeforeY ? 11 : 2 } else if lead == 2, isBeforeY { syllable.lead = 11 }
    return syllable
  }
}
