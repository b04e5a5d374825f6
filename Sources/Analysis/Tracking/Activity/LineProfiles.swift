import Places

/// What every scene shows along a line: the input of `OccupancyModel`, free of pictures.
package struct LineProfiles: Sendable {
  /// Metres that each station stands for.
  package let steps: [Double]
  /// Whether a part of the line begins at the station.
  package let starts: [Bool]
  package let bandCount: Int
  /// `values[scene][station * bandCount + band]`, in the stack's units; 0 where not seen.
  package let values: [[Double]]
  /// `reasons[scene][station]`: `seen`, or why not.
  package internal(set) var reasons: [[Visibility]]
  /// How far to the right of the drawn line what stands on it lies, at the line's start and end, in pixels.
  package let offset: (start: Double, end: Double)

  package init(
    steps: [Double], starts: [Bool], bandCount: Int, values: [[Double]], reasons: [[Visibility]],
    offset: (start: Double, end: Double) = (0, 0)
  ) {
    precondition(
      starts.count == steps.count && values.count == reasons.count
        && values.allSatisfy { $0.count == steps.count * bandCount } && reasons.allSatisfy { $0.count == steps.count },
      "profiles of \(steps.count) stations do not fit together")
    self.steps = steps
    self.starts = starts
    self.bandCount = bandCount
    self.values = values
    self.reasons = reasons
    self.offset = offset
  }

  package var stationCount: Int { steps.count }
  package var sceneCount: Int { values.count }

  package func isSeen(_ scene: Int, _ station: Int) -> Bool { reasons[scene][station] == .seen }

  /// Share of the line's length that a scene saw.
  package func clearShare(of scene: Int) -> Double {
    let total = steps.reduce(0, +)
    guard total > 0 else { return 0 }
    return steps.indices.reduce(0) { $0 + (isSeen(scene, $1) ? steps[$1] : 0) } / total
  }

  /// The reason that hides most of the line from a scene; `seen` where none does.
  package func commonestReason(of scene: Int) -> Visibility {
    var lengths: [Visibility: Double] = [:]
    for (station, reason) in reasons[scene].enumerated() where reason != .seen {
      lengths[reason, default: 0] += steps[station]
    }
    return Visibility.allCases.max { (lengths[$0] ?? 0) < (lengths[$1] ?? 0) } ?? .seen
  }
}
