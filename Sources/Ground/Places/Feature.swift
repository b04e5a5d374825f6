import Geodesy
import Quantities

/// The kinds of thing that Telltale names. `works` is the disturbed ground of one project and the parent of what stands
/// on it.
package enum FeatureKind: String, Sendable, CaseIterable {
  case building, housing, tunnelWorks, crane, road, rail, clearedGround, excavation, stockpile, vehicles, railCars
  case water, screen, works, unknown

  /// Whether a roof is what is seen of it.
  package var isRoofed: Bool { self == .building || self == .housing }
}

package enum ChangeKind: String, Sendable, CaseIterable {
  case built, removed, altered, cleared
}

/// A machine's find is a `candidate` until a named person accepts or rejects it.
package enum FeatureStatus: String, Sendable, CaseIterable {
  case candidate, accepted, rejected
}

/// "38 % of the area of hall A": the feature's area over that of another, with their shared error cancelled.
package struct AreaRatio: Sendable, Hashable {
  /// Id of the feature in the denominator.
  package let to: String
  /// Its name for readers.
  package let name: String
  package let estimate: Estimate<Ratio>
  package init(to: String, name: String, estimate: Estimate<Ratio>) {
    self.to = to
    self.name = name
    self.estimate = estimate
  }
}

/// A physical thing with an outline and a life.
package struct Feature: Sendable, Hashable {
  /// Derived from place and first bracket; a case that has printed one keeps it.
  package var id: String
  /// For references: the name given in `SITE.geojson`.
  package var name: String?
  package var kind: FeatureKind
  package var kindReasons: [String]
  /// `nil` for a standing thing.
  package var change: ChangeKind?
  /// Id of the `works` that it belongs to.
  package var parent: String?
  package var bracket: Bracket
  package var area: Measured<SquareMetres>
  package var ratios: [AreaRatio]
  /// `nil` of what has no outline that could be measured.
  package var size: FeatureSize?
  /// Above the ground, by its shadows; `nil` where no height was looked for, as of ground.
  package var height: Measured<Metres>?
  /// All floors of a building together; `nil` of what is none.
  package var floorArea: Measured<SquareMetres>?
  /// −log₁₀ of the calibrated tail probability; 0 for a standing thing.
  package var score: Double
  package var scenesFor: [String]
  package var scenesAgainst: [String]
  package var notObservable: [Unseen]
  package var status: FeatureStatus
  /// The analyst's word, where `mark` recorded one.
  package var mark: Mark?
  package var outline: [GeoPolygon]
  /// What it went through, state by state; empty where that was not told.
  package var life: [LifeStage]
  /// How far all coordinates of the outline may lie from the ground's own together; no area depends on it.
  package var position: PositionAccuracy?

  /// What the machine took it for, whatever a person called it.
  package var machineKind: FeatureKind { mark?.machineKind ?? kind }

  package struct Unseen: Sendable, Hashable {
    package let scene: String
    package let reason: Visibility
    package init(scene: String, reason: Visibility) {
      self.scene = scene
      self.reason = reason
    }
  }

  package struct Mark: Sendable, Hashable {
    package let by: String
    package let note: String?
    package let at: Timestamp
    /// What the machine took it for; `nil` where the person left the kind as it was.
    package var machineKind: FeatureKind?
    package init(by: String, note: String?, at: Timestamp, machineKind: FeatureKind? = nil) {
      self.by = by
      self.note = note
      self.at = at
      self.machineKind = machineKind
    }
  }

  package init(
    id: String, name: String? = nil, kind: FeatureKind, kindReasons: [String] = [], change: ChangeKind?,
    parent: String? = nil, bracket: Bracket, area: Measured<SquareMetres>, ratios: [AreaRatio] = [], score: Double,
    scenesFor: [String] = [], scenesAgainst: [String] = [], notObservable: [Unseen] = [],
    status: FeatureStatus = .candidate, mark: Mark? = nil, outline: [GeoPolygon], life: [LifeStage] = [],
    position: PositionAccuracy? = nil, size: FeatureSize? = nil, height: Measured<Metres>? = nil,
    floorArea: Measured<SquareMetres>? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.kindReasons = kindReasons
    self.change = change
    self.parent = parent
    self.bracket = bracket
    self.area = area
    self.ratios = ratios
    self.size = size
    self.height = height
    self.floorArea = floorArea
    self.score = score
    self.scenesFor = scenesFor
    self.scenesAgainst = scenesAgainst
    self.notObservable = notObservable
    self.status = status
    self.mark = mark
    self.outline = outline
    self.life = life
    self.position = position
  }
}

/// What one scene says of one feature.
package struct Observation: Sendable, Hashable {
  package enum State: String, Sendable { case present, absent, changed, notObservable }
  package let feature: String
  package let scene: String
  package let date: Timestamp
  package let state: State
  package let visibility: Visibility
  /// Where the scene lies between the old state (0) and the new one (1); `nil` when not observable.
  package let progress: Double?

  package init(
    feature: String, scene: String, date: Timestamp, state: State, visibility: Visibility, progress: Double?
  ) {
    self.feature = feature
    self.scene = scene
    self.date = date
    self.state = state
    self.visibility = visibility
    self.progress = progress
  }
}
