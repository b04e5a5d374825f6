/// What a site is to the score, as site models say it.
package enum SiteStatus: String, Sendable, CaseIterable {
  case positive
  case positiveAnnotated = "positive_annotated"
  case positiveAnnotatedStatic = "positive_annotated_static"
  case positivePartial = "positive_partial"
  case positivePartialStatic = "positive_partial_static"
  case positivePending = "positive_pending"
  case positiveExcluded = "positive_excluded"
  case positiveUnbounded = "positive_unbounded"
  case negative
  case negativeUnbounded = "negative_unbounded"
  case ignore
  case transientPositive = "transient_positive"
  case transientPending = "transient_pending"
  case transientExcluded = "transient_excluded"
  case transientNegative = "transient_negative"
  case transientIgnore = "transient_ignore"
  case seen
  case train
  case systemConfirmed = "system_confirmed"
  case systemProposed = "system_proposed"
  case systemRejected = "system_rejected"

  /// To be found: found it counts as true, else as missed.
  var isPositive: Bool {
    switch self {
    case .positive, .positiveAnnotated, .positiveAnnotatedStatic, .positivePartial, .positivePartialStatic,
      .positivePending, .transientPositive, .transientPending:
      true
    default: false
    }
  }

  /// Not to be found: found it counts as false.
  var isNegative: Bool {
    switch self {
    case .positiveExcluded, .negative, .negativeUnbounded, .transientNegative, .transientExcluded: true
    default: false
    }
  }

  /// Counts neither way.
  var isIgnored: Bool { self == .ignore || self == .positiveUnbounded || self == .transientIgnore }

  /// Annotated with a phase for every observation, so that the days of activity follow from these.
  var hasPhases: Bool {
    switch self {
    case .positiveAnnotated, .positivePartial, .positiveAnnotatedStatic, .positivePartialStatic: true
    default: false
    }
  }

  /// Positive and taken as annotated from start to end.
  var isComplete: Bool {
    switch self {
    case .positive, .positiveAnnotated, .positiveAnnotatedStatic, .positivePending, .transientPositive,
      .transientPending:
      true
    default: false
    }
  }

  var isTransient: Bool { rawValue.hasPrefix("transient") }

  /// What it becomes where the site is set aside.
  var ignored: SiteStatus { isTransient ? .transientIgnore : .ignore }

  /// What it becomes where the site's activity leaves the region's dates.
  var unbounded: SiteStatus { isTransient ? .transientIgnore : .positiveUnbounded }
}
