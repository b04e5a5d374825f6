import CaseStore
import Changes
import Mensuration
import Places
import Quantities
import Rasters
import Stacks
import Tracking

/// What could be seen of a case's sites, zones and features, and what is absent: by the finest stack whose dates are
/// enough to test every pixel's series.
struct ObservabilityAssembly {
  let stacks: CaseStacks
  let analysis: CaseAnalysis
  let sites: [Site]
  /// As the case holds them, marks of analysts included.
  let features: [Feature]
  /// Scenes of no use to the stack, with the reason under which they count as not seeing.
  let unseen: [FeatureAssembly.Unseen]
  /// Whether it is told what is absent.
  let tellsAbsence: Bool
  let threads: Int

  /// Ground of fewer pixels is no zone to plant buildings in.
  static let fewestPixels = 60
  /// A date that saw less than this of a zone or feature did not see it.
  static let leastClear = 0.5

  static let building = AssumedBuilding(
    contrast: Double(AbsenceSearch.contrast), height: Metres(AbsenceSearch.height), level: AbsenceSearch.level)

  /// - Throws: `GeodesyError` where the grid's CRS cannot be reached.
  func observability() throws -> Observability {
    let part = stacks.finestFirst.map { analysis.stacks[$0] }
      .first { $0.detection != nil && StackChanges.method(of: $0.stack) == .steps }
    guard tellsAbsence, let part, let detection = part.detection else {
      let finest = part ?? analysis.stacks[stacks.finestFirst.first ?? 0]
      let reason = tellsAbsence ? refusal(finest.stack) : "the run was asked to leave it out."
      let zones = try ground.map { try untold($0, finest, reason) }
      return Observability(zones: zones, features: try observed(finest, zones, rings(on: finest.stack.grid)))
    }
    let power = DetectionPower(
      part.finder, detection: detection, local: part.local, slopes: part.stack.displacedScenes.slopes)
    let covers = NewCovers(stacks: stacks, analysis: analysis, features: features, grid: part.stack.grid)
    let outlines = rings(on: part.stack.grid)
    let zones = try ground.map { try zone($0, part, power, covers, outlines) }
    return Observability(zones: zones, features: try observed(part, zones, outlines))
  }

  /// What is told of: sites, then zones.
  private var ground: [Site] { sites.filter { $0.role == .site } + sites.filter { $0.role == .zone } }

  private func refusal(_ stack: CaseStack) -> String {
    switch StackChanges.method(of: stack) {
    case .omnibus:
      "radar shows that something changed and not what; a new building could not be told from other change."
    case .irMad:
      "the pictures have \(stack.series.count) dates, and a change is told from weather by "
        + "\(2 * AbsenceSearch.Class.certain) clear ones at least."
    case .steps: "the ground was seen on too few clear dates to test it."
    }
  }

  /// Outlines of features by id, in pixels of `grid`.
  private func rings(on grid: Grid) -> [String: [PixelPoint]] {
    Dictionary(
      uniqueKeysWithValues: analysis.result.outlines.map { id, ring in
        let home = stacks.all[analysis.homes[id] ?? 0].grid
        return (id, home == grid ? ring : ring.map { home.point($0, in: grid) })
      })
  }

  // MARK: - Zones

  private func zone(
    _ site: Site, _ part: StackAnalysis, _ power: DetectionPower, _ covers: NewCovers,
    _ outlines: [String: [PixelPoint]]
  ) throws -> ZoneObservability {
    let (series, grid) = (part.stack.series, part.stack.grid)
    let mask = try SitePixels(grid: grid).mask(site.polygons)
    let pixels = mask.indices.filter { mask[$0] }
    guard pixels.count >= Self.fewestPixels else {
      let reason =
        "it has \(pixels.count) \(pixels.count == 1 ? "pixel" : "pixels") of the pictures; \(Self.fewestPixels) are needed."
      return try untold(site, part, reason)
    }
    // A hall that goes up in a site is a part of it, not what keeps it from sight.
    let covered = site.role == .zone ? covers.over(pixels) : []
    let hidden = covered.reduce(into: Set<Int>()) { $0.formUnion($1.pixels) }
    let sight = ZoneSight(series, pixels: pixels, threads: threads)
    let standing = standing(outlines, grid)
    let sizes = AbsenceSearch(
      power, places: sight.places.filter { !standing.contains($0) && !hidden.contains($0) },
      seed: Self.seed(site.id), threads: threads
    ).sizes()
    let losses = covered.map { cover, under in
      ZoneObservability.Loss(
        feature: cover.feature, kind: features.first { $0.id == cover.feature }?.kind ?? .unknown,
        bracket: Bracket(notBefore: cover.notBefore, notAfter: cover.notAfter),
        share: Double(under.count) / Double(pixels.count))
    }
    let told = sizes.map { self.size($0, part) }
    let days = days(site, sight, told, series, pixels: pixels, losses: losses)
    return ZoneObservability(
      id: site.id, name: site.name, role: site.role,
      absence: absence(site, sight, told, part, hidden: Double(hidden.count) / Double(pixels.count), mask, outlines),
      sizes: told, losses: losses, days: days)
  }

