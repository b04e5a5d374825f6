/// What the sequential test says of one date of one pixel: of the interval since the date seen before it.
package enum IntervalOutcome: UInt8, Sendable, CaseIterable {
  /// The date did not see the pixel, or the pixel was seen on too few dates.
  case notSeen
  /// The first date seen: nothing stands before it.
  case opening
  /// As the dates since the last change.
  case unchanged
  /// Changed, and brighter than the mean since the last change in every band; for matrices, the difference is positive
  /// definite.
  case appeared
  /// Changed, and darker in every band; for matrices, the difference is negative definite.
  case disappeared
  /// Changed, brighter in one respect and darker in another.
  case indefinite

  package var isChange: Bool { rawValue >= IntervalOutcome.appeared.rawValue }
  /// Whether the date was compared with others.
  package var isTested: Bool { rawValue >= IntervalOutcome.unchanged.rawValue }
}
