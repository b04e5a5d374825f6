import Foundation
import Geodesy
import Mensuration
import Places
import Quantities
import Rasters
import SceneMeasures
import Stacks
import Tracking
import Vectors

/// Features of several stacks brought together by place and time: what two stacks show is one feature, with the outline,
/// the kind and the area of the finer; what the others say of it narrows its bracket and stands beside it.
struct FeatureMerging {
  /// In the order of `CaseStacks.all`.
  let parts: [StackAnalysis]
  /// Ids that the case has printed before: of two that become one such an id stays.
  let printed: Set<String>
  /// Of each part the pixel that limits what it shows: an enlarged picture is not the finer one.
  private let pixels: [Metres]

  init(parts: [StackAnalysis], printed: Set<String>) {
    self.parts = parts
    self.printed = printed
    pixels = parts.map(\.stack.limiting.size)
  }

  /// A thing of one stack.
  private struct Item {
    let stack: Int
    let index: Int
    let feature: Feature
    /// Middle of its outline, in the map of the case's grids, and how far that reaches from there, in metres.
    let centre: MapPoint
    let reach: Double
    /// Of other stacks the thing that is the same, by stack.
    var twins: [Int: Int] = [:]

    /// All that may lie within its reach.
    var box: MapBox {
      MapBox(west: centre.easting, south: centre.northing, east: centre.easting, north: centre.northing)
        .grown(by: reach)
    }
  }

  /// What another stack says of a thing.
  private struct Statement {
    var observations: [Observation]
    var votes: (for: [String], against: [String]) = ([], [])
    var bracket: Bracket?
    var remark: String?
  }

  func merged() throws -> CaseAnalysis {
    let order = parts.indices.sorted { (pixels[$0], $0) < (pixels[$1], $1) }
    var kept: [Item] = []
    var replaced: [String: String] = [:]
    for stack in order {
      kept += join(items(of: stack), to: &kept, &replaced)
    }
    var result = FeatureAssembly.Result(features: [], observations: [], outlines: [:], lookAt: [:])
    var homes: [String: Int] = [:]
    let witnesses = parts.map { StackWitness($0) }
    for item in kept {
      let (feature, observations) = try told(item, witnesses)
      result.features.append(feature)
      result.observations += observations
      let home = parts[item.stack].result
      result.outlines[feature.id] = home.outlines[feature.id]
      result.drawn[feature.id] = home.drawn[feature.id]
      result.lookAt[feature.id] = home.lookAt[feature.id]
      homes[feature.id] = item.stack
    }
    for index in result.features.indices {
      result.features[index].parent = result.features[index].parent.flatMap { replaced[$0] ?? $0 }
    }
    addReferences(order, &result, &homes)
    rename(kept, &result, &homes)
    return CaseAnalysis(stacks: parts, result: result, homes: homes)
  }

  private func items(of stack: Int) -> [Item] {
    let (result, grid) = (parts[stack].result, parts[stack].stack.grid)
    return parts[stack].things.indices.map { index in
      let feature = result.features[index]
      let box = result.outlines[feature.id].flatMap { OrientedBox(around: $0) }
      return Item(
        stack: stack, index: index, feature: feature,
        centre: grid.geotransform.map(box?.centre ?? PixelPoint(column: 0, row: 0)),
        reach: hypot(box?.length ?? 0, box?.width ?? 0) / 2 * grid.geotransform.columnEasting)
    }
  }

  // MARK: - Same or another

  /// Outlines of few pixels lie no surer than the blur that they are drawn in: pixels of the coarser stack within which
  /// middles of things of one size are one place.
  private static let blurInPixels = 2.0

  /// More than any pair costs, which is 1 at most: as many as can have a thing of their own.
  private static let alone = 2.0

  private var widestBlur: Double { Self.blurInPixels * (pixels.map(\.magnitude).max() ?? 0) }

  private func blur(_ one: Item, _ other: Item) -> Double {
    Self.blurInPixels * max(pixels[one.stack], pixels[other.stack]).magnitude
  }

