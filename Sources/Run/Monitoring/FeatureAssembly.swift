import Changes
import Foundation
import Geodesy
import Kernels
import Mensuration
import Places
import Provenance
import Quantities
import Rasters
import Stacks
import Tracking
import Vectors

/// From things in pixels to features on the ground, with areas, ratios, brackets and what every scene says of them.
struct FeatureAssembly {
  let series: StackSeries
  let sites: [Site]
  let gsd: Double
  /// Least sizes of what is measured on the grid.
  let limits: SizeLimits
  /// Scenes that were kept out, with the reason under which every feature counts them as not seeing.
  let unseen: [Unseen]
  /// Features that the case has printed before: a match keeps its id.
  let earlier: [Feature]
  let budget: ErrorBudget
  /// Where the sun and the satellite stood, of each scene of the series.
  let aspects: [SceneAspect]
  /// How each scene of the series was taken, and whether it may be shown.
  let witnesses: [ChipWitness]
  let threads: Int

  typealias Unseen = (scene: String, date: Timestamp, reason: Visibility)

  struct Result {
    var features: [Feature]
    var observations: [Observation]
    /// Outlines in pixels of the grid by feature id, for maps and chips.
    var outlines: [String: [PixelPoint]]
    /// The same with what is known of their sides, of what has an outline.
    var drawn: [String: PixelOutline] = [:]
    /// Scenes before and after each change that are best looked at.
    var lookAt: [String: (before: Int?, after: Int?)]
    /// Features that came apart since they were printed, or grew together.
    var identities: [IdentityChange] = []
  }

  /// Features in the order of `things`, then the standing references.
  /// - Parameter taken: ids that features of this case's other stacks have; those of the result are added.
  func assemble(_ found: [TrackedThing], taken: inout Set<String>) throws -> Result {
    let things = sharpened(found)
    var result = Result(features: [], observations: [], outlines: [:], lookAt: [:])
    let toGround = try CoordinateTransform(from: series.grid.crs, to: .wgs84)
    let rings = things.map { thing in
      thing.outline?.ring ?? OrientedBox(pixels: thing.pixels, columns: series.grid.columns)?.corners ?? []
    }
    let polygons = try rings.map { try AreaMeasure.geoPolygon($0, grid: series.grid, by: toGround) }
    let match = FeatureIdentity(earlier: earlier)
      .match(
        things.map { .init(change: $0.change, isWorks: $0.kind == .works) }, rings: rings, printed: try printedRings(),
        taken: taken)
    taken.formUnion(match.ids.values)
    let ids = things.indices.map { match.ids[$0] ?? newID(things[$0], polygon: polygons[$0], taken: &taken) }
    for (id, ring) in zip(ids, rings) { result.outlines[id] = ring }
    for (id, thing) in zip(ids, things) { result.drawn[id] = thing.outline }
    result.identities = match.changes(ids)
    let choice = ChipChoice(series, witnesses)
    let looks = Parallel.map(things.count, threads: threads) { index in
      let thing = things[index]
      return choice.scenes(
        around: thing.pixels, lastOld: thing.history.lastOld, firstNew: thing.history.firstNew, limits: thing.limits)
    }
    let measuring = measuring
    let measures = Parallel.map(things.count, threads: threads) { index in
      sizeAndHeight(things[index], measuring)
    }
    for (index, thing) in things.enumerated() {
      let observations = observations(thing, id: ids[index])
      var feature = feature(thing, id: ids[index], polygon: polygons[index], observations: observations)
      feature.parent = thing.parent.map { ids[$0] }
      // What is too narrow for an area is too narrow for a length.
      if let area = feature.area.estimate {
        (feature.size, feature.height) = measures[index]
        feature.floorArea = feature.height.map { floorArea(area, $0, kind: thing.kind) }
      }
      result.features.append(feature)
      result.observations += observations
      result.lookAt[ids[index]] = looks[index]
    }
    try addReferences(things, ids: ids, to: &result)
    return result
  }

  /// The same, outlines of buildings drawn sharper where their dates allow it.
  private func sharpened(_ things: [TrackedThing]) -> [TrackedThing] {
    guard series.count > FewDates.most else { return things }
    let measuring = measuring
    return Parallel.map(things.count, threads: threads) { index in
      var thing = things[index]
      if thing.kind.isRoofed, let outline = thing.outline,
        let sharp = measuring.sharpened(outline, scenes: thing.measuredOn)
      {
        thing.outline = sharp
      }
      return thing
    }
  }

  // MARK: - Features

  private func feature(
    _ thing: TrackedThing, id: String, polygon: GeoPolygon, observations: [Observation]
  ) -> Feature {
    let area = area(thing, polygon)
    let votes = votes(thing, observations)
    return Feature(
      id: id, kind: thing.kind, kindReasons: thing.reasons, change: thing.change, bracket: bracket(thing),
      area: area, score: (thing.score * 100).rounded() / 100, scenesFor: votes.for, scenesAgainst: votes.against,
      notObservable: observations.filter { $0.state == .notObservable }
        .map { .init(scene: $0.scene, reason: $0.visibility) },
      outline: [polygon], life: life(thing), position: budget.position)
  }

