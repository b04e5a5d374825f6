import Evidence
import Foundation
import Provenance
import Testing

@Suite("Corroboration") struct CorroborationGraphTests {
  /// The components by comparing all pairs, as sets of positions.
  private static func plain(_ lines: [EvidenceLine]) -> Set<Set<String>> {
    func spelt(_ names: Set<String>) -> Set<String> { Set(names.map(\.samePerson)) }
    func tied(_ a: EvidenceLine, _ b: EvidenceLine) -> Bool {
      a.id == b.id || !a.scenes.isDisjoint(with: b.scenes) || !spelt(a.tips).isDisjoint(with: spelt(b.tips))
        || !spelt(a.authors).isDisjoint(with: spelt(b.authors))
        || (a.contentHash != nil && a.contentHash == b.contentHash)
        || a.quotes.contains(b.id) || b.quotes.contains(a.id) || !a.quotes.isDisjoint(with: b.quotes)
    }
    var group = Array(lines.indices)
    for a in lines.indices {
      for b in lines.indices where group[a] != group[b] && tied(lines[a], lines[b]) {
        let (old, new) = (group[b], group[a])
        for index in group.indices where group[index] == old { group[index] = new }
      }
    }
    return Set(Dictionary(grouping: lines.indices, by: { group[$0] }).values.map { Set($0.map { lines[$0].id }) })
  }

  private static func key(_ name: String, _ range: Int, _ draws: inout AssessmentDraws, _ chance: Double) -> Set<String>
  {
    draws.uniform() < chance ? ["\(name)\(Int(draws.uniform() * Double(range)))"] : []
  }

  @Test("The components equal those found by comparing all pairs", arguments: 1...60)
  func equalsPlain(_ seed: Int) {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let count = [0, 1, 2, 12, 40][seed % 5]
    let chance = [0.05, 0.15, 0.4][seed % 3]
    let lines = (0..<count).map { index in
      EvidenceLine(
        "L\(index)", draws.uniform() < 0.5 ? .source : .observation, isFor: draws.uniform() < 0.7,
        scenes: Self.key("scene", 20, &draws, chance), authors: Self.key("author", 20, &draws, chance),
        publishers: Self.key("publisher", 2, &draws, 0.9), tips: Self.key("tip", 20, &draws, chance),
        quotes: Self.key("L", 50, &draws, chance),
        contentHash: draws.uniform() < chance ? ContentHash(of: "\(Int(draws.uniform() * 9))") : nil)
    }
    let graph = CorroborationGraph(lines)
    #expect(Set(graph.components.map { Set($0.supporting + $0.opposing) }) == Self.plain(lines))
    #expect(graph.independentFor <= graph.supporting.count && graph.independentAgainst <= graph.opposing.count)
    let turned = CorroborationGraph(lines.reversed())
    #expect(turned.independentFor == graph.independentFor && turned.tieCount == graph.tieCount)
  }

