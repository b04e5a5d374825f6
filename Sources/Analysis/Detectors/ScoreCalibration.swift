/// What a model did at one threshold of its score on pictures whose things are known: counts, not rates, since what they
/// leave in doubt is part of every number that comes of them.
package struct ScoreCalibration: Sendable, Hashable {
  /// Boxes with this score or more are kept.
  package let threshold: Double
  /// Boxes that were things of the class.
  package let correct: Int
  /// Boxes that were none.
  package let wrong: Int
  /// Things of the class without a box.
  package let missed: Int

  package init(threshold: Double, correct: Int, wrong: Int, missed: Int) {
    precondition(correct > 0 && wrong >= 0 && missed >= 0, "\(correct) correct, \(wrong) wrong, \(missed) missed")
    self.threshold = threshold
    self.correct = correct
    self.wrong = wrong
    self.missed = missed
  }

  /// Share of the boxes that are things.
  package var precision: Double { Double(correct) / Double(correct + wrong) }
  /// Share of the things that have a box.
  package var detectionProbability: Double { Double(correct) / Double(correct + missed) }
  /// Harmonic mean of the two.
  package var balance: Double { 2 * Double(correct) / Double(2 * correct + wrong + missed) }
}