  /// Those of `own` that no finer stack shows. The others become twins of what is the same, or are parts of it.
  private func join(_ own: [Item], to finer: inout [Item], _ replaced: inout [String: String]) -> [Item] {
    var pairs: [Assignment.Pair] = []
    var dropped: Set<Int> = []
    let places = BoxIndex(finer.map(\.box))
    for (index, item) in own.enumerated() {
      var covered = 0.0
      let isWorks = item.feature.kind == .works
      for other in places.meeting(item.box.grown(by: widestBlur)) where isAtOneTime(item, finer[other]) {
        let twin = finer[other]
        let blur = blur(item, twin)
        let distance = hypot(
          item.centre.easting - twin.centre.easting, item.centre.northing - twin.centre.northing)
        guard distance <= item.reach + twin.reach + blur else { continue }
        let areas = Overlay.areas(of: twin.feature.outline, and: item.feature.outline)
        let isOnePlace = !isWorks && distance <= blur
        let isOfOneSize = areas.first < 3 * areas.second && areas.second < 3 * areas.first
        let isOver = areas.intersection * 2 > min(areas.first, areas.second)
        if isOver && (isWorks || isOfOneSize) || isOnePlace && isOfOneSize {
          pairs.append(.init(row: index, column: other, cost: 1 - (areas.intersectionOverUnion ?? 0)))
        } else if !isWorks, areas.intersection * 2 > areas.first {
          covered += areas.intersection / areas.second
        } else if !isWorks, areas.intersection * 2 > areas.second,
          [twin.feature.kind, .unknown].contains(item.feature.kind)
        {
          dropped.insert(index)
        }
      }
      if covered > 0.5 { dropped.insert(index) }
    }
    // Each its own where it has one; a second one of the same thing adds nothing.
    let chosen = Assignment(rows: own.count, columns: finer.count, pairs: pairs, alone: Self.alone).columns
    let nearest = Dictionary(pairs.map { ($0.row, $0) }) { one, other in
      (one.cost, one.column) <= (other.cost, other.column) ? one : other
    }.mapValues(\.column)
    var joined: Set<Int> = []
    for (index, item) in own.enumerated() {
      guard let twin = chosen[index] ?? nearest[index] else { continue }
      joined.insert(index)
      replaced[item.feature.id] = finer[twin].feature.id
      if chosen[index] != nil { finer[twin].twins[item.stack] = item.index }
    }
    return own.indices.filter { !joined.contains($0) && !dropped.contains($0) }.map { own[$0] }
  }

  /// Whether two things of two stacks may be one by what they are and when they changed. Works last for years and begin
  /// with whatever is seen of them first: their place alone counts.
  private func isAtOneTime(_ one: Item, _ other: Item) -> Bool {
    guard (one.feature.kind == .works) == (other.feature.kind == .works) else { return false }
    if one.feature.kind == .works { return true }
    guard Set([one.feature.change, other.feature.change]) != [.built, .removed] else { return false }
    let tolerance = max(parts[one.stack].finder.tolerance, parts[other.stack].finder.tolerance)
    return one.feature.bracket.gap(to: other.feature.bracket) <= tolerance
  }

  // MARK: - What the others say

  private func told(_ item: Item, _ witnesses: [StackWitness]) throws -> (Feature, [Observation]) {
    var feature = item.feature
    var statements = [
      item.stack: Statement(
        observations: parts[item.stack].result.observations.filter { $0.feature == feature.id },
        votes: (feature.scenesFor, feature.scenesAgainst))
    ]
    for stack in parts.indices where stack != item.stack {
      let statement = statement(of: stack, on: item, feature.bracket, witnesses[stack])
      statements[stack] = statement
      if let twin = item.twins[stack] {
        feature.parent = feature.parent ?? parts[stack].result.features[twin].parent
      }
      if let bracket = statement.bracket { feature.bracket = feature.bracket.joined(with: bracket) }
      if let remark = statement.remark { feature.kindReasons.append(remark) }
    }
    let observations = onceEach(statements)
    let agree = Set(observations.filter { $0.isFor == true }.map(\.observation.scene))
    let contradict = Set(observations.filter { $0.isFor == false }.map(\.observation.scene))
    feature.scenesFor = observations.map(\.observation.scene).filter { agree.contains($0) }
    feature.scenesAgainst = observations.map(\.observation.scene).filter { contradict.contains($0) }
    feature.notObservable = observations.map(\.observation).filter { $0.state == .notObservable }
      .map { .init(scene: $0.scene, reason: $0.visibility) }
    return (feature, observations.map(\.observation))
  }

  /// One observation a scene, in the order of time: that of the scene's own stack, else of the finest that has it as a
  /// guest; with whether it speaks for the thing, `nil` where it does neither.
  private func onceEach(_ statements: [Int: Statement]) -> [(observation: Observation, isFor: Bool?)] {
    let order = statements.sorted { (pixels[$0.key], $0.key) < (pixels[$1.key], $1.key) }
    var chosen: [String: (observation: Observation, isFor: Bool?)] = [:]
    for isOwn in [true, false] {
      for (stack, statement) in order {
        let (agree, contradict) = (Set(statement.votes.for), Set(statement.votes.against))
        for observation in statement.observations
        where parts[stack].own.contains(observation.scene) == isOwn && chosen[observation.scene] == nil {
          let scene = observation.scene
          chosen[scene] = (observation, agree.contains(scene) ? true : contradict.contains(scene) ? false : nil)
        }
      }
    }
    return chosen.values.sorted {
      ($0.observation.date, $0.observation.scene) < ($1.observation.date, $1.observation.scene)
    }
  }

