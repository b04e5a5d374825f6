import Geodesy
import Statistics

/// How far all that a date shows lies from where things are, and what is left of doubt once that is taken off.
///
/// Each pair of a thing and a sighting nearby that may be one votes for its offset; pairs of one thing agree, pairs of
/// neighbours do not. The shift is the median of those around the densest place.
/// - Source: voting over a grid [Ballard1981].
struct DateShift: Sendable, Hashable {
  let east: Double
  let north: Double
  /// Standard deviation of what is left, metres.
  let doubt: Double
  /// Pairs that tell it; 0 where it is merely the expected one.
  let votes: Int

  var isVoted: Bool { votes > 0 }

  /// Fewer votes around one place tell no common shift.
  static let fewest = 8
  /// Side of a cell, in deviations of place as stated.
  private static let cell = 0.5

  /// - Parameters:
  ///   - offsets: of pairs, metres.
  ///   - expected: what the shift is likely near.
  ///   - stated: the doubt that the date came with; what is left is never taken for more.
  ///   - reach: offsets farther from the expected one, in stated deviations, have no vote.
  init(_ all: [(east: Double, north: Double)], expected: FrameShift, stated: Double, reach: Double) {
    let cell = Self.cell * stated
    let offsets = all.map { (east: $0.east - expected.east, north: $0.north - expected.north) }
    guard stated > 0, offsets.count >= Self.fewest, let peak = Self.peak(offsets, cell: cell, reach: reach) else {
      (east, north, doubt, votes) = (expected.east, expected.north, stated, 0)
      return
    }
    let around = offsets.filter {
      abs($0.east - peak.east) <= 1.5 * cell && abs($0.north - peak.north) <= 1.5 * cell
    }
    let (easts, norths) = (around.map(\.east), around.map(\.north))
    guard around.count >= Self.fewest, let east = Quantiles.median(easts), let north = Quantiles.median(norths) else {
      (self.east, self.north, doubt, votes) = (expected.east, expected.north, stated, 0)
      return
    }
    (self.east, self.north, votes) = (east + expected.east, north + expected.north, around.count)
    let scatter = max(Quantiles.robustDeviation(easts) ?? 0, Quantiles.robustDeviation(norths) ?? 0)
    doubt = min(stated, max(scatter, 0.05 * stated))
  }

  /// Middle of the cell that has most votes together with the eight around it; of equal ones the nearest to no shift.
  private static func peak(
    _ offsets: [(east: Double, north: Double)], cell: Double, reach: Double
  ) -> (east: Double, north: Double)? {
    let reach = Int((reach / Self.cell).rounded(.up)) + 1
    let side = 2 * reach + 1
    var votes = [Int](repeating: 0, count: side * side)
    for offset in offsets {
      let (column, row) = (Int((offset.east / cell).rounded()), Int((offset.north / cell).rounded()))
      guard abs(column) < reach, abs(row) < reach else { continue }
      let middle = (row + reach) * side + column + reach
      for line in -1...1 { for step in -1...1 { votes[middle + line * side + step] += 1 } }
    }
    func rank(_ index: Int) -> (Int, Int, Int) {
      let (column, row) = (index % side - reach, index / side - reach)
      return (-votes[index], column * column + row * row, index)
    }
    return votes.indices.min { rank($0) < rank($1) }.map {
      (Double($0 % side - reach) * cell, Double($0 / side - reach) * cell)
    }
  }
}
