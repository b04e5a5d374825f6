import Provenance
import Quantities

/// A question with its competing hypotheses, and how each finding weighs on each of them.
package struct Assessment: Sendable, Hashable {
  /// `A1`, `A2` …
  package let id: String
  package let question: String
  package let hypotheses: [Hypothesis]
  package let weighings: [Weighing]
  package let groups: [DependencyGroup]
  /// How well founded it is as a whole; never told in one sentence with a likelihood.
  package let confidence: Confidence?
  package let author: String
  package let at: Timestamp

  /// - Throws: `incomplete` without question or author, for under two hypotheses, or for a confidence without a basis;
  ///   `outOfRange` where priors do not sum to 1 within 1e-6, something stands twice, or a finding is impossible under
  ///   every hypothesis; `unknown` where a weighing or group names what is not there.
  package init(
    id: String, question: String, hypotheses: [Hypothesis], weighings: [Weighing] = [],
    groups: [DependencyGroup] = [], confidence: Confidence? = nil, author: String, at: Timestamp
  ) throws(EvidenceError) {
    self.id = id
    self.question = question
    self.hypotheses = hypotheses
    self.weighings = weighings
    self.groups = groups
    self.confidence = confidence
    self.author = author
    self.at = at
    try checkWords()
    try checkHypotheses()
    try checkWeighings()
  }

  var place: String { "assessment \(AssessmentText.name(id))" }

  /// Ids of the weighed findings, each once, as they first appear.
  package var findings: [String] {
    var seen: Set<String> = []
    return weighings.map(\.finding).filter { seen.insert($0).inserted }
  }

  /// The same with further weighings; one of a finding on a hypothesis that was weighed before takes its place.
  /// - Throws: as the assessment itself.
  package func weighed(_ added: [Weighing]) throws(EvidenceError) -> Assessment {
    var newest: [WeighingKey: Weighing] = [:]
    for weighing in added { newest[WeighingKey(weighing)] = weighing }
    let kept = weighings.filter { newest[WeighingKey($0)] == nil }
    let last = added.filter { newest[WeighingKey($0)] == $0 }
    return try Assessment(
      id: id, question: question, hypotheses: hypotheses, weighings: kept + last, groups: groups,
      confidence: confidence, author: author, at: at)
  }

  /// The weights per finding, in the order of the hypotheses; the outer order is that of `findings`.
  /// - Throws: `incomplete` where a finding is not weighed on every hypothesis.
  func rows() throws(EvidenceError) -> [(finding: String, weights: [Weighing])] {
    let table = Dictionary(weighings.map { (WeighingKey($0), $0) }) { first, _ in first }
    var rows: [(finding: String, weights: [Weighing])] = []
    for finding in findings {
      let weights = hypotheses.map { table[WeighingKey(finding, $0.id)] }
      let missing = zip(hypotheses, weights).filter { $0.1 == nil }.map(\.0.id)
      guard missing.isEmpty else {
        throw EvidenceError(
          .incomplete, at: place,
          "\(AssessmentText.name(finding)) is not weighed on \(AssessmentText.list(missing)).",
          mend: "Weigh each finding on every hypothesis: what fits one may fit the others as well.")
      }
      rows.append((finding, weights.compactMap { $0 }))
    }
    return rows
  }

  // MARK: - Checks

  private func checkWords() throws(EvidenceError) {
    guard !AssessmentText.isEmpty(question) else {
      throw EvidenceError(.incomplete, at: place, "It asks nothing.", mend: "Give the question in words.")
    }
    guard !AssessmentText.isEmpty(author) else {
      throw EvidenceError(.incomplete, at: place, "It names no author.", mend: "Give a name or pseudonym with --by.")
    }
    if let confidence, AssessmentText.isEmpty(confidence.basis) {
      throw EvidenceError(
        .incomplete, at: place, "Its confidence names nothing that it rests on.", mend: "Give --basis in a few words.")
    }
  }

  private func checkHypotheses() throws(EvidenceError) {
    guard hypotheses.count >= 2 else {
      throw EvidenceError(
        .incomplete, at: place, "It has \(hypotheses.count) hypotheses, and nothing competes.",
        mend: "Give at least two.")
    }
    // The posterior's bounds take time as the square of their count, and nobody weighs more.
    guard hypotheses.count <= 100 else {
      throw EvidenceError(
        .outOfRange, at: place, "It has \(hypotheses.count) hypotheses, and 100 are the most.", mend: "Join some.")
    }
    try refuseRepeated(hypotheses.map(\.id), as: "hypothesis")
    guard hypotheses.count(where: \.isSomethingElse) <= 1 else {
      throw EvidenceError(
        .outOfRange, at: place, "Two hypotheses stand for something else.", mend: "Keep one of them.")
    }
    let sum = hypotheses.reduce(0) { $0 + $1.prior.probability }
    guard abs(sum - 1) <= 1e-6 else {
      throw EvidenceError(
        .outOfRange, at: place, "The prior probabilities sum to \(NumberText.fixed(sum, decimals: 6)), not to 1.",
        mend: "Share 1 among the hypotheses; one may stand for something else.")
    }
  }

  private func checkWeighings() throws(EvidenceError) {
    let known = Set(hypotheses.map(\.id))
    if let stray = weighings.first(where: { !known.contains($0.hypothesis) }) {
      throw EvidenceError(
        .unknown, at: place, "There is no hypothesis \(AssessmentText.name(stray.hypothesis)).",
        mend: "Use one of \(AssessmentText.list(hypotheses.map(\.id), most: 10)).")
    }
    var seen: Set<WeighingKey> = []
    if let again = weighings.first(where: { !seen.insert(WeighingKey($0)).inserted }) {
      throw EvidenceError(
        .outOfRange, at: place,
        "\(AssessmentText.name(again.finding)) is weighed twice on \(AssessmentText.name(again.hypothesis)).",
        mend: "Keep one of the two weighings.")
    }
    let weighed = Set(weighings.map(\.finding))
    if let stray = groups.flatMap(\.findings).first(where: { !weighed.contains($0) }) {
      throw EvidenceError(
        .unknown, at: place, "A group names \(AssessmentText.name(stray)), which is not weighed.",
        mend: "Weigh it, or take it out of the group.")
    }
    let impossible = Dictionary(grouping: weighings.filter(\.isImpossible), by: \.finding)
    if let stray = findings.first(where: { impossible[$0]?.count == hypotheses.count }) {
      throw EvidenceError(
        .outOfRange, at: place, "\(AssessmentText.name(stray)) is called impossible under every hypothesis.",
        mend: "It was found: give at least one hypothesis a weight above 0, or add the one that explains it.")
    }
  }

  private func refuseRepeated(_ ids: [String], as what: String) throws(EvidenceError) {
    var seen: Set<String> = []
    guard let again = ids.first(where: { !seen.insert($0).inserted }) else { return }
    throw EvidenceError(
      .outOfRange, at: place, "The \(what) \(AssessmentText.name(again)) stands there twice.",
      mend: "Number them H1, H2 and so on, each once.")
  }
}

extension Assessment {
  package var json: JSONValue {
    [
      "id": .string(id), "question": .string(question), "hypotheses": .array(hypotheses.map(\.json)),
      "weighings": .array(weighings.map(\.json)), "groups": .array(groups.map(\.json)),
      "confidence": confidence?.json ?? .null, "author": .string(author), "at": .string(at.description),
    ]
  }

  /// `nil` for anything that could not have been made.
  package init?(json: JSONValue) {
    guard let id = json["id"]?.stringValue, let question = json["question"]?.stringValue,
      let hypotheses = json.list("hypotheses", Hypothesis.init(json:)),
      let weighings = json.list("weighings", Weighing.init(json:)),
      let groups = json.list("groups", DependencyGroup.init(json:)),
      let confidence = json.optional("confidence", Confidence.init(json:)),
      let author = json["author"]?.stringValue, let at = json.moment("at"),
      let assessment = try? Assessment(
        id: id, question: question, hypotheses: hypotheses, weighings: weighings, groups: groups,
        confidence: confidence, author: author, at: at)
    else { return nil }
    self = assessment
  }
}
