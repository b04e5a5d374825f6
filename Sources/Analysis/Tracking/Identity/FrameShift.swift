/// How far dates lie, in the mean, from where things are kept: things lie where the first date that saw any had them, and
/// that date was misplaced as others are.
struct FrameShift: Sendable, Hashable {
  private(set) var east = 0.0
  private(set) var north = 0.0
  /// Of each coordinate, square metres.
  private(set) var variance: Double

  /// - Parameter doubt: of the first date, metres.
  init(doubt: Double) { variance = doubt * doubt }

  /// Takes in what one more date is shifted by.
  mutating func add(_ shift: DateShift, doubt: Double) {
    let noise = doubt * doubt
    guard shift.isVoted, variance + noise > 0 else { return }
    let gain = variance / (variance + noise)
    east += gain * (shift.east - east)
    north += gain * (shift.north - north)
    variance *= 1 - gain
  }
}
