/// A proposed site, or several taken together for one truth site.
struct Proposal {
  /// The ids joined by "_", sorted.
  let id: String
  /// Ids of the sites that it is made of.
  let sites: [String]
  let score: Double
  let activity: SiteActivity
  /// In order of day; of several sites one for each day on which any of them or the truth site has one.
  let observations: [SiteStack.Observation]
  let predictedPhase: String?
  let predictedDay: CalendarDay?

  init(_ stack: SiteStack) {
    id = stack.id
    sites = [stack.id]
    score = stack.score
    activity = stack.activity
    observations = stack.observations
    predictedPhase = stack.predictedPhase
    predictedDay = stack.predictedDay
  }

  /// Each day's outline is what the latest of any of the sites cover, each day's phase theirs joined by "_".
  init(
    joining stacks: [SiteStack], for truth: SiteStack, shapes: ShapeStore
  ) throws(ScoringError) {
    let sorted = stacks.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    id = Self.id(of: stacks)
    sites = sorted.map(\.id)
    score = stacks.map(\.score).filter { $0 != 0 }.min() ?? 0
    activity = SiteActivity(joining: stacks.map(\.activity))
    predictedPhase = nil
    predictedDay = nil
    let days = Set(truth.observations.map(\.day)).union(stacks.flatMap { $0.observations.map(\.day) })
    var joined: [SiteStack.Observation] = []
    for day in days.sorted() {
      let latest = sorted.compactMap { $0.latest(on: day) }
      guard !latest.isEmpty else { continue }
      let shape = try shapes.union(latest.map(\.boundary))
      joined.append(
        SiteStack.Observation(
          day: day, source: latest.map(\.sourceText).joined(separator: "_"),
          phase: latest.map { $0.phase ?? "None" }.joined(separator: "_"), shape: shape, boundary: shape))
    }
    observations = joined
  }

  static func id(of stacks: [SiteStack]) -> String {
    stacks.map(\.id).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: "_")
  }

  /// The last observation on that day or before.
  func latest(on day: CalendarDay) -> SiteStack.Observation? { observations.last { $0.day <= day } }
}
