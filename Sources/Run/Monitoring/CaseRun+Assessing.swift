import CaseStore
import Evidence
import Foundation
import Provenance
import Quantities

extension CaseRun {
  /// An assessment with what it comes to on the findings as they stand.
  package struct Judged: Sendable {
    package let assessment: Assessment
    package let judgement: Judgement
    package let sensitivity: [Sensitivity]
    package let matrix: HypothesisMatrix

    /// - Throws: `EvidenceError` where the weighings do not make a judgement.
    package init(_ assessment: Assessment, _ findings: [Finding]) throws {
      let statuses = Dictionary(findings.map { ($0.id, $0.status) }, uniquingKeysWith: { first, _ in first })
      self.assessment = assessment
      judgement = try assessment.judgement(statuses: statuses)
      sensitivity = try assessment.sensitivity(statuses: statuses)
      matrix = try assessment.matrix(statuses: statuses)
    }

    package var json: JSONValue {
      [
        "assessment": assessment.json, "judgement": judgement.json, "matrix": matrix.json,
        "sensitivity": .array(sensitivity.map(\.json)),
      ]
    }

    package var lines: [String] {
      ["\(assessment.id): \(assessment.question)"] + judgement.sentences.map { "  " + $0 }
        + [judgement.confidenceSentence].compactMap { $0 }.map { "  " + $0 }
        + judgement.remarks.map { "  " + $0 } + sensitivity.map { "  " + $0.sentence }
    }
  }

  /// The assessment in `file`, numbered and recorded. Members `id`, `author` and `at` of the file are not read.
  /// - Throws: `EvidenceError.unreadable`, `.unknown` for a finding that the case does not have, and what it lacks.
  package func assess(_ file: String, by person: String) throws -> Judged {
    guard let data = FileManager.default.contents(atPath: file), data.count <= 16 << 20,
      let json = try? JSONValue(parsing: data)
    else {
      throw EvidenceError(
        .unreadable, at: file, "It is no JSON file that can be read.", mend: "Take the form that the guide shows.")
    }
    let findings = try store.findings()
    return try store.commit { transaction in
      let id = try transaction.nextID(.assessments, prefix: "A")
      let assessment = try Self.read(json, id: id, by: person, at: options.now, file)
      let known = Set(findings.map(\.id))
      if let stray = assessment.findings.first(where: { !known.contains($0) }) {
        throw EvidenceError(
          .unknown, at: file, "There is no finding \"\(stray)\" in the case.",
          mend: "List them with: telltale finding list CASE.")
      }
      let judged = try Judged(assessment, findings)
      try transaction.save(
        RecordRow(
          .assessments, id: id, status: "open", words: assessment.question, by: person, content: assessment.json),
        act: "assess", by: person, at: options.now)
      try transaction.set("published", nil)
      return judged
    }
  }

  package func judgements() throws -> [Judged] { try Self.judgements(of: store) }

  static func judgements(of store: CaseStore) throws -> [Judged] {
    let findings = try store.findings()
    return try store.rows(.assessments).filter { $0.status == "open" }.map { row in
      guard let assessment = Assessment(json: row.content) else {
        throw EvidenceError(
          .unreadable, at: "assessment \(row.id)", "What the case holds cannot be read.",
          mend: "See what changed it with: telltale verify CASE.")
      }
      return try Judged(assessment, findings)
    }
  }

  /// Part by part, so that the reason names what is wrong rather than that something is.
  private static func read(
    _ json: JSONValue, id: String, by person: String, at moment: Timestamp, _ file: String
  ) throws -> Assessment {
    func list<Item>(_ key: String, _ read: (JSONValue) -> Item?) throws -> [Item] {
      try (json[key]?.arrayValue ?? []).enumerated().map { index, item in
        guard let value = read(item) else {
          throw EvidenceError(
            .unreadable, at: "\(file), \(key)[\(index)]", "It lacks a member, or holds one that is not allowed.",
            mend: "Take the form that the guide shows.")
        }
        return value
      }
    }
    func signed(_ item: JSONValue) -> JSONValue {
      let own = item.members ?? []
      let added: [JSONValue.Member] = [.init("by", .string(person)), .init("at", .string(moment.description))]
      return .object(own + added.filter { one in !own.contains { $0.key == one.key } })
    }
    return try Assessment(
      id: id, question: json["question"]?.stringValue ?? "", hypotheses: try list("hypotheses", Hypothesis.init(json:)),
      weighings: try list("weighings") { Weighing(json: signed($0)) },
      groups: try list("groups", DependencyGroup.init(json:)),
      confidence: json["confidence"].flatMap(Confidence.init(json:)), author: person, at: moment)
  }
}
