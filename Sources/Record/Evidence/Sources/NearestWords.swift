/// The words of a text that come nearest to a passage that it does not say.
enum NearestWords {
  /// A word by what its letters come to, and where it begins and ends. Two words of one number are taken for one, which
  /// costs no more than a poor hint.
  private struct Word {
    let number: UInt64
    let start: Int32
    let end: Int32
  }

  /// The stretch of as many words that has most of the passage's, on one line; `nil` under a third of them. Takes time
  /// in proportion to the text.
  static func find(_ passage: String, in text: String) -> String? {
    let asked = words(of: passage)
    guard !asked.isEmpty else { return nil }
    var missing: [UInt64: Int] = [:]
    for word in asked { missing[word.number, default: 0] += 1 }
    let given = words(of: text)
    var (shared, best, bestStart) = (0, 0, 0)
    for (index, word) in given.enumerated() {
      if let left = missing[word.number] {
        if left > 0 { shared += 1 }
        missing[word.number] = left - 1
      }
      if index >= asked.count, let left = missing[given[index - asked.count].number] {
        if left >= 0 { shared -= 1 }
        missing[given[index - asked.count].number] = left + 1
      }
      let start = max(0, index + 1 - asked.count)
      // Of windows that share as many words the one that begins as the passage does.
      let begins = given[start].number == asked[0].number
      if shared > best || shared == best && begins && given[bestStart].number != asked[0].number {
        (best, bestStart) = (shared, start)
      }
    }
    guard best * 3 >= asked.count, best > 0 else { return nil }
    let last = given[min(given.count, bestStart + asked.count) - 1]
    let whole = ExtractedText(text)
    return whole.passage(from: Int(given[bestStart].start), to: Int(last.end)).asOneLine
  }

  /// Words without capitals, accents and signs; of Chinese and Japanese each letter.
  private static func words(of text: String) -> [Word] {
    let folded = FoldedText(text, .loose)
    var words: [Word] = []
    var number: UInt64 = 0
    var start: Int32?
    for index in folded.units.indices {
      let unit = folded.units[index]
      let isAlone = (0x3040...0x9FFF).contains(unit)
      let isBorder = isAlone || folded.marks[index].has(.spaceOrHyphen)
      if let first = start, isBorder || !folded.marks[index].has(.word) {
        words.append(Word(number: number, start: first, end: folded.offsets[index - 1] + 1))
        start = nil
      }
      guard folded.marks[index].has(.word) else { continue }
      if start == nil { (start, number) = (folded.offsets[index], 14_695_981_039_346_656_037) }
      number = (number ^ UInt64(unit)) &* 1_099_511_628_211
    }
    if let first = start, let last = folded.offsets.last {
      words.append(Word(number: number, start: first, end: last + 1))
    }
    return words
  }
}
