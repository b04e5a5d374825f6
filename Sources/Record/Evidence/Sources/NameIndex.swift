/// All spellings as one tree of letters, so that a text is read once however many there are.
struct NameIndex: Sendable {
  struct Match {
    /// Unit after the name's last.
    let end: Int
    let variants: [NameVariant]
  }

  private struct Entry: Sendable {
    let key: NameKey
    var breaks: Set<Int>
    var variants: [NameVariant]
  }

  private var steps: [UInt64: Int32] = [:]
  private var entries: [Int32: Entry] = [:]
  private var nodes: Int32 = 1

  init(_ variants: [NameVariant]) {
    for variant in variants {
      guard let key = NameKey(variant), variant.derivation == .given || key.isLongEnough else { continue }
      var node: Int32 = 0
      for unit in key.units {
        let step = Self.step(node, unit)
        if let next = steps[step] {
          node = next
        } else {
          steps[step] = nodes
          node = nodes
          nodes += 1
        }
      }
      entries[node, default: Entry(key: key, breaks: [], variants: [])].breaks.formUnion(key.breaks)
      entries[node]?.variants.append(variant)
    }
  }

  private static func step(_ node: Int32, _ unit: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(unit)
  }

  /// The longest name that begins with this unit; `nil` where none does.
  func longest(in text: FoldedText, at start: Int) -> Match? {
    let beginsWord = Self.beginsWord(text, start)
    guard beginsWord || text.units[start].isEastAsian, var node = steps[Self.step(0, text.units[start])] else {
      return nil
    }
    var best: Match?
    var spaces: [Int] = []
    var position = start
    while true {
      if let entry = entries[node], Self.fits(entry, text, start, position + 1, spaces, beginsWord) {
        best = Match(end: position + 1, variants: entry.variants)
      }
      position += 1
      guard position < text.count, Self.canGoOn(text.marks[position]),
        let next = steps[Self.step(node, text.units[position])]
      else { return best }
      if text.marks[position].has(.space), !text.marks[position].has(.lineEnd) {
        spaces.append(position - start)
      }
      node = next
    }
  }

  /// Nothing but one gap of one kind may stand within a name: no empty line, and no dash with spaces around it.
  private static func canGoOn(_ mark: FoldedText.Mark) -> Bool {
    if mark.has(.paragraph) { return false }
    return !mark.has(.hyphen) || !mark.has(.space) || mark.has(.lineEnd)
  }

  private static func fits(
    _ entry: Entry, _ text: FoldedText, _ start: Int, _ end: Int, _ spaces: [Int], _ beginsWord: Bool
  ) -> Bool {
    let hasCapital = text.marks[start].has(.upper)
    if entry.key.needsCapital, !hasCapital { return false }
    if entry.key.isOneSyllable, !beginsWord { return false }
    guard endsWord(text, end, entry.key) else { return false }
    return spaces.allSatisfy { place in
      if entry.breaks.contains(place) { return true }
      if entry.key.isEastAsian { return text.marks[start + place].has(.newline) }
      // "Ryong song" and "RYONG SONG" may be meant for Ryongsong, "sun an" in the middle of a sentence not for Sunan.
      return hasCapital && place >= 2 && end - start - place >= 2
    }
  }

  // MARK: - Words

  private static let elisions: Set<[UInt32]> = Set(
    ["l", "d", "qu", "dell", "all", "nell", "dall", "sull"].map { $0.unicodeScalars.map(\.value) })

  private static func beginsWord(_ text: FoldedText, _ start: Int) -> Bool {
    guard start > 0 else { return true }
    let mark = text.marks[start]
    if mark.has(.spaceOrHyphen) || !text.marks[start - 1].has(.word) { return true }
    if text.units[start - 1].isEastAsian != text.units[start].isEastAsian { return true }
    guard mark.has(.apostrophe) else { return false }
    // The apostrophe of P’yongyang is no border of words, that of l’Iran is one.
    var first = start - 1
    while first > 0, !text.marks[first].has(.separators), text.marks[first - 1].has(.word),
      start - first < 5
    {
      first -= 1
    }
    return elisions.contains(Array(text.units[first..<start]))
  }

  private static func endsWord(_ text: FoldedText, _ end: Int, _ key: NameKey) -> Bool {
    guard end < text.count else { return true }
    let mark = text.marks[end]
    let isBorder = mark.has(.separators) || !mark.has(.word)
    guard key.isEastAsian else { return isBorder || text.units[end].isEastAsian }
    // 룡성 is in 룡성구역, and 원리 is not in 원린.
    if text.units[end].isKorean, !text.units[end].isKoreanLead, !mark.has(.separators) { return false }
    return !key.isOneSyllable || !key.isKorean || isBorder || startsParticle(text, end)
  }

  /// Particles that can follow a name at once.
  private static let particles: [[UInt32]] = [
    "은", "는", "이", "가", "을", "를", "의", "에", "에서", "에게", "로", "으로", "와", "과", "도", "만", "까지", "부터",
  ].map { FoldedText($0, .loose).units }

  private static func startsParticle(_ text: FoldedText, _ start: Int) -> Bool {
    particles.contains { particle in
      let end = start + particle.count
      guard end <= text.count, Array(text.units[start..<end]) == particle else { return false }
      return end == text.count || text.marks[end].has(.separators) || !text.marks[end].has(.word)
    }
  }
}
