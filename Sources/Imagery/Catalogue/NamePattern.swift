/// A name with `*` for any letters and `?` for one; upper and lower case are the same.
package struct NamePattern: Sendable, Hashable {
  package let text: String
  private let letters: [Character]

  package init(_ text: String) {
    self.text = text
    letters = Array(text.lowercased())
  }

  /// Takes at most as many steps as the product of both lengths, however many stars there are.
  package func matches(_ name: String) -> Bool {
    let name = Array(name.lowercased())
    var (pattern, place) = (0, 0)
    var star: (pattern: Int, place: Int)?
    while place < name.count {
      if pattern < letters.count, letters[pattern] == "*" {
        star = (pattern, place)
        pattern += 1
      } else if pattern < letters.count, letters[pattern] == "?" || letters[pattern] == name[place] {
        pattern += 1
        place += 1
      } else if let last = star {
        star = (last.pattern, last.place + 1)
        (pattern, place) = (last.pattern + 1, last.place + 1)
      } else {
        return false
      }
    }
    return letters[pattern...].allSatisfy { $0 == "*" }
  }
}
