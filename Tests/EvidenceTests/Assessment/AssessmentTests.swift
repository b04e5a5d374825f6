import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("Assessments") struct AssessmentTests {
  @Test("The posterior is that of a Bayes table worked by hand")
  func bayesTable() throws {
    // Products 0.5·8·1 = 4, 0.3·2·0.5 = 0.3, 0.2·1·1 = 0.2; sum 4.5.
    let assessment = try AssessmentMaking.assessment(priors: [0.5, 0.3, 0.2], [[8, 2, 1], [1, 0.5, 1]])
    let values = try AssessmentMaking.values(assessment)
    for (value, expected) in zip(values, [4 / 4.5, 0.3 / 4.5, 0.2 / 4.5]) { #expect(abs(value - expected) < 1e-14) }
    #expect(try assessment.judgement().leading.hypothesis.id == "H1")
  }

  @Test("The sums of logarithms equal plain products", arguments: [0, 1, 2, 7, 30])
  func equalsPlain(_ count: Int) throws {
    var draws = AssessmentDraws(seed: 11)
    let rows = (0..<count).map { _ in (0..<4).map { _ in draws.logUniform(0.1...10) } }
    let values = try AssessmentMaking.values(try AssessmentMaking.assessment(priors: [0.4, 0.3, 0.2, 0.1], rows))
    for (value, plain) in zip(values, AssessmentMaking.plain(priors: [0.4, 0.3, 0.2, 0.1], rows)) {
      #expect(abs(value - plain) < 1e-12)
    }
    #expect(abs(values.reduce(0, +) - 1) < 1e-12)
  }

  @Test("The order of findings and the scale of a finding's weights do not matter")
  func invariance() throws {
    let rows = [[8, 2, 1], [0.1, 0.5, 0.3], [3, 3, 1.0]]
    let values = try AssessmentMaking.values(
      try AssessmentMaking.assessment(priors: [0.5, 0.3, 0.2], rows, groups: [[0, 1]]))
    let scaled = [rows[0].map { $0 * 1e-9 }, rows[1].map { $0 * 40 }, rows[2]]
    let same = try AssessmentMaking.values(
      try AssessmentMaking.assessment(priors: [0.5, 0.3, 0.2], scaled, groups: [[1, 0]]))
    let turned = try AssessmentMaking.values(
      try AssessmentMaking.assessment(priors: [0.5, 0.3, 0.2], [rows[2], rows[1], rows[0]], groups: [[1, 2]]))
    for index in values.indices {
      #expect(abs(values[index] - same[index]) < 1e-12)
      #expect(abs(values[index] - turned[index]) < 1e-12)
    }
  }

  @Test("Ten thousand strong findings neither overflow nor vanish")
  func extremes() throws {
    let assessment = try AssessmentMaking.assessment(
      priors: [0.5, 0.5], (0..<10_000).map { _ in [1e200, 1e-100] }, spread: 10)
    let posteriors = try assessment.judgement().posteriors
    #expect(posteriors[0].value == 1 && posteriors[1].value == 0)
    #expect(posteriors.allSatisfy { $0.low.isFinite && $0.high.isFinite && !$0.isRuledOut })
    #expect(try assessment.sensitivity().count == 10_000)
  }

  @Test("Withdrawn and superseded findings weigh nothing, and it is said so")
  func leftOut() throws {
    let assessment = try AssessmentMaking.assessment(priors: [0.5, 0.5], [[8, 1], [1, 20], [3, 1]])
    let judgement = try assessment.judgement(statuses: ["F2": .withdrawn, "F3": .superseded, "F1": .candidate])
    #expect(abs(judgement.posteriors[0].value - 8.0 / 9) < 1e-14)
    #expect(judgement.remarks.contains("F2 was withdrawn and weighs nothing."))
    #expect(judgement.remarks.contains("F3 was superseded and weighs nothing."))
    #expect(judgement.remarks.contains("F1 is not reviewed."))
    #expect(try assessment.sensitivity(statuses: ["F2": .withdrawn, "F3": .superseded]).map(\.finding) == ["F1"])
    let none = try assessment.judgement(statuses: ["F1": .withdrawn, "F2": .withdrawn, "F3": .withdrawn])
    #expect(none.posteriors.map(\.value) == [0.5, 0.5])
    #expect(none.remarks.contains("H1 and H2 are equally likely: none of them leads."))
    #expect(none.remarks.contains("No finding is weighed: these are the prior probabilities."))
  }

  @Test("A weight of 0 rules its hypothesis out and is shown as such")
  func impossible() throws {
    let judgement = try AssessmentMaking.assessment(priors: [0.5, 0.3, 0.2], [[1, 0, 0.5]]).judgement()
    #expect(judgement.posteriors[1].isRuledOut && judgement.posteriors[1].value == 0)
    #expect(judgement.posteriors[1].high == 0 && judgement.posteriors[1].most == 0)
    #expect(judgement.remarks.contains("F1 is held impossible under H2: as at other plants."))
    #expect(judgement.sentences.contains("H2: The plant is being mended. Ruled out by the weights given."))
    let alone = try AssessmentMaking.assessment(priors: [0.5, 0.5], [[1, 0]]).judgement()
    #expect(alone.posteriors[0].value == 1 && alone.posteriors[0].low == 1)
  }

  @Test("Findings that leave no hypothesis possible are an error that says so")
  func allImpossible() throws {
    #expect(
      throws: EvidenceError(
        .outOfRange, at: "assessment A1", "F2 is called impossible under every hypothesis.",
        mend: "It was found: give at least one hypothesis a weight above 0, or add the one that explains it.")
    ) { try AssessmentMaking.assessment(priors: [0.5, 0.5], [[1, 1], [0, 0]]) }
    let split = try AssessmentMaking.assessment(priors: [0.5, 0.5], [[1, 0], [0, 1]])
    let error = EvidenceError(
      .outOfRange, at: "assessment A1", "The findings together call every hypothesis impossible.",
      mend: "Give a small weight in place of one of the zeros, or add the hypothesis that explains them all.")
    #expect(throws: error) { try split.judgement() }
    #expect(throws: error) { try split.sensitivity() }
  }

  @Test("What is missing or out of range is refused", arguments: 0..<16)
  func refusals(_ kind: Int) throws {
    let h = try AssessmentMaking.hypotheses([0.5, 0.5])
    let w = try AssessmentMaking.weighings("F1", [1, 2])
    func make(_ h: [Hypothesis], _ w: [Weighing] = [], _ g: [DependencyGroup] = [], question: String = "Why?") throws {
      _ = try Assessment(
        id: "A1", question: question, hypotheses: h, weighings: w, groups: g, author: "analyst 1",
        at: AssessmentMaking.at)
    }
    func weigh(_ weight: Double, _ low: Double?, _ high: Double?, reason: String = "r") throws {
      _ = try Weighing(
        finding: "F1", hypothesis: "H1", weight: weight, low: low, high: high, reason: reason, by: "a",
        at: AssessmentMaking.at)
    }
    let cases: [(EvidenceError.Code, () throws -> Void)] = [
      (.outOfRange, { try make(try AssessmentMaking.hypotheses([0.5, 0.499])) }), (.incomplete, { try make([h[0]]) }),
      (.outOfRange, { try make([h[0], h[0]]) }),
      (.unknown, { try make(h, try AssessmentMaking.weighings("F1", [1, 1, 1])) }),
      (.outOfRange, { try make(h, w + [w[0]]) }),
      (.unknown, { try make(h, w, [try DependencyGroup(findings: ["F1", "F9"], reason: "same tip")]) }),
      (.incomplete, { try make(h, question: "\u{200B} ") }), (.outOfRange, { _ = try AssessmentMaking.prior(0) }),
      (.outOfRange, { _ = try AssessmentMaking.prior(.nan) }), (.outOfRange, { try weigh(-1, nil, nil) }),
      (.outOfRange, { try weigh(.nan, nil, nil) }), (.outOfRange, { try weigh(1, 2, 3) }),
      (.outOfRange, { try weigh(1, 1, .infinity) }), (.outOfRange, { try weigh(1, 0, 2) }),
      (.incomplete, { try weigh(0, nil, nil, reason: " ") }),
      (.incomplete, { _ = try DependencyGroup(findings: ["F1", "F1"], reason: "same") }),
    ]
    #expect(AssessmentMaking.code(cases[kind].1) == cases[kind].0)
  }

  @Test("A statement with a number, and an id that is none, are refused")
  func hypothesisWords() throws {
    let prior = try AssessmentMaking.prior(0.5)
    #expect(
      AssessmentMaking.code { _ = try Hypothesis(id: "H1", statement: "they build 3 halls", prior: prior) }
        == .numberInJudgement)
    for id in ["", "H", "H0", "H01", "h1", "H1 ", "H12345678901234567890", "H１"] {
      #expect(AssessmentMaking.code { _ = try Hypothesis(id: id, statement: "they build", prior: prior) } == .unknown)
    }
  }

  @Test("A finding that is not weighed on every hypothesis is named")
  func notWeighed() throws {
    let assessment = try Assessment(
      id: "A1", question: "Why?", hypotheses: try AssessmentMaking.hypotheses([0.5, 0.3, 0.2]),
      weighings: [try AssessmentMaking.weighings("F1", [1, 2])[1]], author: "analyst 1", at: AssessmentMaking.at)
    #expect(
      throws: EvidenceError(
        .incomplete, at: "assessment A1", "F1 is not weighed on H1 and H3.",
        mend: "Weigh each finding on every hypothesis: what fits one may fit the others as well.")
    ) { try assessment.judgement() }
    let whole = try assessment.weighed(try AssessmentMaking.weighings("F1", [4, 1, 1]))
    #expect(abs(try AssessmentMaking.values(whole)[0] - 2 / 2.5) < 1e-14)
  }

  @Test("Without a hypothesis for something else the judgement says what that means")
  func somethingElse() throws {
    let remark = "No hypothesis stands for something else: this holds only if one of those given is true."
    let with = try AssessmentMaking.assessment(priors: [0.5, 0.5], [[2, 1]])
    #expect(try !with.judgement().remarks.contains(remark))
    let hypotheses = try with.hypotheses.map {
      try Hypothesis(id: $0.id, statement: $0.statement, prior: $0.prior)
    }
    let without = try Assessment(
      id: "A1", question: "Why?", hypotheses: hypotheses, weighings: with.weighings, author: "a",
      at: AssessmentMaking.at)
    #expect(try without.judgement().remarks.contains(remark))
  }

  @Test("Likelihood and confidence never stand in one sentence")
  func apart() throws {
    let base = try AssessmentMaking.assessment(priors: [0.5, 0.5], [[2, 1]], spread: 1.2)
    let assessment = try Assessment(
      id: "A1", question: base.question, hypotheses: base.hypotheses, weighings: base.weighings,
      confidence: Confidence(.moderate, basis: "two pictures of one sensor."), author: "a", at: AssessmentMaking.at)
    let judgement = try assessment.judgement()
    #expect(
      judgement.sentences[0]
        == "H1: The plant is being enlarged. Likelihood: likely (67 %, 90 % interval 61 to 72 %).")
    #expect(
      judgement.confidenceSentence == "Confidence in this assessment is moderate: two pictures of one sensor.")
    #expect(!judgement.sentences.joined().lowercased().contains("confidence"))
  }

  @Test("It reads back as it was written, and nothing else is read")
  func json() throws {
    let assessment = try AssessmentMaking.assessment(
      priors: [0.5, 0.3, 0.2], [[8, 2, 1], [0, 0.5, 1]], groups: [[0, 1]], spread: 2)
    let parsed = try JSONValue(parsing: Data(assessment.json.prettyText.utf8))
    #expect(Assessment(json: parsed) == assessment)
    #expect(try Assessment(json: parsed)?.judgement() == assessment.judgement())
    #expect(Assessment(json: ["id": "A1"]) == nil)
    #expect(Assessment(json: .array([.null, 3])) == nil)
    #expect(Weighing(json: .object(assessment.weighings[0].json.members!.dropLast())) == nil)
  }

  @Test("Hostile words are refused or shown on one line, and nothing breaks", arguments: AssessmentMaking.hostile)
  func hostile(_ text: String) throws {
    let prior = try AssessmentMaking.prior(0.5)
    let hypothesis: Hypothesis
    do { hypothesis = try Hypothesis(id: "H1", statement: text, prior: prior) } catch {
      #expect(error.code == .incomplete || error.code == .numberInJudgement, "\(error)")
      return
    }
    let assessment = try Assessment(
      id: text, question: text, hypotheses: [hypothesis, try Hypothesis(id: "H2", statement: "else", prior: prior)],
      weighings: try ["H1", "H2"].map {
        try Weighing(finding: text, hypothesis: $0, weight: 1, reason: text, by: text, at: AssessmentMaking.at)
      }, author: text, at: AssessmentMaking.at)
    let judgement = try assessment.judgement()
    let words = (judgement.sentences + judgement.remarks + (try assessment.sensitivity().map(\.sentence))).joined()
    #expect(!words.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    #expect(Assessment(json: assessment.json) == assessment)
  }
}
