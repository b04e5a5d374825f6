import Foundation

/// Options of a command line: `--name value`, and flags without a value.
package struct CommandOptions: Sendable {
  private var values: [String: String] = [:]
  private var flags: Set<String> = []

  /// - Throws: `misuse` for a word that is no option, or an option without its value.
  package init(_ words: [String], valued: Set<String>, flags known: Set<String>) throws(BenchError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if known.contains(word) {
        flags.insert(word)
      } else if valued.contains(word) {
        guard let value = rest.popFirst() else {
          throw BenchError(.misuse, at: word, "It needs a value.", mend: "See --help.")
        }
        values[word] = value
      } else {
        throw BenchError(.misuse, at: word, "There is no such option.", mend: "See --help.")
      }
    }
  }

  package func has(_ flag: String) -> Bool { flags.contains(flag) }
  package subscript(_ name: String) -> String? { values[name] }

  /// - Throws: `misuse` for anything but a whole number from 1 on.
  package func count(_ name: String, default usual: Int) throws(BenchError) -> Int {
    guard let text = values[name] else { return usual }
    guard let number = Int(text), number > 0 else {
      throw BenchError(.misuse, at: "\(name) \(text)", "It is not a whole number from 1 on.", mend: "See --help.")
    }
    return number
  }

  /// Seeds as `FIRST..LAST`, `FIRST...LAST`, one number, or `none`.
  /// - Throws: `misuse` for anything else.
  package func seeds(_ name: String, default usual: ClosedRange<Int>) throws(BenchError) -> [Int] {
    guard let text = values[name] else { return Array(usual) }
    if text == "none" { return [] }
    let ends = text.split(separator: ".").map { Int($0) }
    if ends.count == 1, let only = ends[0] { return [only] }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
      throw BenchError(
        .misuse, at: "\(name) \(text)", "These are no seeds.", mend: "Write FIRST..LAST, as in 1..100, or none.")
    }
    return Array(first...last)
  }
}
