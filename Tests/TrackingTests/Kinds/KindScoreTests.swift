import Foundation
import Places
import Testing

@testable import Tracking

@Suite("The score of kinds")
struct KindScoreTests {
  private func score(_ terms: [(String, [FeatureKind: Double])]) -> KindScore {
    var score = KindScore(priors: [.building: KindWeights.building, .clearedGround: KindWeights.clearedGround])
    for (reason, weights) in terms { score.add(reason, weights) }
    return score
  }

  @Test("Log-odds are the prior and the weights added up, and the odds of the first over the next are told")
  func adds() {
    let verdict = score([
      ("right angles", [.building: KindWeights.rightAngles]), ("casts a shadow", [.building: KindWeights.shadow]),
    ]).verdict()
    // −2.2 + 2.25 + 2.25 against 0.8.
    #expect(abs(verdict.odds - exp(1.5)) < 1e-9)
    #expect(verdict.kind == .building)
    #expect(verdict.reasons == ["4.5 to 1 for building over cleared ground", "right angles", "casts a shadow"])
  }

  @Test("One sign is not enough: the ground stays cleared ground, twice as likely as a building")
  func oneSign() {
    let verdict = score([("right angles", [.building: KindWeights.rightAngles])]).verdict()
    #expect(verdict.kind == .clearedGround)
    #expect(verdict.reasons.first == "2.1 to 1 for cleared ground over building")
  }

  @Test("What is not twice as likely as the next is not named, and both candidates are")
  func margin() {
    let verdict = score([("something", [.building: 3.5])]).verdict()
    #expect(verdict.kind == .unknown)
    #expect(verdict.reasons == ["not named: building or cleared ground, 1.6 to 1 for the first", "something"])
  }

  @Test("Where nothing speaks for a kind, it is something else")
  func somethingElse() {
    var score = KindScore(priors: [.building: KindWeights.building])
    score.refuse("at 30 m a building cannot be told; 4 m or better is needed")
    let verdict = score.verdict()
    #expect(verdict.kind == .unknown)
    #expect(
      verdict.reasons == [
        "not named: something else or building, 9.0 to 1 for the first",
        "at 30 m a building cannot be told; 4 m or better is needed",
      ])
  }

  @Test("No single look is worth more than fifty to one")
  func cap() {
    let ranking = score([("certain", [.building: 100, .clearedGround: -100])]).ranking
    #expect(ranking.first?.kind == .building)
    #expect(abs((ranking.first?.logOdds ?? 0) - (KindWeights.building + KindScore.cap)) < 1e-9)
    #expect(abs((ranking.last?.logOdds ?? 0) - (KindWeights.clearedGround - KindScore.cap)) < 1e-9)
  }

  @Test(
    "Every two signs of a building but the weakest make one, no single sign does, and a levelled yard's angles do",
    arguments: [
      (["angles"], false), (["disturbed"], false), (["shadow"], false), (["colour"], false),
      (["angles", "disturbed"], true), (["shadow", "disturbed"], true), (["colour", "disturbed"], true),
      (["angles", "shadow"], true), (["certain"], true),
    ])
  func signs(_ names: [String], isBuilding: Bool) {
    let weights: [String: Double] = [
      "angles": KindWeights.rightAngles, "certain": KindWeights.certainAngles, "disturbed": KindWeights.disturbed,
      "shadow": KindWeights.shadow, "colour": KindWeights.ownColour,
    ]
    let verdict = score(names.map { ($0, [.building: weights[$0] ?? 0]) }).verdict()
    #expect((verdict.kind == .building) == isBuilding, "\(names): \(verdict.reasons)")
    #expect(verdict.kind == .building || verdict.kind == .clearedGround)
  }
}
