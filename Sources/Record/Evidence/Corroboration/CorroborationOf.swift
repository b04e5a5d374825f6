import Provenance
import Quantities

/// What one finding rests on, as lines of evidence, and how many of them are independent.
package struct CorroborationOf: Sendable {
  /// Id of the finding.
  package let finding: String
  package let graph: CorroborationGraph
  /// The pictures among the lines, by the line's id: "2021-04-19 PlanetScope".
  package let looks: [String: SceneLook]
  /// Supports that make no line, each as a sentence that says why.
  package let uncounted: [String]

  package init(
    finding: String, graph: CorroborationGraph, looks: [String: SceneLook] = [:], uncounted: [String] = []
  ) {
    self.finding = finding
    self.graph = graph
    self.looks = looks
    self.uncounted = uncounted
  }

  /// The lines of what the finding's supports name. Each scene is one line, however many things it shows; a scene
  /// that speaks for what speaks against the finding speaks against the finding. A finding that it rests on gives its
  /// own lines, unless it was withdrawn or superseded. What is not known here makes no line and is told.
  /// - Parameters:
  ///   - sources: by id.
  ///   - findings: by id; needed where one rests on another.
  ///   - looks: the scenes of a support that is a feature or place, for and against it; of a scene itself.
  package init(
    _ finding: Finding, sources: [String: Source], findings: [String: Finding] = [:],
    looks: (Finding.Support) -> [SceneLook]
  ) {
    var gathering = SupportLines(sources: sources, findings: findings)
    gathering.add(finding, isFor: true, looks: looks)
    self.init(
      finding: finding.id, graph: CorroborationGraph(gathering.lines), looks: gathering.looks,
      uncounted: gathering.uncounted)
  }

  /// "10 pictures of one sensor and one other independent line support it, and one picture speaks against it."
  package var headline: String {
    let (supporting, opposing) = (graph.independentFor, graph.independentAgainst)
    let start =
      supporting == 0
      ? "no line of evidence supports it"
      : "\(lines(\.supporting, of: graph.supporting)) \(supporting == 1 ? "supports" : "support") it"
    let against = lines(\.opposing, of: graph.opposing)
    let end = opposing == 0 ? "" : ", and \(against) \(opposing == 1 ? "speaks" : "speak") against it"
    return AssessmentText.capitalised(start + end) + "."
  }

  /// The independent lines of one side: those that are nothing but pictures, and the others.
  private func lines(_ side: KeyPath<CorroborationGraph.Component, [String]>, of lines: [EvidenceLine]) -> String {
    let observed = lines.filter { $0.kind == .observation }
    let ids = Set(observed.map(\.id)).subtracting(lines.filter { $0.kind != .observation }.map(\.id))
    let components = graph.components.map { $0[keyPath: side] }.filter { !$0.isEmpty }
    let pictures = components.count { $0.allSatisfy(ids.contains) }
    let others = components.count - pictures
    let isOfOne = pictures > 1 && sensor(of: observed) != nil
    let seen = "\(Self.inWords(pictures)) \(pictures == 1 ? "picture" : "pictures")\(isOfOne ? " of one sensor" : "")"
    guard others > 0 else { return seen }
    let word = "independent \(others == 1 ? "line" : "lines")"
    return pictures == 0 ? "\(Self.inWords(others)) \(word)" : "\(seen) and \(Self.inWords(others)) other \(word)"
  }

  /// Up to nine in letters, as a sentence has them.
  private static func inWords(_ count: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return words.indices.contains(count) ? words[count] : NumberText.count(count)
  }

  /// What must be told beside it: how many of its pictures are of one sensor, what the graph tells, and what is not
  /// counted.
  package var remarks: [String] { [sensorRemark].compactMap(\.self) + graph.remarks + uncounted }

  /// Looks of one instrument are independent moments, and all of them share what it cannot see.
  private var sensorRemark: String? {
    let own = graph.supporting.filter { $0.kind == .observation }
    guard own.count > 1, let sensor = sensor(of: own) else { return nil }
    let all = own.count == 2 ? "Both" : "All \(NumberText.count(own.count))"
    return "\(all) pictures for it are of one sensor, \(AssessmentText.name(sensor)): they are "
      + "independent looks, not independent instruments."
  }

  /// The one sensor of all of these pictures; `nil` where they have several, or one of them is not known.
  private func sensor(of pictures: [EvidenceLine]) -> String? {
    let named = pictures.compactMap { looks[$0.id]?.sensor }
    return named.count == pictures.count && Set(named.map(\.samePerson)).count == 1 ? named.first : nil
  }

  package var json: JSONValue {
    .object(
      [.init("finding", .string(finding))] + (graph.json.members ?? [])
        + [
          .init(
            "lines",
            .array(
              graph.lines.map { line in
                let look = looks[line.id]
                return [
                  "id": .string(line.id), "kind": .string(line.kind.rawValue), "for": .bool(line.isFor),
                  "scene": JSONValue(look?.scene), "date": JSONValue(look?.date?.description),
                  "sensor": JSONValue(look?.sensor),
                ]
              })), .init("uncounted", .array(uncounted.map { .string($0) })), .init("headline", .string(headline)),
        ])
  }
}
