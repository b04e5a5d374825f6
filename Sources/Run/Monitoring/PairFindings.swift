import Alignment
import Changes
import Statistics

/// What comparing two pictures told beside the scores, of the whole or of its pieces together.
struct PairFindings: Sendable {
  struct Built: Sendable {
    let form: BuiltChange.Form
    let cues: [String]
    let smoothing: Double
    let neighbourhood: Double
  }

  /// How a pair that is too large to be held was parted.
  struct Pieces: Sendable {
    let count: Int
    /// Those that could be compared.
    var compared = 0
    /// Of those that were aligned by themselves, and not only with the whole: by how much they lie off it.
    var shifts: [PictureShift] = []
    let isAligned: Bool
    /// Of the largest.
    let columns: Int
    let rows: Int

    /// That of the whole, which was aligned on reduced pictures, and the median of what the pieces lie off it.
    func shift(of placement: PairPlacement) -> PictureShift {
      PictureShift(
        rows: placement.shift.rows + (Quantiles.median(shifts.map(\.rows)) ?? 0),
        columns: placement.shift.columns + (Quantiles.median(shifts.map(\.columns)) ?? 0))
    }
  }

  let correlations: [Double]
  let rounds: Int
  let isSettled: Bool
  let leftOut: [Alteration.LeftOut]
  let built: Built?
  let hasNoise: Bool
  let pieces: Pieces?
}

extension PairFindings {
  init(_ change: PairChange) {
    correlations = change.alteration.correlations
    rounds = change.alteration.rounds
    isSettled = change.alteration.isSettled
    leftOut = change.alteration.leftOut
    built = change.built.map {
      Built(form: $0.form, cues: $0.cues, smoothing: $0.smoothing, neighbourhood: $0.neighbourhood)
    }
    hasNoise = change.hasNoise
    pieces = nil
  }

  /// Of all pieces: medians of the correlations, where most bands took part; the most rounds; all bands that were left
  /// out anywhere.
  init(_ all: [PairFindings], _ pieces: Pieces) {
    let variates = all.map(\.correlations.count).max() ?? 0
    let full = all.filter { $0.correlations.count == variates }
    correlations = (0..<variates).map { index in Quantiles.median(full.map { $0.correlations[index] }) ?? 0 }
    rounds = all.map(\.rounds).max() ?? 0
    isSettled = all.allSatisfy(\.isSettled)
    var leftOut: [Alteration.LeftOut] = []
    for band in all.flatMap(\.leftOut) where !leftOut.contains(band) { leftOut.append(band) }
    self.leftOut = leftOut
    built = all.compactMap(\.built).max { $0.cues.count < $1.cues.count }
    hasNoise = all.contains(where: \.hasNoise)
    self.pieces = pieces
  }
}
