import Places

/// Whether enough dates on both sides of a change say the same, well enough, for it to be reported.
///
/// The fewer dates, the more must each of them say: one bad date among two is a state of its own.
struct Confirmation {
  /// Clear dates in the old and in the new state, outside the bracket.
  let before: Int
  let after: Int
  /// All clear dates before the change, whatever their state.
  let earlier: Int
  /// Deviation of a date as a share of the step.
  let noise: Double
  /// Deviations above the null of the region's strongest pixels.
  let peak: Double
  /// The thing's contrast over the deviation of what surrounds it.
  let separation: Double
  let isOnDisturbedGround: Bool
  let hasRightAngles: Bool
  /// Whether the old state reaches back to the first scene, and the new one to the last.
  let isFirst: Bool
  let isFinal: Bool
  /// Whether the stack has too few dates for any state to be seen more than twice or thrice.
  let areFew: Bool

  /// Clear dates on which each state must have been seen.
  static let fewestDates = 4
  /// The step over the deviation that the dates on its two sides leave it.
  static let leastCertainty = 7.0
  /// From here on one date less is enough, and from here two less, where the pixels stand out by `strongPeak` and the
  /// whole by `strongSeparation` or `utterSeparation`.
  static let clearCertainty = 10.0
  static let utterCertainty = 15.0
  static let strongPeak = 8.0
  static let strongSeparation = 6.0
  static let utterSeparation = 10.0
  /// What is neither this strong in its pixels nor this clear as a whole is the weather's, unless it is still there to be
  /// looked at and leaves no doubt in its series: the less so where it has right angles, which weather has not.
  static let weakPeak = 5.0
  static let clearSeparation = 8.0
  /// Below this nothing has an outline of its own.
  static let leastSeparation = 3.0

  private var certainty: Double {
    1 / (noise * (1 / Double(max(before, 1)) + 1 / Double(max(after, 1))).squareRoot())
  }

  /// Dates that a state needs which nothing but the series' own end cuts short.
  private var fewest: Int {
    guard peak >= Self.strongPeak, certainty >= Self.clearCertainty, separation >= Self.strongSeparation else {
      return Self.fewestDates
    }
    return Self.fewestDates - (certainty >= Self.utterCertainty && separation >= Self.utterSeparation ? 2 : 1)
  }

  func confirms(_ kind: FeatureKind, _ change: ChangeKind) -> Bool {
    if areFew {
      // Nothing shows that a state lasts. What is left is shape: weather, fields and shadows have no right angles. What
      // is gone, or may have driven off, needs dates.
      return kind == .building && change == .built && hasRightAngles && peak >= Self.strongPeak
        && separation >= Self.utterSeparation
    }
    let isSteady =
      change != .removed && certainty >= (hasRightAngles ? Self.clearCertainty : Self.utterCertainty)
    // Nothing but its pixels says that it stood there: no shadow went with it.
    guard change != .removed || peak >= Self.strongPeak else { return false }
    guard separation >= Self.leastSeparation, certainty >= Self.leastCertainty,
      peak >= Self.weakPeak || (change != .removed && separation >= Self.clearSeparation) || isSteady
    else { return false }
    // A building may follow soon on cleared ground; it then departs from both earlier states.
    let old = kind == .building && before >= 2 && isOnDisturbedGround ? earlier : before
    // Two dates without a thing may be two on which it was not seen.
    let fewestAfter = change == .removed ? max(fewest, Self.fewestDates - 1) : fewest
    return old >= (isFirst ? fewest : Self.fewestDates) && after >= (isFinal ? fewestAfter : Self.fewestDates)
  }
}
