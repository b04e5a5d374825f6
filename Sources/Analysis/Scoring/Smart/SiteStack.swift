/// A site through its observations, with its days of activity.
struct SiteStack {
  struct Observation {
    let day: CalendarDay
    let source: String?
    let phase: String?
    /// The outline as drawn, with parts that are no boundary of the site.
    let shape: ShapeStore.ID
    /// The outline of the site alone.
    let boundary: ShapeStore.ID

    /// What breaks ties of one day.
    var sourceText: String { source ?? "None" }
  }

  /// Where the activity lies against the region's dates.
  enum Bounds { case before, fromBefore, within, pastEnd, after }

  let id: String
  let siteID: String
  let annotated: SiteStatus
  /// As annotated, or ignored where an end of its dates is not known, or unbounded where it has no activity.
  let status: SiteStatus
  let score: Double
  /// Whether an end of its dates was not given.
  let isOpen: Bool
  /// Cut to the region's dates.
  let start: CalendarDay
  let end: CalendarDay
  let predictedPhase: String?
  let predictedDay: CalendarDay?
  let bounds: Bounds
  /// In order of day and source; of sites with phases those within the region's dates.
  let observations: [Observation]
  let activity: SiteActivity
  /// What any observation covers; empty where none counts.
  let shape: ShapeStore.ID
  /// The same, of all observations where none counts.
  let baseShape: ShapeStore.ID
  /// Square kilometres of `shape`, or of `baseShape` where none counts.
  let area: Double
  /// Square kilometres of the largest observation.
  let largestArea: Double?

  /// The last observation on that day or before.
  func latest(on day: CalendarDay) -> Observation? {
    var (low, high) = (0, observations.count)
    while low < high {
      let middle = (low + high) / 2
      if observations[middle].day <= day { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? observations[low - 1] : nil
  }
}

extension SiteStack {
  /// - Throws: `noFeatures` where no observation has a date, `notOverlaid`.
  init(_ file: SiteModelFile, region: RegionModel, shapes: ShapeStore) throws(ScoringError) {
    id = file.id
    siteID = file.siteID
    annotated = file.status
    score = file.score
    predictedPhase = file.predictedPhase
    predictedDay = file.predictedDay
    isOpen = file.start == nil || file.end == nil
    (start, end) = Self.cut(file, to: region)
    let all = Self.dated(file, start: start, end: end, shapes: shapes)
    guard !all.isEmpty else {
      throw ScoringError(
        .noFeatures, at: file.name, "No observation of \(file.id) has a date.",
        mend: "Write observation_date as YYYY-MM-DD.")
    }
    let before = all.filter { $0.day < region.start }
    let within = all.filter { (region.start...region.end).contains($0.day) }
    let after = all.filter { $0.day > region.end }
    let known = isOpen ? SiteStatus.ignore : file.status
    bounds = Self.bounds(before, within, after, byPhase: known.hasPhases)
    observations = known.hasPhases ? within : all
    activity =
      known.hasPhases
      ? SiteActivity(before: before, within: within, region: region) : SiteActivity(from: start, to: end)
    status = known.hasPhases && activity.start == nil ? .positiveUnbounded : known
    largestArea = observations.map { shapes.area($0.boundary) }.max()
    shape = try shapes.union(observations.map(\.boundary))
    baseShape = observations.isEmpty ? try shapes.union((before + after).map(\.boundary)) : shape
    area = shapes.area(baseShape)
  }

  private static func cut(
    _ file: SiteModelFile, to region: RegionModel
  ) -> (start: CalendarDay, end: CalendarDay) {
    // A site that lies wholly before or after the region's dates keeps its own.
    var start = file.start ?? region.start
    if file.start != nil, file.end.map({ $0 >= region.start }) ?? true { start = max(start, region.start) }
    var end = file.end ?? region.end
    if file.end != nil, start <= region.end { end = min(end, region.end) }
    return (start, end)
  }

  /// Observations with a date, sorted. The first and the last as written take the site's own dates where they have none.
  private static func dated(
    _ file: SiteModelFile, start: CalendarDay, end: CalendarDay, shapes: ShapeStore
  ) -> [Observation] {
    let count = file.observations.count
    let dated = file.observations.enumerated().compactMap { index, draft -> Observation? in
      var day = draft.day
      if day == nil, count >= 2 { day = index == 0 ? start : index == count - 1 ? end : nil }
      guard let day else { return nil }
      return Observation(
        day: day, source: draft.source, phase: draft.phase, shape: shapes.id(of: draft.polygons),
        boundary: shapes.id(of: draft.boundary))
    }
    return dated.enumerated().sorted { first, second in
      let (one, other) = (first.element, second.element)
      if one.day != other.day { return one.day < other.day }
      if one.sourceText != other.sourceText {
        return one.sourceText.utf8.lexicographicallyPrecedes(other.sourceText.utf8)
      }
      return first.offset < second.offset
    }.map(\.element)
  }

  private static func bounds(
    _ before: [Observation], _ within: [Observation], _ after: [Observation], byPhase: Bool
  ) -> Bounds {
    func phases(_ observations: [Observation]) -> [String] { observations.compactMap(\.phase) }
    let (pre, inner, post) = (phases(before), phases(within), phases(after))
    let done = SitePhase.postConstruction.rawValue
    if !SitePhase.isActive(pre), inner.contains(done), Set(post) == [done] { return .within }
    let isIn: ([Observation]) -> Bool = { byPhase ? SitePhase.isActive(phases($0)) : !$0.isEmpty }
    switch (isIn(before), isIn(within), isIn(after)) {
    case (true, false, _): return .before
    case (true, true, _): return .fromBefore
    case (false, true, false): return .within
    case (false, true, true): return .pastEnd
    case (false, false, true): return .after
    case (false, false, false): return .within
    }
  }
}