  @Test("The sentence counts sources and observations and says why they are fewer lines")
  func sentence() {
    let sources = [
      EvidenceLine("S1", .source), EvidenceLine("S2", .source, quotes: ["S1"]),
      EvidenceLine("S3", .source, quotes: ["S1"]),
    ]
    let observations = (1...12).map { EvidenceLine("O\($0)", .observation, scenes: ["scene 1"]) }
    let against = EvidenceLine("S9", .source, isFor: false)
    #expect(
      CorroborationGraph(sources + [EvidenceLine("O1", .observation)] + [against]).sentence
        == "3 sources and 1 observation support it; they are 2 independent lines, because S2 and S3 quote S1. 1 source "
        + "speaks against it.")
    #expect(
      CorroborationGraph(sources + observations).sentence
        == "3 sources and 12 observations support it; they are 2 independent lines, because S2 and S3 quote S1, "
        + "and because O1, O2, O3 and 9 more rest on the same scene.")
    #expect(CorroborationGraph([]).sentence == "Nothing supports it.")
    #expect(CorroborationGraph([sources[0]]).sentence == "1 source supports it.")
    #expect(
      CorroborationGraph([sources[0], against, EvidenceLine("O1", .observation)]).sentence
        == "1 source and 1 observation support it; they are 2 independent lines. 1 source speaks against it.")
  }

  @Test("Quoting through others and quoting the same outside text make one line")
  func quoting() {
    let chain = CorroborationGraph([
      EvidenceLine("S1", .source), EvidenceLine("S2", .source, quotes: ["S1"]),
      EvidenceLine("S3", .source, quotes: ["S2"]),
    ])
    #expect(chain.independentFor == 1)
    #expect(chain.components[0].reasons == ["S2 quotes S1", "S3 quotes S2"])
    let outside = CorroborationGraph([
      EvidenceLine("S1", .source, quotes: ["wire"]), EvidenceLine("S2", .source, quotes: ["wire"]),
      EvidenceLine("S3", .source, quotes: ["S3"]),
    ])
    #expect(outside.independentFor == 2 && outside.circles.isEmpty)
    #expect(outside.components[0].reasons == ["S1 and S2 quote the same text, wire"])
  }

  @Test("A circle of quotes is one line, and is told")
  func circle() {
    let graph = CorroborationGraph([
      EvidenceLine("S1", .source, quotes: ["S3"]), EvidenceLine("S2", .source, quotes: ["S1"]),
      EvidenceLine("S3", .source, quotes: ["S2"]), EvidenceLine("S4", .source, quotes: ["S1"]),
    ])
    #expect(graph.independentFor == 1 && graph.circles == [["S1", "S2", "S3"]])
    #expect(graph.remarks == ["S1, S2 and S3 quote one another in a circle: none of them is the origin."])
  }

  @Test("A chain of 100,000 quotes that ends in a circle does not exhaust the stack")
  func longChain() {
    let lines = (0..<100_000).map { EvidenceLine("S\($0)", .source, quotes: ["S\($0 == 99_999 ? 99_998 : $0 + 1)"]) }
    let graph = CorroborationGraph(lines)
    #expect(graph.independentFor == 1 && graph.circles == [["S99998", "S99999"]])
  }

  @Test("A shared publisher or sensor is shown and does not join")
  func weak() {
    let graph = CorroborationGraph([
      EvidenceLine("S1", .source, publishers: ["State  Agency"]),
      EvidenceLine("S2", .source, publishers: ["state agency "]),
      EvidenceLine("O1", .observation, sensors: ["PlanetScope"]),
      EvidenceLine("O2", .observation, sensors: ["PlanetScope"]),
    ])
    #expect(graph.independentFor == 4 && graph.tieCount == 0 && graph.weakTieCount == 2)
    #expect(
      graph.remarks == [
        "S1 and S2 have the same publisher, and 1 more such ties; this alone is not counted as dependence."
      ])
  }

  @Test("Contradictions of one origin are shown, and fields left blank tie nothing")
  func contradictions() {
    let graph = CorroborationGraph([
      EvidenceLine("O1", .observation, scenes: ["a"], authors: ["", " "]),
      EvidenceLine("O2", .observation, isFor: false, scenes: ["a"]),
      EvidenceLine("S1", .source, authors: ["\u{200B}", ""]),
    ])
    #expect(graph.components.map(\.isDivided) == [true, false])
    #expect(graph.independentFor == 2 && graph.independentAgainst == 1)
    #expect(graph.remarks == ["O2 against it and O1 for it are not independent of each other."])
  }

  @Test("What is listed twice counts once, with all that either says")
  func twice() {
    let graph = CorroborationGraph([
      EvidenceLine("S1", .source, scenes: ["a"]), EvidenceLine("S1", .source, scenes: ["b"]),
      EvidenceLine("S1", .source, isFor: false), EvidenceLine("O1", .observation, scenes: ["b"]),
    ])
    #expect(graph.lines.count == 3 && graph.components.count == 1)
    #expect(graph.lines[0].scenes == ["a", "b"])
  }

  @Test("Ties are counted exactly and drawn up to the limit")
  func limit() {
    let lines = (0..<3_000).map { EvidenceLine("O\($0)", .observation, scenes: ["a"]) }
    let graph = CorroborationGraph(lines, tieLimit: 100)
    #expect(graph.tieCount == 3_000 * 2_999 / 2 && graph.ties.count == 100)
    #expect(graph.remarks == ["100 of 4,498,500 ties are drawn."])
    let few = CorroborationGraph(Array(lines.prefix(4)))
    #expect(few.ties.count == 6 && few.tieCount == 6)
    #expect(CorroborationGraph(lines, tieLimit: 0).ties.isEmpty)
    #expect(graph.json["independentFor"]?.intValue == 1)
  }

  @Test("Ten thousand lines with a hundred thousand shared keys are joined")
  func large() {
    // 500 rings of 20 lines; each line shares ten things with the next one of its ring, and each thing is shared once.
    let lines = (0..<10_000).map { index in
      let next = index % 20 == 19 ? index - 19 : index + 1
      let keys = (0..<5).flatMap { ["\(index)-\($0)", "\(next)-\($0)"] }
      return EvidenceLine("O\(index)", .observation, scenes: Set(keys), authors: Set(keys))
    }
    let graph = CorroborationGraph(lines)
    #expect(graph.independentFor == 500 && graph.tieCount == 100_000)
    #expect(graph.components.allSatisfy { $0.supporting.count == 20 })
  }

  @Test("Hostile ids and names break nothing", arguments: AssessmentMaking.hostile)
  func hostile(_ text: String) {
    let graph = CorroborationGraph([
      EvidenceLine(text, .source, authors: [text], tips: [text], quotes: [text, "S2"]),
      EvidenceLine("S2", .source, isFor: false, scenes: [text], publishers: [text], quotes: [text]),
      EvidenceLine("S3", .observation, scenes: [text], publishers: [text]),
    ])
    #expect(graph.independentFor <= 2)
    let words = graph.sentence + graph.remarks.joined()
    #expect(words.count < 2_000 && !words.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }
}
