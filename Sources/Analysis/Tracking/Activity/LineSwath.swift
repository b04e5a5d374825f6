import Places

/// One scene across and along a line: what `LineReading` makes profiles of.
package struct LineSwath: Sendable {
  /// Across the line, in pixels, and how many steps are read to either side.
  static let step = 0.5
  static let reach = 12

  let bandCount: Int
  /// `samples[(station * bandCount + band) * (2 * reach + 1) + reach + offset]`, offsets in steps to the right.
  package let samples: [Float]
  /// Of each station `seen`, or why not.
  package internal(set) var reasons: [Visibility]

  package init(bandCount: Int, samples: [Float], reasons: [Visibility]) {
    precondition(
      samples.count == reasons.count * bandCount * (2 * Self.reach + 1), "\(samples.count) samples do not fit")
    self.bandCount = bandCount
    self.samples = samples
    self.reasons = reasons
  }

  func value(_ station: Int, _ band: Int, _ offset: Double) -> Double {
    let whole = Int(offset.rounded(.down))
    let share = offset - Double(whole)
    let start = (station * bandCount + band) * (2 * Self.reach + 1) + Self.reach
    let first = Double(samples[start + whole])
    return share == 0 ? first : first + share * (Double(samples[start + whole + 1]) - first)
  }
}
