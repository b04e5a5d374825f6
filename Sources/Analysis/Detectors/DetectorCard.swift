/// What a model's file does not say of itself: how its pixels are made, what its numbers mean, and how good it is.
package struct DetectorCard: Sendable, Hashable {
  /// Where a box's angle stands among the numbers of a candidate.
  package enum AnglePlace: String, Sendable, CaseIterable { case none, afterBox, last }
  /// Whether candidates are the output's rows (1 × N × numbers) or its columns (1 × numbers × N).
  package enum Layout: String, Sendable, CaseIterable { case rows, columns }
  package enum Scores: String, Sendable, CaseIterable { case probability, logit }
  package enum Coordinates: String, Sendable, CaseIterable { case pixels, fractions }

  package struct Input: Sendable, Hashable {
    /// Bands of the picture in the model's order, from 0.
    package let bands: [Int]
    /// Rows and columns of a tile.
    package let tile: Int
    /// Of each band: a sample s enters as (s · scale − mean) / deviation.
    package let scale: [Double]
    package let mean: [Double]
    package let deviation: [Double]
    /// What stands where the picture has no pixel, as it enters.
    package let fill: Double
  }

  package struct Output: Sendable, Hashable {
    package let layout: Layout
    package let angle: AnglePlace
    /// A number between box and classes by which each class's score is multiplied.
    package let hasObjectness: Bool
    package let scores: Scores
    package let coordinates: Coordinates
  }

  package let name: String
  /// Of the model's file: 64 hexadecimal digits.
  package let sha256: String
  /// Finest and coarsest pixel that the model is made for, metres.
  package let gsd: ClosedRange<Double>
  package let input: Input
  package let output: Output
  /// Of two boxes of a class that share more than this (intersection over union) the better stays.
  package let suppression: Double
  /// Pixels that neighbouring tiles share: at least the longest thing.
  package let overlap: Int
  package let classes: [DetectorClass]
  /// Of each class: by rising threshold, at least one.
  package let calibration: [[ScoreCalibration]]

  /// Numbers of a candidate.
  package var numbersPerCandidate: Int {
    4 + (output.angle == .none ? 0 : 1) + (output.hasObjectness ? 1 : 0) + classes.count
  }

  /// - Parameter atLeast: the least score that counts; `nil` for the threshold at which precision and detection
  ///   probability balance best.
  /// - Throws: `badCard` where nothing was measured at that score or above.
  package func calibration(of index: Int, atLeast: Double?) throws(DetectorError) -> ScoreCalibration {
    let rows = calibration[index]
    guard let atLeast else {
      // Of equals the lowest threshold: rows rise, and the first of equals is kept.
      return rows.dropFirst().reduce(rows[0]) { $1.balance > $0.balance ? $1 : $0 }
    }
    guard let row = rows.first(where: { $0.threshold >= atLeast }) else {
      throw DetectorError(
        .badCard, at: name,
        "Nothing was measured of \(classes[index].name) at scores of \(atLeast) or more, "
          + "only up to \(rows[rows.count - 1].threshold).",
        mend: "Give --at-least \(rows[rows.count - 1].threshold) or less, or measure more and add it to the card.")
    }
    return row
  }
}