  /// What the dates saw of a zone of which nothing can be said to be absent.
  private func untold(_ site: Site, _ part: StackAnalysis, _ reason: String) throws -> ZoneObservability {
    let series = part.stack.series
    let mask = try SitePixels(grid: part.stack.grid).mask(site.polygons)
    let pixels = mask.indices.filter { mask[$0] }
    let shares = ZoneSight(series, pixels: pixels, threads: threads).clearShares
    let days = series.dates.indices.map { scene -> SeenDay in
      let seen = shares[scene] >= Self.leastClear ? .seen : series.commonestReason(of: scene, pixels: pixels)
      return day(series.sceneIDs[scene], series.dates[scene], shares[scene], seen, .refused(reason))
    }
    return ZoneObservability(
      id: site.id, name: site.name, role: site.role, absence: .refused(reason),
      days: (days + keptOut()).sorted { ($0.date, $0.scene) < ($1.date, $1.scene) })
  }

  /// Pixels of things that stand or stood: no new building can be put there.
  private func standing(_ outlines: [String: [PixelPoint]], _ grid: Grid) -> Set<Int> {
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    return features.filter { $0.change == nil || $0.change == .built || $0.change == .removed }
      .reduce(into: Set<Int>()) { pixels, feature in
        guard feature.kind != .works, let ring = outlines[feature.id] else { return }
        pixels.formUnion(Surroundings.covered(ring, in: whole))
      }
  }

  private func size(_ size: AbsenceSearch.Size, _ part: StackAnalysis) -> ZoneObservability.Size {
    let gsd = part.finder.gsd
    return ZoneObservability.Size(
      leastDates: size.dates.dates.lowerBound,
      smallest: size.areaInPixels.map { .area(SquareMetres($0 * gsd * gsd)) }
        ?? .refused("even the largest building that was tried would have been missed too often"),
      planted: size.planted, found: size.found)
  }

