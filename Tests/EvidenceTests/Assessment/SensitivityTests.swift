import Evidence
import Foundation
import Testing

@Suite("Sensitivity and the matrix") struct SensitivityTests {
  @Test("The posterior without a finding is that of an assessment that never had it", arguments: 1...20)
  func without(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let rows = (0..<5).map { _ in (0..<3).map { _ in draws.uniform() < 0.1 ? 0 : draws.logUniform(0.1...10) } }
    let assessment: Assessment
    let all: [Sensitivity]
    do {
      assessment = try AssessmentMaking.assessment(
        priors: [0.5, 0.3, 0.2], rows, groups: [[0, 1, 2]], spread: 1.5)
      all = try assessment.sensitivity()
    } catch let error as EvidenceError {
      // Drawn zeros that rule out every hypothesis.
      #expect(error.code == .outOfRange && rows.joined().contains(0), "\(error)")
      return
    }
    #expect(all.count == rows.count)
    for (index, one) in all.enumerated() {
      let judgement = try assessment.judgement(statuses: ["F\(index + 1)": .withdrawn])
      for (posterior, plain) in zip(one.without, judgement.posteriors) {
        #expect(abs(posterior.value - plain.value) < 1e-11 && abs(posterior.low - plain.low) < 1e-9)
        #expect(abs(posterior.high - plain.high) < 1e-9 && posterior.isRuledOut == plain.isRuledOut)
      }
      #expect(one.leadingWithout.hypothesis == judgement.leading.hypothesis)
    }
  }

  @Test("The finding that turns the answer is told")
  func turns() throws {
    let all = try AssessmentMaking.assessment(priors: [0.4, 0.6], [[10, 1], [1.2, 1]]).sensitivity()
    #expect(all[0].turnsAnswer && !all[1].turnsAnswer)
    #expect(
      all[0].sentence
        == "Without F1 the leading hypothesis would be H2, not H1. A weight of it that is wrong by a factor of 8.0 "
        + "turns the answer.")
  }

  @Test("A weight wrong by the turning factor turns the answer, and by 1 % less does not", arguments: 1...30)
  func factor(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let rows = (0..<3).map { _ in (0..<3).map { _ in draws.logUniform(0.1...10) } }
    let priors = [0.5, 0.3, 0.2]
    let groups = seed % 2 == 0 ? [[0, 1]] : []
    let all = try AssessmentMaking.assessment(priors: priors, rows, groups: groups).sensitivity()
    for (index, one) in all.enumerated() {
      let factor = try #require(one.turningFactor)
      func turned(by factor: Double) throws -> Bool {
        for column in 0..<3 {
          var changed = rows
          changed[index][column] *= "H\(column + 1)" == one.leading.hypothesis.id ? 1 / factor : factor
          let values = try AssessmentMaking.values(
            try AssessmentMaking.assessment(priors: priors, changed, groups: groups))
          let lead = values[Int(one.leading.hypothesis.id.dropFirst())! - 1]
          if values.max()! > lead { return true }
        }
        return false
      }
      #expect(try turned(by: factor * 1.01))
      #expect(try factor < 1.02 || !turned(by: factor * 0.99))
    }
  }

  @Test("Where all rivals are ruled out by others no factor turns the answer")
  func never() throws {
    let all = try AssessmentMaking.assessment(priors: [0.5, 0.5], [[1, 0], [1, 5]]).sensitivity()
    #expect(all[1].turningFactor == nil)
    #expect(
      all[1].sentence == "Without F2 the answer is the same. However wrong one of its weights is, the answer stays.")
    #expect(all[0].turnsAnswer)
  }

  @Test("Leaving one out of a large group is told as fast as it is right")
  func largeGroup() throws {
    let rows = (0..<3_000).map { [Double(2 + $0 % 7), 1, 1] }
    let all = try AssessmentMaking.assessment(priors: [0.2, 0.4, 0.4], rows, groups: [Array(0..<3_000)]).sensitivity()
    #expect(all.count == 3_000)
    #expect(all.allSatisfy { abs($0.without[0].value - 1.6 / 2.4) < 1e-9 })
  }

  @Test("The matrix marks what fits, what does not, and what tells nothing apart")
  func matrix() throws {
    let assessment = try AssessmentMaking.assessment(
      priors: [0.5, 0.3, 0.2], [[1.2, 1, 1], [8, 1, 2.83], [0, 2, 1], [9, 1, 1]])
    let matrix = try assessment.matrix(statuses: ["F4": .withdrawn])
    #expect(matrix.rows.map(\.finding) == ["F3", "F2", "F1", "F4"])
    #expect(matrix.rows[0].fits == [.impossible, .consistent, .consistent])
    #expect(matrix.rows[0].diagnosticity == nil && matrix.rows[0].diagnosticityWords == "rules out")
    #expect(matrix.rows[1].fits == [.consistent, .inconsistent, .neutral])
    #expect(matrix.rows[1].diagnosticity == 8)
    #expect(matrix.rows[2].tellsNothing)
    #expect(matrix.rows[3].leftOut == .withdrawn)
    #expect(matrix.against == [1, 1, 0])
  }

  @Test("The marks of the matrix do not depend on the scale of a row")
  func matrixScale() throws {
    for scale in [1e-200, 1, 1e200] {
      let rows = try AssessmentMaking.assessment(priors: [0.5, 0.5], [[3 * scale, scale], [2.9 * scale, scale]])
        .matrix().rows
      #expect(rows[0].fits == [.consistent, .inconsistent] && rows[1].fits == [.neutral, .neutral])
    }
  }
}