  private func area(_ thing: TrackedThing, _ polygon: GeoPolygon) -> Measured<SquareMetres> {
    guard let outline = thing.outline else {
      return .refused("nothing stands out clearly enough from its surroundings to be outlined")
    }
    // Over many dates shadows wander and things stay; of few, an outline may hold both, and the interval would not.
    guard series.count > FewDates.most else {
      return .refused("\(series.count) dates are too few to tell a thing from its shadow")
    }
    return AreaMeasure.area(
      outline, polygon: polygon, registration: budget.registrationDeviationInPixels, limits: limits)
  }

  private var measuring: FeatureMeasuring {
    FeatureMeasuring(
      series: series, aspects: aspects, gsd: gsd, registration: budget.registrationDeviationInPixels)
  }

  /// Of buildings alone the height: what else stands is known too coarsely for its shadow to tell one.
  private func sizeAndHeight(
    _ thing: TrackedThing, _ measuring: FeatureMeasuring
  ) -> (FeatureSize?, Measured<Metres>?) {
    guard let outline = thing.outline, series.count > FewDates.most else { return (nil, nil) }
    let isBuilding = thing.kind.isRoofed && !thing.measuredOn.isEmpty
    return (
      measuring.size(outline), isBuilding ? measuring.height(outline, scenes: thing.measuredOn) : nil
    )
  }

  private func floorArea(
    _ footprint: Estimate<SquareMetres>, _ height: Measured<Metres>, kind: FeatureKind
  ) -> Measured<SquareMetres> {
    FloorArea.estimate(footprint: footprint, height: height, storeys: kind == .housing ? .housing : .any)
  }

  private func life(_ thing: TrackedThing) -> [LifeStage] {
    thing.life.stages.map { stage in
      LifeStage(
        state: stage.state,
        begin: Bracket(
          notBefore: stage.lastBefore.map { series.dates[$0] }, notAfter: stage.firstAfter.map { series.dates[$0] }),
        since: stage.since.map { series.dates[$0] })
    }
  }

  func bracket(_ thing: TrackedThing) -> Bracket {
    Bracket(
      notBefore: thing.history.lastOld.map { series.dates[$0] },
      notAfter: thing.history.firstNew.map { series.dates[$0] })
  }

  /// Scenes that show the state which the thing's bracket says, and those that show the other.
  func votes(_ thing: TrackedThing, _ observations: [Observation]) -> (for: [String], against: [String]) {
    var votes: (for: [String], against: [String]) = ([], [])
    for (index, observation) in observations.prefix(series.count).enumerated() {
      guard thing.limits.contains(index), let progress = observation.progress else { continue }
      let isNew = thing.history.firstNew.map { index >= $0 } ?? false
      if (progress >= 0.5) == isNew {
        votes.for.append(observation.scene)
      } else {
        votes.against.append(observation.scene)
      }
    }
    return votes
  }

  /// What every scene of the stack says of the thing, then those that were kept out.
  func observations(_ thing: TrackedThing, id: String) -> [Observation] {
    let isRemoval = thing.change == .removed
    let seen = thing.history.entries.enumerated().map { index, entry -> Observation in
      let state: Observation.State =
        switch entry.progress {
        case nil: .notObservable
        case .some(let progress) where progress < 0.3: isRemoval ? .present : .absent
        case .some(let progress) where progress > 0.7: isRemoval ? .absent : .present
        default: .changed
        }
      return Observation(
        feature: id, scene: series.sceneIDs[index], date: series.dates[index], state: state,
        visibility: entry.visibility,
        progress: entry.progress.map { ($0 * 1_000).rounded() / 1_000 })
    }
    return seen + unseen(by: id)
  }

  /// What the scenes that were kept out say of the thing: nothing, and why.
  func unseen(by id: String) -> [Observation] {
    unseen.map {
      Observation(
        feature: id, scene: $0.scene, date: $0.date, state: .notObservable, visibility: $0.reason, progress: nil)
    }
  }

  // MARK: - Identity

  /// The first outline of each of `earlier`, in pixels of the grid.
  private func printedRings() throws -> [[PixelPoint]] {
    let toGrid = try CoordinateTransform(from: .wgs84, to: series.grid.crs)
    return try earlier.map { feature in
      try toGrid.apply(feature.outline.first?.exterior ?? []).map(series.grid.geotransform.pixel)
    }
  }