  private func statement(
    of stack: Int, on item: Item, _ bracket: Bracket, _ witness: StackWitness
  ) -> Statement {
    let (part, id) = (parts[stack], item.feature.id)
    if let twin = item.twins[stack] {
      let found = part.result.features[twin]
      return Statement(
        observations: part.assembly.observations(part.things[twin], id: id),
        votes: (found.scenesFor, found.scenesAgainst),
        bracket: item.feature.kind == .works ? nil : found.bracket)
    }
    var silent = Statement(observations: part.assembly.unseen(by: id))
    let home = parts[item.stack]
    let ring = (home.result.outlines[id] ?? []).map { home.stack.grid.point($0, in: part.stack.grid) }
    if StackWitness.isTooCoarse(ring, part.stack.sizeLimits) {
      let series = part.stack.series
      silent.observations += series.dates.indices.filter { part.own.contains(series.sceneIDs[$0]) }.map { scene in
        Observation(
          feature: id, scene: series.sceneIDs[scene], date: series.dates[scene], state: .notObservable,
          visibility: .tooCoarse, progress: nil)
      }
      return silent
    }
    let thing = home.things[item.index]
    guard item.feature.kind != .works,
      let limits = witness.limits(bracket, within: dates(of: thing, home.stack.series))
    else { return silent }
    guard let shown = witness.testimony(on: thing, ring: ring, bracket: bracket, limits: limits) else {
      // Scenes that are guests on the thing's own stack have been heard there.
      let isHeard = home.stack.series.sceneIDs.contains { part.own.contains($0) }
      silent.remark = isHeard ? nil : Self.remark(part.stack.gsd)
      return silent
    }
    let observations = part.assembly.observations(shown, id: id)
    return Statement(
      observations: observations, votes: part.assembly.votes(shown, observations),
      bracket: part.assembly.bracket(shown))
  }

  /// That a stack whose pixels are small enough, and which has dates on both sides, shows nothing of a thing.
  static func remark(_ gsd: Metres) -> String {
    "on the pictures with pixels of \(gsd.magnitude) m no such change stands out"
  }

  /// Dates between which no other step of the same ground is known.
  private func dates(of thing: TrackedThing, _ series: StackSeries) -> ClosedRange<Timestamp> {
    let limits = thing.limits.clamped(to: series.dates.indices)
    let first = limits.lowerBound > 0 ? series.dates[limits.lowerBound] : Timestamp(secondsSince1970: .min)
    let last =
      limits.upperBound < series.count ? series.dates[limits.upperBound - 1] : Timestamp(secondsSince1970: .max)
    return first...max(first, last)
  }

  // MARK: - References and ids

  /// Standing structures once each, as the finest stack outlines them.
  private func addReferences(_ order: [Int], _ result: inout FeatureAssembly.Result, _ homes: inout [String: Int]) {
    let all = order.flatMap { stack in
      parts[stack].result.features.dropFirst(parts[stack].things.count).map { (stack: stack, feature: $0) }
    }
    for (_, same) in Dictionary(grouping: all, by: \.feature.id).sorted(by: { $0.key < $1.key }) {
      guard let best = same.first(where: { $0.feature.area.estimate != nil }) ?? same.first else { continue }
      result.features.append(best.feature)
      result.outlines[best.feature.id] = parts[best.stack].result.outlines[best.feature.id]
      homes[best.feature.id] = best.stack
    }
  }

  /// Of a feature and its twins an id that was printed before goes over to the feature.
  private func rename(_ kept: [Item], _ result: inout FeatureAssembly.Result, _ homes: inout [String: Int]) {
    var names: [String: String] = [:]
    for item in kept where !printed.contains(item.feature.id) {
      let ids = item.twins.sorted { $0.key < $1.key }.map { parts[$0.key].result.features[$0.value].id }
      names[item.feature.id] = ids.first { printed.contains($0) }
    }
    for index in result.features.indices {
      let feature = result.features[index]
      result.features[index].parent = feature.parent.map { names[$0] ?? $0 }
      guard let name = names[feature.id] else { continue }
      result.features[index].id = name
      result.outlines[name] = result.outlines.removeValue(forKey: feature.id)
      result.drawn[name] = result.drawn.removeValue(forKey: feature.id)
      result.lookAt[name] = result.lookAt.removeValue(forKey: feature.id)
      homes[name] = homes.removeValue(forKey: feature.id)
    }
    result.observations = result.observations.map { observation in
      names[observation.feature].map { observation.of($0) } ?? observation
    }
  }
}

extension Grid {
  /// A place in pixels of this grid, in pixels of another over the same ground.
  func point(_ place: PixelPoint, in other: Grid) -> PixelPoint { other.geotransform.pixel(geotransform.map(place)) }
}

extension Observation {
  /// The same, of the feature under another id.
  fileprivate func of(_ feature: String) -> Observation {
    Observation(
      feature: feature, scene: scene, date: date, state: state, visibility: visibility, progress: progress)
  }
}
