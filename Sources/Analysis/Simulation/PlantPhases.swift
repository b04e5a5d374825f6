import Quantities
import Rasters
import Statistics

/// Lives of halls through their phases: what a plant has only where it was asked for.
struct PlantPhases: Sendable, Hashable {
  /// What becomes of a hall that stands.
  enum Fate: Sendable, Hashable {
    /// Its roof is laid anew, at once.
    case roofed(Roof)
    /// It goes on beyond its second end by so many pixels.
    case extended(Double)
    case removed
  }

  struct Turn: Sendable, Hashable {
    /// Index of the standing hall; `nil` for the new one.
    let hall: Int?
    let date: Timestamp
    let fate: Fate
  }

  let prepared: Timestamp
  let constructionBegins: Timestamp
  let roofingBegins: Timestamp
  let roofClosed: Timestamp
  let turns: [Turn]

  init(_ options: PlantOptions, scenes: [SimulatedScene], layout: PlantLayout) {
    var generator = SeededGenerator(seed: options.seed, stream: Stream.phases.rawValue)
    // Enough scenes before the first turn and after the last; cloudy ones do not count unless too few are left.
    let side = min(SimulationRanges.phaseScenesAtEnds, (scenes.count - 1) / 3)
    var usable = scenes.filter { $0.cloudFraction < SimulationRanges.usableCloudFraction && !$0.hasNoDataCorner }
    if usable.count < 2 * side + 1 { usable = scenes }
    let first = Double(usable[side - 1].date.secondsSince1970 + 1)
    let last = Double(usable[usable.count - side].date.secondsSince1970 - 1)
    func moment(_ seconds: Double) -> Timestamp { Timestamp(secondsSince1970: Int(min(last, seconds))) }
    let begin = first + generator.uniform(0...SimulationRanges.latestPreparation) * (last - first)
    // Durations that do not fit the series shrink together.
    let days = [
      generator.uniform(SimulationRanges.daysPrepared), generator.uniform(SimulationRanges.daysOfFrame),
      generator.uniform(SimulationRanges.daysOfRoofing),
    ]
    let scale = min(1, SimulationRanges.longestBuilding * (last - begin) / 86_400 / days.reduce(0, +))
    let ends = days.reduce(into: [begin]) { $0.append($0[$0.count - 1] + $1 * scale * 86_400) }
    (prepared, constructionBegins) = (moment(ends[0]), moment(ends[1]))
    (roofingBegins, roofClosed) = (moment(ends[2]), moment(ends[3]))
    var turns: [Turn] = []
    if generator.uniform() < SimulationRanges.turnShare, last - ends[3] > 2 * SimulationRanges.leastStanding * 86_400 {
      let date = generator.uniform((ends[3] + SimulationRanges.leastStanding * 86_400)...last)
      turns.append(Turn(hall: nil, date: moment(date), fate: Self.fate(of: nil, layout, options, &generator)))
    }
    // Those that are sketched stay as they are: they are what others are measured by.
    for hall in layout.halls.indices.dropFirst(layout.sketches.count)
    where generator.uniform() < SimulationRanges.turnShare {
      let date = generator.uniform(first...last)
      turns.append(Turn(hall: hall, date: moment(date), fate: Self.fate(of: hall, layout, options, &generator)))
    }
    self.turns = turns
  }

  private static func fate(
    of hall: Int?, _ layout: PlantLayout, _ options: PlantOptions, _ generator: inout SeededGenerator
  ) -> Fate {
    let own = hall.map { layout.halls[$0] } ?? layout.newHall
    let word = generator.uniform()
    let share = generator.uniform(SimulationRanges.extensionShare)
    var roof = own.roof
    let colours = Surfaces.roofs.filter {
      abs($0.sum() - own.roof.spectrum.sum()) > SimulationRanges.leastNewRoofContrast
    }
    roof.spectrum = colours.isEmpty ? own.roof.spectrum * 0.5 : colours[generator.integer(0...colours.count - 1)]
    if word < 1.0 / 3 { return .removed }
    let longer = Self.extended(own, by: share * own.box.length)
    let inside = longer.box.corners.allSatisfy { point in
      let margin = SimulationRanges.siteMarginInPixels
      return point.column > margin && point.row > margin && point.column < Double(options.columns) - margin
        && point.row < Double(options.rows) - margin
    }
    let others =
      layout.halls.indices.filter { $0 != hall }.map { layout.halls[$0].box }
      + (hall == nil ? [] : [layout.newHall.box]) + [layout.crane?.box].compactMap(\.self)
    let isFree = others.allSatisfy { !$0.inflated(by: SimulationRanges.hallSpacingInPixels / 2).overlaps(longer.box) }
    guard word < 2.0 / 3, own.notch == nil, inside, isFree else { return .roofed(roof) }
    return .extended(share * own.box.length)
  }

  static func extended(_ hall: Hall, by length: Double) -> Hall {
    var hall = hall
    hall.box.centre = hall.box.point(along: length / 2, across: 0)
    hall.box.length += length
    return hall
  }

  /// A hall on a date on which it would stand: `nil` where it is gone.
  func standing(_ hall: Hall, _ index: Int?, on date: Timestamp) -> Hall? {
    var hall = hall
    for turn in turns where turn.hall == index && turn.date <= date {
      switch turn.fate {
      case .roofed(let roof): hall.roof = roof
      case .extended(let length): hall = Self.extended(hall, by: length)
      case .removed: return nil
      }
    }
    return hall
  }
}

extension PlantPhases {
  /// When each state of the new hall began.
  var ofNewHall: [TruthObject.Phase] {
    [
      TruthObject.Phase(state: "preparing", date: prepared),
      TruthObject.Phase(state: "underConstruction", date: constructionBegins),
      TruthObject.Phase(state: "complete", date: roofClosed),
    ] + turns.filter { $0.hall == nil }.map(\.phase)
  }
}

extension PlantPhases.Turn {
  var change: TruthObject.Change { fate == .removed ? .removed : .altered }
  var phase: TruthObject.Phase { TruthObject.Phase(state: change.rawValue, date: date) }
}
