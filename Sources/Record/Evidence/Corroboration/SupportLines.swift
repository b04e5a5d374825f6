/// Gathers the lines of evidence that a finding's supports name.
struct SupportLines {
  private let sources: [String: Source]
  private let findings: [String: Finding]
  private var gathered: [EvidenceLine] = []
  /// By the line's id.
  private(set) var looks: [String: SceneLook] = [:]
  private var idOfScene: [String: String] = [:]
  private(set) var uncounted: [String] = []
  /// Findings whose lines were taken, by the side they were taken for: they may rest on one another in a circle.
  private var visited: Set<Visit> = []

  private struct Visit: Hashable {
    let finding: String
    let isFor: Bool
  }

  init(sources: [String: Source], findings: [String: Finding]) {
    self.sources = sources
    self.findings = findings
  }

  /// - Parameter isFor: whether the finding itself speaks for the one that is asked about.
  mutating func add(_ finding: Finding, isFor: Bool, looks: (Finding.Support) -> [SceneLook]) {
    // A list rather than recursion: findings may rest on one another in a long chain.
    var open: [(finding: Finding, isFor: Bool)] = [(finding, isFor)]
    visited.insert(Visit(finding: finding.id, isFor: isFor))
    var next = 0
    while next < open.count {
      let (current, side) = open[next]
      next += 1
      for support in current.support {
        let speaksFor = support.isFor == side
        switch support.kind {
        case .source: addSource(support.id, isFor: speaksFor)
        case .feature, .place, .scene: addLooks(looks(support), of: support, isFor: speaksFor)
        case .finding:
          guard let other = standing(support.id),
            visited.insert(Visit(finding: other.id, isFor: speaksFor)).inserted
          else { continue }
          open.append((other, speaksFor))
        }
      }
    }
  }

  private mutating func standing(_ id: String) -> Finding? {
    guard let finding = findings[id] else {
      tell("Finding \(AssessmentText.name(id)) is named, but it is not in the record, so it counts for nothing here.")
      return nil
    }
    guard finding.status != .withdrawn, finding.status != .superseded else {
      tell("Finding \(AssessmentText.name(id)) was \(finding.status.rawValue), so what it rests on is not counted.")
      return nil
    }
    return finding
  }

  private mutating func addSource(_ id: String, isFor: Bool) {
    guard let source = sources[id] else {
      tell("Source \(AssessmentText.name(id)) is named, but it is not in the record, so it counts for nothing here.")
      return
    }
    gathered.append(
      EvidenceLine(
        id, .source, isFor: isFor, authors: Set([source.author].compactMap(\.self)),
        publishers: Set([source.publisher].compactMap(\.self)), tips: Set([source.tip].compactMap(\.self)),
        contentHash: source.hash))
  }

  /// The lines, each source with what it quotes.
  var lines: [EvidenceLine] {
    let ids = Set(gathered.filter { $0.kind == .source }.map(\.id))
    return gathered.map { line in
      guard line.kind == .source, let source = sources[line.id] else { return line }
      var line = line
      line.quotes = origins(of: source, lines: ids)
      return line
    }
  }

  /// Ids of what it quotes, and of what those quote that are no lines: two sources may go back to one through others
  /// that the finding does not name. Lines join by themselves.
  private func origins(of source: Source, lines: Set<String>) -> Set<String> {
    var found: Set<String> = []
    var open = source.quotes
    while let id = open.popLast() {
      guard found.insert(id).inserted, !lines.contains(id) else { continue }
      open += sources[id]?.quotes ?? []
    }
    return found
  }

  private mutating func addLooks(_ given: [SceneLook], of support: Finding.Support, isFor: Bool) {
    guard !given.isEmpty else {
      let what = support.kind == .scene ? "Picture" : support.kind == .place ? "Place" : "Feature"
      tell("\(what) \(AssessmentText.name(support.id)) is named, but no picture of it is told, so it makes no line.")
      return
    }
    for look in given {
      let own = isFor ? look : look.turned
      let id = lineID(own)
      gathered.append(
        EvidenceLine(
          id, .observation, isFor: own.isFor, scenes: [own.scene], sensors: Set([own.sensor].compactMap(\.self))))
      if looks[id] == nil { looks[id] = own }
    }
  }

  /// "2021-04-19 PlanetScope", since nobody knows a scene by its id; with the id where that is another scene's too.
  private mutating func lineID(_ look: SceneLook) -> String {
    if let id = idOfScene[look.scene] { return id }
    let words = look.date.map { "\($0.day) \(look.sensor ?? "picture")" } ?? "picture \(look.scene)"
    let id = looks[words] == nil ? words : "\(words) (\(look.scene))"
    idOfScene[look.scene] = id
    return id
  }

  private mutating func tell(_ sentence: String) {
    if !uncounted.contains(sentence) { uncounted.append(sentence) }
  }
}