  /// FNV-1a of an id: a zone plants the same buildings whatever other zones there are.
  private static func seed(_ id: String) -> UInt64 {
    id.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  // MARK: - Dates

  private func days(
    _ site: Site, _ sight: ZoneSight, _ sizes: [ZoneObservability.Size], _ series: StackSeries, pixels: [Int],
    losses: [ZoneObservability.Loss]
  ) -> [SeenDay] {
    let seen = series.dates.indices.map { scene -> SeenDay in
      let hidden = losses.filter { loss in loss.bracket.notAfter.map { series.dates[scene] >= $0 } ?? false }
        .reduce(0) { $0 + $1.share }
      let share = max(0, sight.clearShares[scene] - hidden)
      let reason: Visibility =
        share >= Self.leastClear
        ? .seen
        : sight.clearShares[scene] >= Self.leastClear ? .occluded : series.commonestReason(of: scene, pixels: pixels)
      return SeenDay(
        scene: series.sceneIDs[scene], date: series.dates[scene], clearShare: share, visibility: reason,
        smallest: reason == .seen ? smallest(scene, sight, sizes) : .refused("not seen: \(reason.rawValue)"))
    }
    return (seen + keptOut()).sorted { ($0.date, $0.scene) < ($1.date, $1.scene) }
  }

  private func keptOut() -> [SeenDay] {
    unseen.map {
      SeenDay(
        scene: $0.scene, date: $0.date, clearShare: 0, visibility: $0.reason,
        smallest: .refused("not seen: \($0.reason.rawValue)"))
    }
  }

  /// The least building that would have been found, had it stood on this scene first.
  private func smallest(_ scene: Int, _ sight: ZoneSight, _ sizes: [ZoneObservability.Size]) -> LeastSeen {
    let (before, after) = (sight.before[scene], sight.after[scene])
    if let size = sizes.last(where: { $0.leastDates <= min(before, after) }) { return size.smallest }
    let (count, side) = before < after ? (before, "before it") : (after, "from it on")
    return .refused(
      "\(count) clear \(count == 1 ? "date" : "dates") \(side): a building is told by \(AbsenceSearch.Class.certain)")
  }

  // MARK: - Absence

  private func absence(
    _ site: Site, _ sight: ZoneSight, _ sizes: [ZoneObservability.Size], _ part: StackAnalysis, hidden: Double,
    _ mask: [Bool], _ outlines: [String: [PixelPoint]]
  ) -> Absence {
    let series = part.stack.series
    let certain = AbsenceSearch.Class.certain
    guard let firsts = sight.firsts else {
      return .refused(
        sight.neverClear == 1
          ? "it was clear on no date."
          : "it was clear on too few dates; \(certain) before a change and \(certain) from it on are needed.")
    }
    let used = sizes.filter { $0.leastDates >= certain }
    let areas = used.compactMap(\.smallest.area)
    guard !used.isEmpty, areas.count == used.count, let over = areas.max() else {
      return .refused(
        "of the buildings that were planted on its pictures, \(Int(100 * AbsenceSearch.level)) % would have been found at no size."
      )
    }
    let inside = features.filter { feature in
      feature.status != .rejected && feature.kind != .works && isInside(outlines[feature.id], mask, part.stack.grid)
    }
    func isNew(_ feature: Feature) -> Bool {
      feature.change == .built && feature.kind.isRoofed
    }
    return .stated(
      Absence.Statement(
        over: over, building: Self.building, from: series.dates[firsts.lowerBound - 1],
        to: series.dates[firsts.upperBound], neverClear: sight.neverClear, seldomClear: sight.seldomClear,
        hidden: hidden,
        found: inside.filter(isNew).map(\.id).sorted(),
        others: inside.filter { !isNew($0) && $0.change != nil && $0.change != .removed }.map(\.id).sorted()))
  }

  /// Whether the middle of a ring lies on the mask.
  private func isInside(_ ring: [PixelPoint]?, _ mask: [Bool], _ grid: Grid) -> Bool {
    guard let ring, !ring.isEmpty else { return false }
    let count = Double(ring.count)
    let column = Int(ring.reduce(0) { $0 + $1.column } / count)
    let row = Int(ring.reduce(0) { $0 + $1.row } / count)
    guard column >= 0, row >= 0, column < grid.columns, row < grid.rows else { return false }
    return mask[row * grid.columns + column]
  }

  // MARK: - Features

  private func observed(
    _ part: StackAnalysis, _ zones: [ZoneObservability], _ outlines: [String: [PixelPoint]]
  ) throws -> [FeatureObservability] {
    let (series, grid) = (part.stack.series, part.stack.grid)
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    // The narrower ground says more of a thing than the site around it.
    let masks = try zones.reversed().map { zone in
      (zone: zone, mask: try SitePixels(grid: grid).mask(sites.first { $0.id == zone.id }?.polygons ?? []))
    }
    let said = Dictionary(
      analysis.result.observations.map { ([$0.feature, $0.scene], $0) }, uniquingKeysWith: { first, _ in first })
    return features.map { feature in
      let home = masks.first { isInside(outlines[feature.id], $0.mask, grid) }?.zone
      let sizes = Dictionary(
        (home?.days ?? []).map { ($0.scene, $0.smallest) }, uniquingKeysWith: { first, _ in first })
      let pixels = outlines[feature.id].map { Surroundings.covered($0, in: whole) } ?? []
      var days = series.dates.indices.map { scene -> SeenDay in
        let id = series.sceneIDs[scene]
        let share = series.clearShare(of: scene, pixels: pixels)
        let reason =
          said[[feature.id, id]]?.visibility
          ?? (share >= Self.leastClear ? .seen : series.commonestReason(of: scene, pixels: pixels))
        return day(id, series.dates[scene], share, reason, sizes[id])
      }
      let known = Set(days.map(\.scene))
      days += analysis.result.observations.filter { $0.feature == feature.id && !known.contains($0.scene) }
        .map { day($0.scene, $0.date, nil, $0.visibility, sizes[$0.scene]) }
      return FeatureObservability(
        id: feature.id, zone: home?.id, days: days.sorted { ($0.date, $0.scene) < ($1.date, $1.scene) })
    }
  }

  private func day(
    _ scene: String, _ date: Timestamp, _ share: Double?, _ reason: Visibility, _ size: LeastSeen?
  ) -> SeenDay {
    SeenDay(
      scene: scene, date: date, clearShare: share, visibility: reason,
      smallest: reason == .seen
        ? size ?? .refused("not told of this ground") : .refused("not seen: \(reason.rawValue)"))
  }
}
