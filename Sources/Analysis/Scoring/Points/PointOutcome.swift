/// Which proposals found which points at one setting of the thresholds.
struct PointOutcome {
  let thresholds: SmartThresholds
  let truePositives: Int
  let falseNegatives: Int
  let falsePositives: Int
  /// Of the found those by a proposal that found nothing else, and the others.
  let exact: Int
  let under: Int
  /// Observations of the proposals that found something, for each find, and of those that found nothing.
  let observations: Int
  let kept: [SiteStack]

  /// Each point takes the nearest proposal within the thresholds; of several points the one that lies nearest keeps it,
  /// or all that lie equally near. A proposal within reach of a point that another found is no false alarm.
  init(
    _ points: [PointTruth], _ proposals: [SiteStack], _ distances: [[Int: PointDistances]],
    _ thresholds: SmartThresholds
  ) {
    self.thresholds = thresholds
    let kept = proposals.indices.filter {
      proposals[$0].area * 1e6 >= thresholds.smallestArea && proposals[$0].score >= thresholds.lowestScore
    }
    var valid: Set<Int> = []
    var nearest: [(point: Int, proposal: Int, distance: Double)] = []
    for point in points.indices {
      let within = kept.filter { distances[point][$0].map { Self.isWithin($0, thresholds) } ?? false }
      valid.formUnion(within)
      let ranked = within.compactMap { index in distances[point][index].map { (index, $0.nearest, $0.farthest) } }
      if let best = ranked.min(by: { ($0.1, $0.2) < ($1.1, $1.2) }) { nearest.append((point, best.0, best.1)) }
    }
    var owner: [Int: Int] = [:]
    var found: [Int: [Int]] = [:]
    for pair in nearest where pair.distance == nearest.filter({ $0.proposal == pair.proposal }).map(\.distance).min() {
      owner[pair.point] = pair.proposal
      found[pair.proposal, default: []].append(pair.point)
    }
    let positive = points.indices.filter { points[$0].status.isPositive }
    let hits = positive.filter { owner[$0] != nil }
    truePositives = hits.count
    falseNegatives = positive.count - hits.count
    let alarms = kept.filter { found[$0] == nil && !valid.contains($0) }
    falsePositives = alarms.count + points.indices.count { points[$0].status.isNegative && owner[$0] != nil }
    exact = hits.count { owner[$0].flatMap { found[$0]?.count } == 1 }
    under = hits.count - exact
    observations =
      owner.values.reduce(0) { $0 + proposals[$1].observations.count }
      + kept.filter { found[$0] == nil }.reduce(0) { $0 + proposals[$1].observations.count }
    self.kept = kept.map { proposals[$0] }
  }

  private static func isWithin(_ distances: PointDistances, _ thresholds: SmartThresholds) -> Bool {
    func reaches(_ value: Double, _ limit: Int?) -> Bool { limit.map { value <= Double($0) } ?? true }
    func reaches(_ days: Int, _ limit: Int?) -> Bool { limit.map { abs(days) <= $0 } ?? true }
    return reaches(distances.nearest, thresholds.nearestMetres)
      && reaches(distances.central, thresholds.centralMetres)
      && reaches(distances.farthest, thresholds.farthestMetres)
      && reaches(distances.nearestDays, thresholds.nearestDays)
      && reaches(distances.centralDays, thresholds.centralDays)
      && reaches(distances.farthestDays, thresholds.farthestDays)
  }

  var figures: Scoreboard.Figures {
    var parts = SmartOutcome.Segmentation()
    (parts.exact, parts.under, parts.underOverUnion) = (exact, under, under)
    return Scoreboard.Figures(
      thresholds: thresholds, truePositives: truePositives, falsePositives: falsePositives,
      falseNegatives: falseNegatives, parts: parts, truthFiles: 0, truthObservations: 0, observations: observations)
  }
}
