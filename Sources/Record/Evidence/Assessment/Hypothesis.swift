import Provenance

/// One answer to the question of an assessment, with how likely it was held to be before the findings were weighed.
package struct Hypothesis: Sendable, Hashable {
  /// `H1`, `H2` …, unique in the assessment.
  package let id: String
  /// In words, without a number: what is measured stands in findings.
  package let statement: String
  package let prior: Prior
  /// It stands for whatever the other hypotheses leave out.
  package let isSomethingElse: Bool

  /// - Throws: `unknown` for an id that is not `H` and a number; `incomplete` without words; `numberInJudgement`.
  package init(
    id: String, statement: String, prior: Prior, isSomethingElse: Bool = false
  ) throws(EvidenceError) {
    let place = "hypothesis \(AssessmentText.name(id))"
    guard Self.isID(id) else {
      throw EvidenceError(
        .unknown, at: place, "\"\(AssessmentText.name(id))\" is no id of a hypothesis.",
        mend: "Number them H1, H2 and so on.")
    }
    guard !AssessmentText.isEmpty(statement) else {
      throw EvidenceError(.incomplete, at: place, "It says nothing.", mend: "State it in a sentence.")
    }
    guard !statement.contains(where: \.isNumber) else {
      throw EvidenceError(
        .numberInJudgement, at: place, "The statement holds a number: \"\(AssessmentText.line(statement))\".",
        mend: "Claim the number as a finding with its interval, and state the hypothesis in words.")
    }
    self.id = id
    self.statement = statement
    self.prior = prior
    self.isSomethingElse = isSomethingElse
  }

  private static func isID(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst()
    return text.utf8.first == UInt8(ascii: "H") && (1...6).contains(digits.count)
      && digits.allSatisfy { (48...57).contains($0) } && digits.first != 48
  }
}

extension Hypothesis {
  package var json: JSONValue {
    [
      "id": .string(id), "statement": .string(statement), "prior": prior.json, "somethingElse": .bool(isSomethingElse),
    ]
  }

  /// `nil` for anything that could not have been made.
  package init?(json: JSONValue) {
    guard let id = json["id"]?.stringValue, let statement = json["statement"]?.stringValue,
      let prior = json["prior"].flatMap(Prior.init(json:)), let isElse = json["somethingElse"]?.boolValue,
      let hypothesis = try? Hypothesis(id: id, statement: statement, prior: prior, isSomethingElse: isElse)
    else { return nil }
    self = hypothesis
  }
}
