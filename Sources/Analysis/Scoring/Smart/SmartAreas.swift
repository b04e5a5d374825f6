/// Ground that is proposed, and that of it which is no site: square kilometres.
struct SmartAreas {
  let proposed: Double
  /// `nil` where no proposal found a site that may be found.
  let falseAlarm: Double?
  /// Shares of the region, and of the region without the sites that were rightly proposed.
  let proposedShare: Double
  let falseAlarmShare: Double

  /// Whether nothing was proposed.
  let isEmpty: Bool

  init(_ outcome: SmartOutcome, region: RegionModel, shapes: ShapeStore) throws(ScoringError) {
    var right: [ShapeStore.ID] = []
    for (proposal, truths) in outcome.found {
      for truth in truths where !truth.status.isNegative {
        right.append(try Self.shared(truth.stack, proposal, shapes))
      }
    }
    try self.init(outcome.found.map(\.proposal), right: right, region: region, shapes: shapes)
  }

  /// - Parameter right: ground that was rightly proposed.
  init(
    _ proposals: [SiteStack], right: [ShapeStore.ID], region: RegionModel, shapes: ShapeStore
  ) throws(ScoringError) {
    isEmpty = proposals.isEmpty
    let union = try shapes.union(proposals.map(\.shape))
    let sites = try shapes.union(right)
    proposed = shapes.area(union)
    falseAlarm = right.isEmpty ? nil : shapes.area(try shapes.difference(union, less: sites))
    proposedShare = DegreeArea.rounded(proposed / region.area, places: 4)
    let rest = shapes.area(try shapes.difference(region.shape, less: sites))
    falseAlarmShare = rest > 0 ? DegreeArea.rounded((falseAlarm ?? 0) / rest, places: 4) : 0
  }

  /// What the site covers on any date and the proposal on any date of the site's.
  private static func shared(
    _ truth: SiteStack, _ proposal: SiteStack, _ shapes: ShapeStore
  ) throws(ScoringError) -> ShapeStore.ID {
    let theirs = Set(truth.observations.compactMap { proposal.latest(on: $0.day)?.boundary })
    return try shapes.intersection(truth.shape, try shapes.union(theirs))
  }
}
