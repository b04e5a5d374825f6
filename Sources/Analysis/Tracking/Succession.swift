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
    let days = series.dates.map(\.daysSince1970)
    let whole = Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows)
    let covers = things.map { thing in
      Set(thing.outline.map { Surroundings.covered($0.ring, in: whole) } ?? thing.pixels)
    }
    func day(_ index: Int) -> Double { days[things[index].history.firstNew ?? 0] }
    func common(_ first: Int, _ second: Int) -> Double { Double(covers[first].intersection(covers[second]).count) }
    func isStage(_ earlier: Int, of later: Int) -> Bool {
      let (before, after) = (covers[earlier].count, covers[later].count)
      return Double(before) <= Self.shrinking * Double(after)
        && common(earlier, later) >= Self.sameGround * Double(max(min(before, after), 1))
    }
    func isSame(_ first: Int, _ second: Int) -> Bool {
      let shared = common(first, second)
      return shared >= Self.sameGround * (Double(covers[first].count + covers[second].count) - shared)
    }
    var result = things
    var dropped: Set<Int> = []
    let built = things.indices.filter { things[$0].kind.isRoofed && things[$0].change == .built }
      .sorted { (day($0), $0) < (day($1), $1) }
    var projects: [Project] = []
    for index in built {
      // Two parts of a hall may have gone up apart before the whole shows that they are one.
      let own = projects.indices.filter { place in
        projects[place].stages.contains { day(index) - day($0) <= WorksGrouping.pause && isStage($0, of: index) }
      }
      guard let first = own.first else {
        let standing = projects.lastIndex { project in project.stages.contains { isSame($0, index) } }
        projects.append(Project(stages: [index], on: standing))
        continue
      }
      for other in own.dropFirst() {
        projects[first].stages += projects[other].stages
        projects[other].stages = []
      }
      projects[first].stages = projects[first].stages.sorted { (day($0), $0) < (day($1), $1) } + [index]
    }
    for place in projects.indices where !projects[place].stages.isEmpty {
      let stages = projects[place].stages
      let largest = stages.map { covers[$0].count }.max() ?? 0
      let whole = stages.filter { Double(covers[$0].count) >= Self.wholeShare * Double(largest) }
      // Of equals the last.
      let building = whole.last { index in whole.allSatisfy { things[$0].fit <= things[index].fit } } ?? stages[0]
      projects[place].building = building
      dropped.formUnion(stages.filter { $0 != building })
      if stages.count > 1, let first = stages.first, first != building {
        result[building].reasons.append(
          "in \(stages.count) stages, the first seen by \(series.dates[things[first].history.firstNew ?? 0].day)")
      }
      guard let before = projects[place].on, let standing = projects[before].building else { continue }
      result[building].change = .altered
      result[building].reasons.append(
        "a building has stood there since \(series.dates[things[standing].history.firstNew ?? 0].day): it was roofed anew, "
          + "extended, or built over")
      result[standing].turns.append(turn(.altered, things[building]))
    }
    // What was laid bare as a roof was changed is a part of the change.
    for index in things.indices where things[index].change == .cleared || things[index].change == .removed {
      guard
        let project = projects.last(where: { project in
          guard let building = project.building else { return false }
          return day(index) > day(building)
            && (things[index].change == .removed ? isSame(building, index) : isStage(index, of: building))
        }), let building = project.building
      else { continue }
      if things[index].change == .removed {
        let standing = project.on.flatMap { projects[$0].building } ?? building
        result[standing].turns.append(turn(.removed, things[index]))
      } else if projects.contains(where: { other in
        guard other.on != nil, let altered = other.building else { return false }
        return isStage(index, of: altered) && abs(day(altered) - day(index)) <= WorksGrouping.pause
      }) {
        dropped.insert(index)
      }
    }
    return result.indices.filter { !dropped.contains($0) }.map { result[$0] }
  }

  /// Steps of one ground that follow each other.
  private struct Project {
    var stages: [Int]
    /// The project before on the same ground.
    let on: Int?
    var building: Int?

    init(stages: [Int], on: Int?) {
      self.stages = stages
      self.on = on
    }
  }

  private func turn(_ state: LifeState, _ thing: TrackedThing) -> Life.Stage {
    Life.Stage(
      state: state, lastBefore: thing.history.lastOld, firstAfter: thing.history.firstNew,
      since: thing.history.firstNew)
  }
}
