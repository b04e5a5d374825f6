import Evidence

/// The lines of a finding as boxes of nodes: one box is one independent line, or many alike.
struct CorroborationBoxes {
  enum Side: CaseIterable { case supporting, divided, opposing }

  struct Box {
    let side: Side
    let nodes: [CorroborationNode]
    /// Independent lines that it stands for.
    let lineCount: Int
  }

  let boxes: [Box]
  /// Independent lines that found no room.
  let left: Int

  /// Beyond these, pictures of one sensor that hang on nothing else are drawn as one.
  static let mostLines = 12
  private static let mostNodes = 6
  private static let mostBoxes = 18

  init(_ corroboration: CorroborationOf, titles: [String: String]) {
    let graph = corroboration.graph
    let isGrouped = graph.lines.count > Self.mostLines
    var lines: [String: [EvidenceLine]] = [:]
    for line in graph.lines { lines[line.id, default: []].append(line) }
    var boxes: [Box] = []
    var groups: [[String]: (at: Int, lines: [EvidenceLine])] = [:]
    for component in graph.components {
      let members = Self.members(component, lines)
      if isGrouped, members.count == 1, let line = members.first, line.kind == .observation {
        let key = line.sensors.sorted() + [line.isFor ? "for" : "against"]
        groups[key, default: (boxes.count, [])].lines.append(line)
        // Its place is kept by an empty box until all of its kind are known.
        if groups[key]?.lines.count == 1 { boxes.append(Box(side: .supporting, nodes: [], lineCount: 0)) }
        continue
      }
      let side: Side = component.isDivided ? .divided : component.opposing.isEmpty ? .supporting : .opposing
      boxes.append(
        Box(side: side, nodes: Self.nodes(members, corroboration.looks, titles), lineCount: 1))
    }
    for group in groups.values {
      guard let first = group.lines.first else { continue }
      let node = CorroborationNode(group.lines, looks: corroboration.looks, titles: titles)
      boxes[group.at] = Box(
        side: first.isFor ? .supporting : .opposing, nodes: [node], lineCount: group.lines.count)
    }
    self.boxes = Array(boxes.prefix(Self.mostBoxes))
    left = boxes.dropFirst(Self.mostBoxes).reduce(0) { $0 + $1.lineCount }
  }

  private static func members(
    _ component: CorroborationGraph.Component, _ lines: [String: [EvidenceLine]]
  ) -> [EvidenceLine] {
    component.supporting.compactMap { id in lines[id]?.first(where: \.isFor) }
      + component.opposing.compactMap { id in lines[id]?.first { !$0.isFor } }
  }

  /// One node a line; where they are many, the last stands for all the rest of its side and kind.
  private static func nodes(
    _ members: [EvidenceLine], _ looks: [String: SceneLook], _ titles: [String: String]
  ) -> [CorroborationNode] {
    guard members.count > mostNodes else {
      return members.map { CorroborationNode([$0], looks: looks, titles: titles) }
    }
    let parts = [true, false].flatMap { isFor in
      EvidenceLine.Kind.allCases.map { kind in members.filter { $0.isFor == isFor && $0.kind == kind } }
    }.filter { !$0.isEmpty }
    let room = max(1, mostNodes / parts.count - 1)
    return parts.flatMap { part in
      let single = part.count <= room + 1 ? part : Array(part.prefix(room))
      let rest = Array(part.dropFirst(single.count))
      return (single.map { [$0] } + (rest.isEmpty ? [] : [rest])).map {
        CorroborationNode($0, looks: looks, titles: titles)
      }
    }
  }
}
