import Provenance
import Quantities

/// What supports something and what speaks against it, and how much of that is independent.
///
/// Lines that share a scene, a tip, an author or their content, or of which one quotes the other, directly or through
/// others, hang together and count as one; so does what hangs together through a third, whichever side that is on. A
/// shared publisher or sensor is shown and does not join.
package struct CorroborationGraph: Sendable {
  /// Lines that hang together.
  package struct Component: Sendable, Hashable {
    /// Ids, in the order given.
    package let supporting: [String]
    package let opposing: [String]
    /// Why they count as one, each as a clause: only what joins lines that nothing before it joined.
    package let reasons: [String]

    /// Lines of one origin speak both ways.
    package var isDivided: Bool { !supporting.isEmpty && !opposing.isEmpty }
  }

  /// As given, without those that stand there twice.
  package let lines: [EvidenceLine]
  package let components: [Component]
  /// Ties to be drawn: every pair where there are at most `tieLimit` of them, else as many as fit of those that hold
  /// the lines together.
  package let ties: [EvidenceTie]
  /// Count of all pairs and reasons, drawn or not.
  package let tieCount: Int
  package let weakTies: [EvidenceTie]
  package let weakTieCount: Int
  /// Ids of lines that quote one another in a circle.
  package let circles: [[String]]

  /// - Parameter tieLimit: most ties to keep for drawing, of each sort.
  package init(_ given: [EvidenceLine], tieLimit: Int = 500) {
    let lines = Self.merged(given)
    self.lines = lines
    let shared = SharedKeys(lines)
    let positions = Dictionary(grouping: lines.indices, by: { lines[$0].id })
    var joining = TieJoining(lines, positions: positions)
    let strong = shared.groups.filter(\.key.reason.isStrong)
    for group in strong { joining.join(group.key, group.members) }
    components = joining.components()
    let drawing = TieDrawing(lines, limit: max(0, tieLimit))
    (ties, tieCount) = drawing.ties(strong)
    (weakTies, weakTieCount) = drawing.ties(shared.groups.filter { !$0.key.reason.isStrong })
    let quotes = lines.map { line in
      line.quotes.sorted().filter { $0 != line.id }.flatMap { positions[$0] ?? [] }
    }
    circles = QuoteCycles(quotes).circles.map { circle in Self.once(circle.map { lines[$0].id }) }
  }

  package var supporting: [EvidenceLine] { lines.filter(\.isFor) }
  package var opposing: [EvidenceLine] { lines.filter { !$0.isFor } }
  package var independentFor: Int { components.count { !$0.supporting.isEmpty } }
  package var independentAgainst: Int { components.count { !$0.opposing.isEmpty } }

  /// One line per id and side: what is listed twice counts once, with all that either says.
  private static func merged(_ given: [EvidenceLine]) -> [EvidenceLine] {
    struct Side: Hashable {
      let id: String
      let isFor: Bool
    }
    var lines: [EvidenceLine] = []
    var position: [Side: Int] = [:]
    for line in given {
      let side = Side(id: line.id, isFor: line.isFor)
      guard let at = position[side] else {
        position[side] = lines.count
        lines.append(line)
        continue
      }
      lines[at].scenes.formUnion(line.scenes)
      lines[at].sensors.formUnion(line.sensors)
      lines[at].authors.formUnion(line.authors)
      lines[at].publishers.formUnion(line.publishers)
      lines[at].tips.formUnion(line.tips)
      lines[at].quotes.formUnion(line.quotes)
      lines[at].contentHash = lines[at].contentHash ?? line.contentHash
    }
    return lines
  }

  private static func once(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
  }

  package var json: JSONValue {
    [
      "independentFor": .integer(independentFor), "independentAgainst": .integer(independentAgainst),
      "components": .array(
        components.map {
          [
            "supporting": .array($0.supporting.map { .string($0) }),
            "opposing": .array($0.opposing.map { .string($0) }),
            "reasons": .array($0.reasons.map { .string($0) }),
          ]
        }),
      "ties": .array(ties.map(\.json)), "tieCount": .integer(tieCount), "weakTies": .array(weakTies.map(\.json)),
      "weakTieCount": .integer(weakTieCount),
      "circles": .array(circles.map { .array($0.map { .string($0) }) }), "sentence": .string(sentence),
      "remarks": .array(remarks.map { .string($0) }),
    ]
  }
}
