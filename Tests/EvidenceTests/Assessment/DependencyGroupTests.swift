import Evidence
import Foundation
import Testing

@Suite("Findings that are not independent") struct DependencyGroupTests {
  @Test("Counting the same thing twice, or a hundred times, changes nothing", arguments: [2, 3, 100])
  func twice(_ times: Int) throws {
    let once = try AssessmentMaking.values(try AssessmentMaking.assessment(priors: [0.5, 0.3, 0.2], [[8, 2, 1]]))
    let rows = [[Double]](repeating: [8, 2, 1], count: times)
    let grouped = try AssessmentMaking.values(
      try AssessmentMaking.assessment(priors: [0.5, 0.3, 0.2], rows, groups: [Array(0..<times)]))
    for (one, other) in zip(once, grouped) { #expect(abs(one - other) < 1e-13) }
    let counted = try AssessmentMaking.values(try AssessmentMaking.assessment(priors: [0.5, 0.3, 0.2], rows))
    #expect(counted[0] > grouped[0])
  }

  @Test("Of findings that point the same way only the strongest counts")
  func strongest() throws {
    let values = try AssessmentMaking.values(
      try AssessmentMaking.assessment(priors: [0.5, 0.5], [[3, 1], [8, 1], [2, 1]], groups: [[0, 1, 2]]))
    #expect(abs(values[0] - 8.0 / 9) < 1e-14)
  }

  @Test("A finding that tells nothing takes nothing from the group")
  func neutral() throws {
    let values = try AssessmentMaking.values(
      try AssessmentMaking.assessment(priors: [0.5, 0.5], [[8, 1], [5, 5]], groups: [[0, 1]]))
    #expect(abs(values[0] - 8.0 / 9) < 1e-14)
  }

  @Test("Findings of equal strength that contradict each other cancel")
  func contradiction() throws {
    let values = try AssessmentMaking.values(
      try AssessmentMaking.assessment(priors: [0.5, 0.5], [[8, 1], [1, 8]], groups: [[0, 1]]))
    #expect(abs(values[0] - 0.5) < 1e-14)
  }

  @Test("No odds of two hypotheses move farther than by the one finding that moves them farthest", arguments: 1...50)
  func bounded(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let rows = (0..<3).map { _ in (0..<4).map { _ in draws.logUniform(0.05...20) } }
    let values = try AssessmentMaking.values(
      try AssessmentMaking.assessment(priors: [0.25, 0.25, 0.25, 0.25], rows, groups: [[0, 1, 2]]))
    for one in 0..<4 {
      for other in 0..<4 where other != one {
        let most = rows.map { $0[one] / $0[other] }.max()!
        #expect(values[one] / values[other] <= most * (1 + 1e-9))
      }
    }
  }

  @Test("Groups that share a finding are one group")
  func overlapping() throws {
    let rows = [[8.0, 1], [8, 1], [8, 1], [2, 1]]
    let values = try AssessmentMaking.values(
      try AssessmentMaking.assessment(priors: [0.5, 0.5], rows, groups: [[0, 1], [2, 1]]))
    #expect(abs(values[0] - 16.0 / 17) < 1e-14)
  }

  @Test("With one of a group withdrawn the rest counts")
  func withdrawn() throws {
    let assessment = try AssessmentMaking.assessment(priors: [0.5, 0.5], [[8, 1], [3, 1]], groups: [[0, 1]])
    let judgement = try assessment.judgement(statuses: ["F1": .withdrawn])
    #expect(abs(judgement.posteriors[0].value - 0.75) < 1e-14)
    let remark =
      "F1 and F2 are not independent (same scene) and count as one: against each hypothesis only the one that speaks "
      + "most against it."
    #expect(!judgement.remarks.contains(remark))
    #expect(try assessment.judgement().remarks.contains(remark))
  }
}
