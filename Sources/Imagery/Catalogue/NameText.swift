/// A file name cut into its runs of digits and what stands between them.
struct NameText {
  typealias Time = (hour: Int, minute: Int, second: Int)

  struct Run {
    let start: Int
    let digits: [UInt8]
    var end: Int { start + digits.count }
  }

  let runs: [Run]
  private let bytes: [UInt8]

  init(_ name: String) {
    // No real name is longer, and the patterns look at every run.
    bytes = Array(name.utf8.prefix(1_024))
    var runs: [Run] = []
    var position = 0
    while position < bytes.count {
      let start = position
      while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
      if position > start {
        runs.append(Run(start: start, digits: Array(bytes[start..<position])))
      } else {
        position += 1
      }
    }
    self.runs = runs
  }

  /// Number of digits; 0 where there is no such run.
  func length(_ run: Int) -> Int { runs.indices.contains(run) ? runs[run].digits.count : 0 }

  /// The run, or some of its digits, as a number; `nil` where it has not that many.
  func number(_ run: Int, _ range: Range<Int>? = nil) -> Int? {
    guard runs.indices.contains(run) else { return nil }
    let digits = runs[run].digits
    let range = range ?? 0..<digits.count
    guard range.upperBound <= digits.count, range.count <= 9 else { return nil }
    return digits[range].reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// What stands between two runs.
  func between(_ run: Int, _ next: Int) -> String? {
    guard runs.indices.contains(run), runs.indices.contains(next), run < next else { return nil }
    return String(decoding: bytes[runs[run].end..<runs[next].start], as: UTF8.self)
  }

  /// The last bytes before a run.
  func before(_ run: Int, count: Int) -> String? {
    guard runs.indices.contains(run), runs[run].start >= count else { return nil }
    return String(decoding: bytes[runs[run].start - count..<runs[run].start], as: UTF8.self)
  }

  /// Year, month and day in three runs with the same separator.
  func separatedDate(_ run: Int) -> (year: Int, month: Int, day: Int)? {
    guard length(run) == 4, length(run + 1) == 2, length(run + 2) == 2, let separator = between(run, run + 1),
      ["-", "_", ".", ":"].contains(separator), between(run + 1, run + 2) == separator,
      let year = number(run), let month = number(run + 1), let day = number(run + 2)
    else { return nil }
    return (year, month, day)
  }

  /// The time of day that follows the date which ends in `run`; `nil` where what follows is no time.
  func time(after run: Int) -> Time? {
    guard let outer = between(run, run + 1), ["T", "t", " ", "_", "-"].contains(outer) else { return nil }
    let isMarked = outer == "T" || outer == "t"
    let length = length(run + 1)
    if length == 6 || (isMarked && (length == 4 || length > 6)) {
      return valid(number(run + 1, 0..<2), number(run + 1, 2..<4), length == 4 ? 0 : number(run + 1, 4..<6))
    }
    guard length == 2, self.length(run + 2) == 2, let inner = between(run + 1, run + 2),
      [":", "-", "_", ".", "h", "H"].contains(inner)
    else { return nil }
    if self.length(run + 3) == 2, [inner, ":", "m"].contains(between(run + 2, run + 3) ?? "") {
      return valid(number(run + 1), number(run + 2), number(run + 3))
    }
    // Two bare pairs after an underscore are more often a tile's row and column than a time.
    let isClear = isMarked || [":", "h", "H"].contains(inner) || (outer == "-" && inner == "_")
    return isClear ? valid(number(run + 1), number(run + 2), 0) : nil
  }

  /// The month named between two runs: `JUN`, or `-June-` where it need not be joined.
  func month(_ run: Int, _ next: Int, isJoined: Bool) -> Int? {
    guard let text = between(run, next), text.utf8.count <= 16 else { return nil }
    let word = isJoined ? text.lowercased() : text.lowercased().filter { $0.isLetter }
    let isClean = text.allSatisfy { $0.isLetter || "-_ .,".contains($0) }
    guard isClean, word.count >= 3 else { return nil }
    let index = NameText.months.firstIndex {
      $0 == word || $0.prefix(3) == word || (word == "sept" && $0 == "september")
    }
    return index.map { $0 + 1 }
  }

  private func valid(_ hour: Int?, _ minute: Int?, _ second: Int?) -> Time? {
    guard let hour, let minute, let second, hour < 24, minute < 60, second < 60 else { return nil }
    return (hour, minute, second)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
}
