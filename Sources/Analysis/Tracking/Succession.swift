import Mensuration
import Places
import Rasters
import Stacks

/// What became of a building, from the several steps that its ground took: a hall that was built up in stages is one hall,
/// and what steps on the ground of one that stood is the same hall altered, or gone.
///
/// Steps nearer in time than `WorksGrouping.pause` belong to one project: of those nearly as large as the largest the one
/// that is outlined best is the building, and the others were stages of it. What grows does not shrink: ground much larger
/// than what stands on it later was prepared for it, and is no stage. A step that comes later finds the building standing.
struct Succession {
  let series: StackSeries

  /// Share of the smaller of two outlines that lies within the other, where one may be a stage of the other; and of both
  /// together that they have in common, where they are the same building: half.
  static let sameGround = 0.5
  /// A stage is larger than what it became by this factor at most.
  static let shrinking = 1.5
  /// Of the largest stage: what is smaller is a part that stood before the whole did.
  static let wholeShare = 0.7

  /// The things with every building once, its alterations told as such, and in `turns` what became of it.
  func joined(_ things: [TrackedThing]) -> [TrackedThing] {
    let steps = Steps(things, series)
    let projects = projects(steps)
    var result = things
    var dropped: Set<Int> = []
    for project in projects {
      dropped.formUnion(project.stages.filter { $0 != project.building })
      if project.stages.count > 1, project.stages[0] != project.building {
        result[project.building].reasons.append(
          "in \(project.stages.count) stages, the first seen by \(steps.date(project.stages[0]))")
      }
      guard let standing = project.standing else { continue }
      result[project.building].change = .altered
      result[project.building].reasons.append(
        "a building has stood there since \(steps.date(standing)): it was roofed anew, extended, or built over")
      result[standing].turns.append(turn(.altered, things[project.building]))
    }
    for project in projects { result[project.building] = grounded(result[project.building], project, projects, steps) }
    for index in things.indices {
      let before = projects.filter { steps.day(index) > steps.day($0.building) }
      switch things[index].change {
      case .removed:
        guard let project = before.last(where: { steps.isSame($0.building, index) }) else { continue }
        result[project.standing ?? project.building].turns.append(turn(.removed, things[index]))
      case .cleared:
        // What was laid bare as a roof was changed is a part of the change.
        guard before.contains(where: { steps.isStage(index, of: $0.building) }) else { continue }
        let isPart = projects.contains { project in
          project.standing != nil && steps.isStage(index, of: project.building)
            && abs(steps.day(project.building) - steps.day(index)) <= WorksGrouping.pause
        }
        if isPart { dropped.insert(index) }
      case .built, .altered: continue
      }
    }
    return result.indices.filter { !dropped.contains($0) }.map { result[$0] }
  }

  /// What was called a building and has a much smaller one on its ground later, with that weighed: ground that was prepared
  /// is as straight as a roof.
  private func grounded(_ thing: TrackedThing, _ project: Project, _ all: [Project], _ steps: Steps) -> TrackedThing {
    let later = all.first { steps.isUpon($0.building, ground: project.building) }
    guard project.standing == nil, var signs = thing.signs, let later else { return thing }
    signs.add("a building stands on a part of it from \(steps.date(later.building)) on", KindWeights.builtUpon)
    let verdict = signs.verdict()
    var result = thing
    (result.kind, result.change) = (verdict.kind, ThingEvidence.change(of: verdict.kind))
    result.reasons = verdict.reasons
    return result
  }

  /// Steps of one ground that follow each other: indices of things.
  private struct Project {
    /// By date.
    var stages: [Int]
    /// Of the stages.
    var building: Int
    /// The building that stood there before.
    let standing: Int?
  }

  private func projects(_ steps: Steps) -> [Project] {
    var projects: [Project] = []
    for index in steps.built {
      // Two parts of a hall may have gone up apart before the whole shows that they are one.
      let own = projects.indices.filter { place in
        projects[place].stages.contains {
          steps.day(index) - steps.day($0) <= WorksGrouping.pause && steps.isStage($0, of: index)
        }
      }
      guard let first = own.first else {
        let last = projects.last { project in project.stages.contains { steps.isSame($0, index) } }
        projects.append(Project(stages: [index], building: index, standing: last.map { $0.standing ?? $0.building }))
        continue
      }
      projects[first].stages = steps.inOrder(own.flatMap { projects[$0].stages } + [index])
      projects[first].building = building(of: projects[first].stages, steps)
      for place in own.dropFirst().reversed() { projects.remove(at: place) }
    }
    return projects
  }

  /// Of those nearly as large as the largest the one that is outlined best; of equals the last.
  private func building(of stages: [Int], _ steps: Steps) -> Int {
    let largest = stages.map(steps.size).max() ?? 0
    let whole = stages.filter { Double(steps.size($0)) >= Self.wholeShare * Double(largest) }
    return whole.last { index in whole.allSatisfy { steps.fit($0) <= steps.fit(index) } } ?? stages[0]
  }

  private func turn(_ state: LifeState, _ thing: TrackedThing) -> Life.Stage {
    Life.Stage(
      state: state, lastBefore: thing.history.lastOld, firstAfter: thing.history.firstNew,
      since: thing.history.firstNew)
  }

  /// When and where things stepped, by their index.
  private struct Steps {
    private let things: [TrackedThing]
    private let series: StackSeries
    private let covers: [Set<Int>]

    init(_ things: [TrackedThing], _ series: StackSeries) {
      self.things = things
      self.series = series
      let whole = Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows)
      covers = things.map { thing in
        Set(thing.outline.map { Surroundings.covered($0.ring, in: whole) } ?? thing.pixels)
      }
    }

    /// Buildings that appeared, by date.
    var built: [Int] { inOrder(things.indices.filter { things[$0].kind.isRoofed && things[$0].change == .built }) }

    func inOrder(_ indices: [Int]) -> [Int] { indices.sorted { (day($0), $0) < (day($1), $1) } }
    func day(_ index: Int) -> Double { series.dates[things[index].history.firstNew ?? 0].daysSince1970 }
    func date(_ index: Int) -> String { series.dates[things[index].history.firstNew ?? 0].day }
    func fit(_ index: Int) -> Double { things[index].fit }
    func size(_ index: Int) -> Int { covers[index].count }

    private func common(_ first: Int, _ second: Int) -> Double {
      Double(covers[first].intersection(covers[second]).count)
    }

    func isStage(_ earlier: Int, of later: Int) -> Bool {
      Double(size(earlier)) <= Succession.shrinking * Double(size(later))
        && common(earlier, later) >= Succession.sameGround * Double(max(min(size(earlier), size(later)), 1))
    }

    /// Whether one went up later on a part of another's ground, which is too large for a stage of it.
    func isUpon(_ later: Int, ground: Int) -> Bool {
      day(later) > day(ground) && Double(size(ground)) > Succession.shrinking * Double(size(later))
        && common(later, ground) >= Succession.wholeShare * Double(size(later))
    }

    func isSame(_ first: Int, _ second: Int) -> Bool {
      let shared = common(first, second)
      return shared >= Succession.sameGround * (Double(size(first) + size(second)) - shared)
    }
  }
}
