/// The lines that share something, per thing shared. Finding them takes one pass over all keys, never over all pairs.
struct SharedKeys {
  struct Key: Hashable {
    let reason: EvidenceTie.Reason
    let text: String
  }

  /// Things that at least two lines share, by reason and in the order in which they appear.
  private(set) var groups: [(key: Key, members: [Int])] = []

  init(_ lines: [EvidenceLine]) {
    let ids = Set(lines.map(\.id))
    var position: [Key: Int] = [:]
    var found: [(key: Key, members: [Int])] = []
    func add(_ reason: EvidenceTie.Reason, _ text: String, _ line: Int) {
      // A field left blank is nothing shared.
      guard !AssessmentText.isEmpty(text) else { return }
      let key = Key(reason: reason, text: text)
      if let at = position[key] {
        found[at].members.append(line)
      } else {
        position[key] = found.count
        found.append((key, [line]))
      }
    }
    for (index, line) in lines.enumerated() {
      for id in line.quotes.sorted() where id != line.id {
        add(ids.contains(id) ? .quotes : .quotesTheSame, id, index)
      }
      if let hash = line.contentHash { add(.sameContent, hash.hexadecimal, index) }
      for tip in Self.spellings(line.tips) { add(.sameTip, tip, index) }
      for scene in line.scenes.sorted() { add(.sameScene, scene, index) }
      for author in Self.spellings(line.authors) { add(.sameAuthor, author, index) }
      for publisher in Self.spellings(line.publishers) { add(.samePublisher, publisher, index) }
      for sensor in Self.spellings(line.sensors) { add(.sameSensor, sensor, index) }
    }
    let shared = found.enumerated().filter { $0.element.members.count > 1 || $0.element.key.reason == .quotes }
    groups = shared.sorted {
      ($0.element.key.reason.rawValue, $0.offset) < ($1.element.key.reason.rawValue, $1.offset)
    }.map(\.element)
  }

  /// Each once whatever its capitals and the spaces around it.
  private static func spellings(_ names: Set<String>) -> [String] {
    names.isEmpty ? [] : Set(names.map { isPlain($0) ? $0 : $0.samePerson }).sorted()
  }

  /// Small letters, digits and the like, which `samePerson` leaves as they are.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x2D...0x3A).contains($0) || $0 == 0x5F }
  }
}
