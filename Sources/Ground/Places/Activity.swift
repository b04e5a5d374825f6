import Quantities

/// What moves at a site without being built: along its lines, in its zones, and how fast the works go on.
package struct Activity: Sendable, Hashable {
  package var lines: [LineActivity]
  package var zones: [ZoneActivity]
  package var pace: [Pace]
  /// Of buildings that changed alike, where there are several.
  package var totals: [AreaTotal]

  package init(lines: [LineActivity], zones: [ZoneActivity], pace: [Pace], totals: [AreaTotal] = []) {
    self.lines = lines
    self.zones = zones
    self.pace = pace
    self.totals = totals
  }
}

/// A measure that a date gave, or why the date could not see.
package enum Observed<Value: Quantity>: Sendable, Hashable {
  case estimate(Estimate<Value>)
  case notObservable(Visibility)

  package var estimate: Estimate<Value>? {
    if case .estimate(let estimate) = self { estimate } else { nil }
  }
}

/// Metres along a line, from its start.
package struct LineStretch: Sendable, Hashable {
  package let from: Metres
  package let to: Metres
  package init(from: Metres, to: Metres) {
    self.from = from
    self.to = to
  }
}

/// What length of a `line` of the site was occupied, date by date.
package struct LineActivity: Sendable, Hashable {
  package struct Day: Sendable, Hashable {
    package let scene: String
    package let date: Timestamp
    package let occupied: Observed<Metres>
    /// Occupied, in order; empty where the date could not see.
    package let stretches: [LineStretch]
    /// Share of the line that was seen, 0–1.
    package let clearShare: Double

    package init(
      scene: String, date: Timestamp, occupied: Observed<Metres>, stretches: [LineStretch], clearShare: Double
    ) {
      self.scene = scene
      self.date = date
      self.occupied = occupied
      self.stretches = stretches
      self.clearShare = clearShare
    }
  }

  package let id: String
  package let name: String
  package let kind: String?
  package let length: Metres
  /// Why nothing is told of the line; `days` is then empty.
  package let refused: String?
  package let days: [Day]
  /// What was taken for the empty line, where that is in doubt, and since when a part cannot be seen: sentences.
  package let notes: [String]
  /// Stretches that look unlike the rest of the line on nearly every date, and are taken for ground of their own look.
  package let ownLook: [LineStretch]
  /// Stretches whose dates show two looks, neither of them the line's.
  package let undetermined: [LineStretch]

  package init(
    id: String, name: String, kind: String?, length: Metres, refused: String? = nil, days: [Day] = [],
    notes: [String] = [], ownLook: [LineStretch] = [], undetermined: [LineStretch] = []
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.length = length
    self.refused = refused
    self.days = days
    self.notes = notes
    self.ownLook = ownLook
    self.undetermined = undetermined
  }
}

/// How much of a zone differed on each date, and only then, from what it usually shows: loose objects and disturbance.
package struct ZoneActivity: Sendable, Hashable {
  package struct Day: Sendable, Hashable {
    package let scene: String
    package let date: Timestamp
    /// Share of the clear pixels.
    package let index: Observed<Ratio>
    /// Share of the zone's earlier clear dates on which it was less busy; `nil` where they are too few.
    package let busierThan: Double?
    package let clearShare: Double

    package init(
      scene: String, date: Timestamp, index: Observed<Ratio>, busierThan: Double?, clearShare: Double
    ) {
      self.scene = scene
      self.date = date
      self.index = index
      self.busierThan = busierThan
      self.clearShare = clearShare
    }
  }

  package let id: String
  package let name: String
  package let role: Site.Role
  /// Why nothing is told of the zone; `days` is then empty.
  package let refused: String?
  package let days: [Day]
  package let notes: [String]
  /// Why single vehicles are not counted.
  package let countRefused: String
  /// `nil` where no picture of the case measures temperature.
  package var temperature: ZoneTemperature?

  package init(
    id: String, name: String, role: Site.Role, refused: String? = nil, days: [Day] = [], notes: [String] = [],
    countRefused: String
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.refused = refused
    self.days = days
    self.notes = notes
    self.countRefused = countRefused
  }
}

/// How much ground is built on or disturbed in a month, lately, and whether that is faster than before.
package struct Pace: Sendable, Hashable {
  package enum Verdict: String, Sendable, CaseIterable { case faster, notShown, cannotTell }

  package let id: String
  package let name: String
  /// The months that the estimate is of; `nil` where it is refused.
  package let from: Timestamp?
  package let to: Timestamp?
  package let lately: Measured<SquareMetresPerMonth>
  package let before: Measured<SquareMetresPerMonth>
  package let verdict: Verdict
  /// Probability that chance puts so much of the change into the last months; `nil` where it cannot be told.
  package let probability: Double?
  /// The verdict in a sentence.
  package let words: String

  package init(
    id: String, name: String, from: Timestamp?, to: Timestamp?, lately: Measured<SquareMetresPerMonth>,
    before: Measured<SquareMetresPerMonth>, verdict: Verdict, probability: Double?, words: String
  ) {
    self.id = id
    self.name = name
    self.from = from
    self.to = to
    self.lately = lately
    self.before = before
    self.verdict = verdict
    self.probability = probability
    self.words = words
  }
}