  private func newID(_ thing: TrackedThing, polygon: GeoPolygon, taken: inout Set<String>) -> String {
    // Place to about 11 m and first bracket: what a later scene is least likely to move.
    let centre = Rings.centroid(polygon.exterior) ?? GeoPoint(longitude: 0, latitude: 0)
    let place = [centre.longitude, centre.latitude].map { JSONValue.fixed($0, places: 4) }.joined(separator: ",")
    let moment = thing.history.firstNew.map { series.dates[$0].description } ?? "-"
    var serial = 0
    while true {
      let name = "\(thing.kind == .works ? "works" : "thing")|\(place)|\(moment)|\(serial)"
      let id = "f-" + String(ContentHash(of: name).hexadecimal.prefix(10))
      if taken.insert(id).inserted { return id }
      serial += 1
    }
  }

  // MARK: - References

  /// Outlines of the `reference` sketches, and each new building's ratio to them, both on the same mean picture.
  private func addReferences(_ things: [TrackedThing], ids: [String], to result: inout Result) throws {
    let references = sites.filter { $0.role == .reference }
    let pixels = SitePixels(grid: series.grid)
    let clear = series.dates.indices.suffix(Composite.maximumScenes)
    for reference in references {
      let mask = try pixels.mask(reference.polygons)
      let sketch = mask.indices.filter { mask[$0] }
      guard !sketch.isEmpty else { continue }
      let ring = try ring(of: reference)
      let isSeen = series.dates.indices.contains { series.seesWhole($0, pixels: sketch) }
      let standing = isSeen ? outline(sketch, ring, measuring, scenes: Array(clear)) : nil
      var area = Measured<SquareMetres>.refused(
        isSeen ? "the sketched structure does not stand out from its surroundings" : series.unseenWords(pixels: sketch))
      var polygons = reference.polygons
      var (size, height): (FeatureSize?, Measured<Metres>?) = (nil, nil)
      if let standing {
        let polygon = try AreaMeasure.geoPolygon(standing.ring, grid: series.grid)
        area = AreaMeasure.area(
          standing, polygon: polygon, registration: budget.registrationDeviationInPixels, limits: limits)
        polygons = [polygon]
        result.outlines[reference.id] = standing.ring
        size = measuring.size(standing)
        height = measuring.height(standing, scenes: Array(clear))
      }
      let kind = reference.kind.flatMap(FeatureKind.init(rawValue:)) ?? .building
      result.features.append(
        Feature(
          id: reference.id, name: reference.name,
          kind: kind,
          kindReasons: [
            "sketched by hand as \(reference.name), "
              + (standing == nil ? "and shown as it was sketched" : "outlined as new buildings are")
          ], change: nil,
          // What no date shows is not said to stand on the first.
          bracket: Bracket(notBefore: nil, notAfter: isSeen ? series.dates.first : nil), area: area, score: 0,
          outline: polygons,
          position: standing == nil ? nil : budget.position, size: size, height: height,
          floorArea: area.estimate.flatMap { area in height.map { floorArea(area, $0, kind: kind) } }))
      for (index, thing) in things.enumerated() where thing.kind.isRoofed && thing.change == .built {
        guard let mine = thing.outline,
          let theirs = outline(sketch, ring, measuring, scenes: thing.measuredOn),
          let position = result.features.firstIndex(where: { $0.id == ids[index] }),
          case .estimate(let area) = result.features[position].area
        else { continue }
        let polygon = try AreaMeasure.geoPolygon(theirs.ring, grid: series.grid)
        result.features[position].ratios.append(
          AreaRatio(
            to: reference.id, name: reference.name,
            estimate: AreaMeasure.ratio(
              mine, area.value, over: theirs, Geodesics.area(of: polygon),
              registration: budget.registrationDeviationInPixels)))
      }
    }
  }

  /// A sketch of one polygon in pixels of the grid; `nil` of several.
  private func ring(of reference: Site) throws -> [PixelPoint]? {
    guard reference.polygons.count == 1, let polygon = reference.polygons.first else { return nil }
    let onto = try CoordinateTransform(from: .wgs84, to: series.grid.crs)
    return try polygon.exterior.map { series.grid.geotransform.pixel(try onto.apply($0)) }
  }

  /// A sketched standing structure, by the edges on each of `scenes`, else around its pixels on their mean.
  private func outline(
    _ sketch: [Int], _ ring: [PixelPoint]?, _ measuring: FeatureMeasuring, scenes: [Int]
  ) -> PixelOutline? {
    if series.count > FewDates.most, let sharp = ring.flatMap({ measuring.sketched($0, scenes: scenes) }) {
      return sharp
    }
    let window = Composite.window(around: sketch, grid: series.grid, margin: 14)
    let local = Composite.local(sketch, in: window, grid: series.grid)
    let inside = Surroundings.interior(local, in: window)
    let around = Surroundings.ring(local, in: window, inner: 3, outer: 7)
    return ContrastPlane(
      Composite.lit(series, scenes: scenes, window: window), window: window, inside: inside, around: around
    )
    .flatMap { Outliner.outline($0, region: local) }
  }
}
