import Changes
import Foundation
import Geodesy
import Kernels
import Mensuration
import Places
import Rasters
import Stacks

/// From regions of change to things: outlined, named, dated, and grouped under the works they belong to.
package struct ThingFinder {
  let series: StackSeries
  package let gsd: Double
  let limits: SizeLimits
  let inSite: [Bool]
  /// Of each scene, where the sun is known.
  let shadows: [ShadowShift?]
  let context: SiteContext
  /// Where the bands lie by which water is told; `nil` where the stack does not hold them as reflectances.
  let waterBands: GroundSigns.WaterBands?
  /// Of the site's ground, where it is known already; see `siteSpectra`.
  let knownSpectra: [[Double]]?
  let threads: Int

  /// - Parameters:
  ///   - gsd: size of the grid's pixel, metres.
  ///   - limits: least sizes of what is reported, on that grid.
  ///   - inSite: which pixels of the grid lie inside the site; things outside are not reported.
  package init(
    _ series: StackSeries, gsd: Double, limits: SizeLimits = SizeLimits(), inSite: [Bool],
    shadows: [ShadowShift?] = [], context: SiteContext = .none,
    waterBands: (green: Int, nearInfrared: Int)? = nil, spectra: [[Double]]? = nil, threads: Int
  ) {
    self.series = series
    self.gsd = gsd
    self.limits = limits
    self.inSite = inSite
    self.shadows = shadows
    self.context = context
    self.waterBands = waterBands.map { GroundSigns.WaterBands(green: $0.green, nearInfrared: $0.nearInfrared) }
    knownSpectra = spectra
    self.threads = threads
  }

  /// Regions of local contrast of more pixels are the rims of large changes.
  package static let largestLocal = 80
  /// Things that cover fewer limiting pixels than this, or are not this many long, are not reported: three pixels under the
  /// blur of optics and pixels.
  package static let smallestThing = 10.0
  package static let shortestThing = 4.5

  /// Whether a thing with that outline, in pixels of a grid, is large enough to be reported.
  package static func isLargeEnough(_ ring: [PixelPoint], _ limits: SizeLimits) -> Bool {
    abs(PixelOutline.signedArea(ring)) >= limits.area(smallestThing)
      && OrientedBox(around: ring)?.length ?? 0 >= limits.length(shortestThing)
  }

  /// Days within which neighbouring pixels count as changing together: one and a half revisits, at least 20.
  package var tolerance: Double {
    let days = series.dates.map(\.daysSince1970)
    let gaps = zip(days.dropFirst(), days).map { $0 - $1 }.sorted()
    return max(20, 1.5 * (gaps.isEmpty ? 0 : gaps[gaps.count / 2]))
  }

  /// Things in order of their first pixel, works first among equals; `parent` points into the list.
  package func find(_ detection: ChangeDetection, local: ChangeDetection?) -> [TrackedThing] {
    let days = series.dates.map(\.daysSince1970)
    let things = confirmed(detection, local: local)
    let standing = standing()
    let others = things.filter { thing in
      let pixels = thing.outline.map { covered($0.ring) } ?? thing.pixels
      return !standing.contains { $0.explains(thing, covering: pixels, days: days, tolerance: tolerance) }
    }
    let grouped = WorksGrouping(series: series, gsd: gsd, events: detection.events)
      .group(
        Succession(series: series).joined(
          HousingRows(gsd: gsd).named(distinct(others.filter(Self.isNamed))) + standing.map(\.thing)),
        others: others.filter { !Self.isNamed($0) })
    return lived(grouped, detection, local)
  }

  static func isNamed(_ thing: TrackedThing) -> Bool { !(thing.kind == .unknown && thing.change == .altered) }

  /// What is outlined, named and confirmed, one thing perhaps several times over; without what its shadow alone shows.
  private func confirmed(_ detection: ChangeDetection, local: ChangeDetection?) -> [TrackedThing] {
    let candidates = candidates(detection, local: local)
    return Parallel.map(candidates.regions.count, threads: threads) { thing($0, of: candidates) }.compactMap { $0 }
  }

  /// Whether something is confirmed on some of `pixels` that `isWanted` accepts: looked for where the most of them changed
  /// first, and no further than the first that is.
  func confirms(
    _ detection: ChangeDetection, local: ChangeDetection?, touching pixels: Set<Int>,
    _ isWanted: (TrackedThing) -> Bool
  ) -> Bool {
    let candidates = candidates(detection, local: local)
    let common = candidates.regions.map { region in region.pixels.count { pixels.contains($0) } }
    return common.indices.filter { common[$0] > 0 }.sorted { (-common[$0], $0) < (-common[$1], $1) }
      .contains { thing($0, of: candidates).map(isWanted) ?? false }
  }

  /// Regions that may be things, and what each owes to the others.
  private struct Candidates {
    let regions: [ChangeRegion]
    let states: [Range<Int>]
    let isDisturbed: [Bool]
    let unchanged: [Bool]
    let spectra: [[Double]]
  }

  private func candidates(_ detection: ChangeDetection, local: ChangeDetection?) -> Candidates {
    let whole = grouped(detection)
    let wholeCount = whole.count
    let split = RegionSplit(series: series)
    let parts = Parallel.map(whole.count, threads: threads) { split.parts(of: whole[$0]) }
    let ofWhole = whole.indices.flatMap { index in parts[index].map { (region: $0, parent: index) } }
    let regions =
      whole + ofWhole.map(\.region) + (local.map(grouped) ?? []).filter { $0.pixels.count <= Self.largestLocal }
    return Candidates(
      regions: regions, states: states(regions, fromWhole: wholeCount),
      isDisturbed: onDisturbedGround(
        regions, parents: Dictionary(uniqueKeysWithValues: ofWhole.enumerated().map { (wholeCount + $0, $1.parent) })),
      unchanged: unchanged([detection] + [local].compactMap { $0 }), spectra: knownSpectra ?? siteSpectra())
  }

  private func thing(_ index: Int, of candidates: Candidates) -> TrackedThing? {
    thing(
      candidates.regions[index], limits: candidates.states[index], unchanged: candidates.unchanged,
      context: Context(isDisturbed: candidates.isDisturbed[index], siteSpectra: candidates.spectra))
  }

  /// The things with their lives; of few dates there is none to tell.
  private func lived(
    _ things: [TrackedThing], _ detection: ChangeDetection, _ local: ChangeDetection?
  ) -> [TrackedThing] {
    guard series.count > FewDates.most else { return things }
    let ofThings = ThingLife(days: series.dates.map(\.daysSince1970))
    let ofWorks = WorksLife(series, detection, local, works: things.filter { $0.kind == .works })
    var things = things
    for index in things.indices where things[index].kind != .works {
      things[index].life = ofThings.life(of: things[index]).followed(by: things[index].turns)
    }
    for index in things.indices where things[index].kind == .works {
      things[index].life = ofWorks.life(of: things[index], things: things.filter { $0.parent == index })
    }
    return things
  }

  /// Regions that are large enough, most of each within the site.
  package func grouped(_ detection: ChangeDetection) -> [ChangeRegion] {
    ChangeRegions.group(detection, days: series.dates.map(\.daysSince1970), tolerance: tolerance)
      .filter { Double($0.pixels.count) >= limits.area(Double(ChangeRegions.minimumPixels)) }
      .filter { region in region.pixels.reduce(0) { $0 + (inSite[$1] ? 1 : 0) } * 2 > region.pixels.count }
  }

  /// Which pixels of the grid stepped at no time.
  package func unchanged(_ detections: [ChangeDetection]) -> [Bool] {
    var unchanged = [Bool](repeating: true, count: series.grid.pixelCount)
    for detection in detections {
      for event in detection.events { unchanged[event.pixel] = false }
    }
    return unchanged
  }

  private func standing() -> [StandingThings.Standing] {
    let places = inSite.indices.filter { inSite[$0] }
    guard !shadows.isEmpty, !places.isEmpty else { return [] }
    let search = StandingSearch(series: series, gsd: gsd, limits: limits, shifts: shadows, threads: threads)
    let site = Composite.window(around: places, grid: series.grid, margin: 0)
    return StandingThings(search: search).find(within: site, inSite: inSite)
  }

  /// Of things whose outlines largely cover each other and that changed within the same dates, one: of buildings the one
  /// whose outline fits best, of others the strongest.
  private func distinct(_ things: [TrackedThing]) -> [TrackedThing] {
    func rank(_ index: Int) -> (Double, Double, Int) {
      (things[index].kind == .building ? -things[index].fit : 0, -things[index].score, index)
    }
    let order = things.indices.sorted { rank($0) < rank($1) }
    let covers = things.map { thing in Set(thing.outline.map { covered($0.ring) } ?? thing.pixels) }
    var kept: [Int] = []
    for index in order {
      let isTwin = kept.contains { other in
        let common = covers[index].intersection(covers[other]).count
        let days = series.dates.map(\.daysSince1970)
        guard let a = things[index].history.firstNew, let b = things[other].history.firstNew,
          abs(days[a] - days[b]) <= tolerance
        else { return false }
        return common * 2 > min(covers[index].count, covers[other].count)
          && covers[index].count < covers[other].count * 3 && covers[other].count < covers[index].count * 3
      }
      if !isTwin { kept.append(index) }
    }
    return kept.sorted().map { things[$0] }
  }

  /// Pixels of the grid whose centres lie inside `ring`.
  private func covered(_ ring: [PixelPoint]) -> [Int] {
    Surroundings.covered(
      ring, in: Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows))
  }

  /// For each region whether most of the ground around it changed before it, or with it, over a wider area.
  /// - Parameter parents: of regions that are parts of others, the whole.
  private func onDisturbedGround(_ regions: [ChangeRegion], parents: [Int: Int]) -> [Bool] {
    var byPixel: [Int: [Int]] = [:]
    for (index, region) in regions.enumerated() {
      for pixel in region.pixels { byPixel[pixel, default: []].append(index) }
    }
    return regions.enumerated().map { index, region in
      let window = Composite.window(around: region.pixels, grid: series.grid, margin: 5)
      let rim = Surroundings.ring(
        Composite.local(region.pixels, in: window, grid: series.grid), in: window, inner: 1, outer: 4)
      var earlier: Set<Int> = []
      let shared = rim.count { pixel in
        let place = (pixel / window.columns + window.row) * series.grid.columns + pixel % window.columns + window.column
        let before = (byPixel[place] ?? []).filter {
          regions[$0].firstNew < region.firstNew || parents[index] == $0
        }
        earlier.formUnion(before)
        return !before.isEmpty
      }
      let size = earlier.reduce(0) { $0 + regions[$1].pixels.count }
      return shared * 2 > rim.count && size * 2 > region.pixels.count * 3
    }
  }

  /// What a region's kind owes to the rest of the site.
  private struct Context {
    let isDisturbed: Bool
    let siteSpectra: [[Double]]
  }

  /// Mean spectra of places all over the site, over some of the scenes.
  func siteSpectra() -> [[Double]] {
    let scenes = stride(from: 0, to: series.count, by: max(1, series.count / 8)).map { $0 }
    let strips = stride(from: 0, to: series.grid.rows, by: Self.rowsAtOnce).map { row in
      Window(column: 0, row: row, columns: series.grid.columns, rows: min(Self.rowsAtOnce, series.grid.rows - row))
    }
    let spectra = Parallel.map(strips.count, threads: threads) { index -> [[Double]] in
      let (strip, first) = (strips[index], strips[index].row * series.grid.columns)
      guard inSite[first..<first + strip.pixelCount].contains(true) else { return [] }
      let mean = Composite.mean(series, scenes: scenes, window: strip)
      return (0..<strip.pixelCount).filter { inSite[first + $0] && mean.validity.flags[$0] }.map { pixel in
        (0..<series.bandCount).map { Double(mean.samples[$0 * strip.pixelCount + pixel]) }
      }
    }.flatMap { $0 }
    return stride(from: 0, to: spectra.count, by: max(1, spectra.count / 800)).map { spectra[$0] }
  }

  private static let rowsAtOnce = 64

  /// For each region the scenes between the steps before and after it on the same ground.
  ///
  /// One thing may be found twice, by its level (the first `wholeCount` regions) and by its local contrast: what one way
  /// of looking found within two scenes of the other is the same step.
  private func states(_ regions: [ChangeRegion], fromWhole wholeCount: Int) -> [Range<Int>] {
    var byPixel: [Int: [Int]] = [:]
    for (index, region) in regions.enumerated() {
      for pixel in region.pixels { byPixel[pixel, default: []].append(index) }
    }
    return regions.indices.map { index in
      let region = regions[index]
      var shared: [Int: Int] = [:]
      for pixel in region.pixels {
        for other in byPixel[pixel] ?? [] where other != index { shared[other, default: 0] += 1 }
      }
      var first = 0
      var last = series.count
      // A roof that shines in one season steps weakly on its own; only a step of comparable strength ends a state.
      for (other, count) in shared
      where count * 2 > region.pixels.count && regions[other].meanDeviations * 2 > region.meanDeviations {
        let step = regions[other].firstNew
        if (other < wholeCount) != (index < wholeCount), abs(step - region.firstNew) <= 2 { continue }
        if step < region.firstNew { first = max(first, step) }
        if step > region.firstNew { last = min(last, regions[other].lastOld + 1) }
      }
      return first..<max(last, region.firstNew + 1)
    }
  }

  private func thing(
    _ region: ChangeRegion, limits: Range<Int>, unchanged: [Bool], context: Context
  ) -> TrackedThing? {
    let history =
      series.count <= FewDates.most
      ? RegionHistory(series, pixels: region.pixels, lastOld: region.lastOld, firstNew: region.firstNew)
      : history(
        of: region.pixels, firstNew: region.firstNew, limits: limits, unchanged: unchanged,
        isDated: region.meanDeviations >= Self.dated)
    guard history.disagreement(limits: limits) <= RegionHistory.tolerableDisagreement,
      history.scatter(limits: limits) <= RegionHistory.tolerableScatter,
      !history.isVisit(days: series.dates.map(\.daysSince1970), limits: limits)
    else { return nil }
    let firstNew = history.firstNew ?? region.firstNew
    let lastOld = history.lastOld ?? region.lastOld
    let seen = series.dates.indices.filter { limits.contains($0) && history.entries[$0].progress != nil }
    let before = Array(seen.filter { $0 <= lastOld }.suffix(Composite.maximumScenes))
    let after = Array(seen.filter { $0 >= firstNew }.prefix(Composite.maximumScenes))
    guard !before.isEmpty, !after.isEmpty else { return nil }
    let window = Composite.window(
      around: region.pixels, grid: series.grid, margin: Int(Portrait.widest(region.pixels.count)) + 8)
    let local = Composite.local(region.pixels, in: window, grid: series.grid)
    let (old, new) = (
      Composite.thirds(series, scenes: before, window: window), Composite.thirds(series, scenes: after, window: window)
    )
    // The difference shows the thing without what stands around it unchanged; the two pictures then tell whether the
    // thing's edge is in the one before or the one after.
    let difference = Composite.difference(new.lit, old.lit)
    let portrait = Portrait(difference, window: window, region: local, lit: new.lit)
    let (outline, plane) = (portrait?.outline, portrait?.plane)
    // What is smaller is a vehicle or a container: it comes and goes, and nothing more can be said of it.
    guard let outline, Self.isLargeEnough(outline.ring, self.limits)
    else { return nil }
    let evidence = evidence(
      outline, plane, window, old: old, new: new, context: context, scenes: (before, after))
    let verdict = evidence.verdict()
    let earlier = series.dates.indices.filter { $0 <= lastOld && history.entries[$0].progress != nil }.count
    let confirmation = Confirmation(
      before: before.count, after: after.count, earlier: earlier, noise: history.noise,
      peak: region.peakDeviations, separation: outline.separation,
      isOnDisturbedGround: context.isDisturbed, hasRightAngles: outline.shape != .freehand,
      isFirst: limits.lowerBound == 0, isFinal: limits.upperBound == series.count,
      areFew: series.count <= FewDates.most)
    guard confirmation.confirms(verdict.kind, verdict.change) else { return nil }
    var thing = TrackedThing(
      pixels: region.pixels, outline: verdict.outline, kind: verdict.kind, reasons: verdict.reasons,
      change: verdict.change,
      score: EmpiricalNull.score(deviations: region.peakDeviations),
      history: verdict.kind == .building
        ? whole(history, outline, before: before, after: seen.filter { $0 >= firstNew }) : history, limits: limits,
      measuredOn: verdict.change == .removed ? before : after, parent: nil,
      fit: evidence.fit)
    thing.signs = verdict.signs
    return thing
  }

  /// What the two states say of the thing inside `outline`.
  private func evidence(
    _ outline: PixelOutline, _ plane: ContrastPlane?, _ window: Window, old: (lit: Raster, shaded: Raster),
    new: (lit: Raster, shaded: Raster), context: Context, scenes: (before: [Int], after: [Int])
  ) -> ThingEvidence {
    let covered = Surroundings.covered(outline.ring, in: window)
    let signs = BuildingSigns(
      isOnDisturbedGround: context.isDisturbed, inside: Surroundings.interior(covered, in: window),
      rim: Surroundings.ring(covered, in: window, inner: 1, outer: 1 + BuildingSigns.rim),
      site: context.siteSpectra, before: old, after: new)
    let places = covered.map { pixel in
      PixelPoint(
        column: Double(window.column + pixel % window.columns) + 0.5,
        row: Double(window.row + pixel / window.columns) + 0.5)
    }
    let ground = GroundSigns(
      series, covered: covered, window: window, before: scenes.before,
      after: scenes.after, lit: (old.lit, new.lit), shadows: shadows, gsd: gsd, water: waterBands)
    return ThingEvidence(
      outline: outline, edgeBefore: edge(plane, outline, old.lit), edgeAfter: edge(plane, outline, new.lit),
      signs: signs, gsd: gsd, limits: limits, railShare: self.context.railShare(outline.ring, gsd: gsd),
      isBesideTunnel: self.context.isBesideTunnel(outline.ring, gsd: gsd), ground: ground,
      loadingShare: SiteContext.share(places, in: self.context.loading),
      parkingShare: SiteContext.share(places, in: self.context.parking),
      joinsRail: self.context.joinsRail(outline.ring, points: places, gsd: gsd))
  }

  /// The history with the new state first seen where the whole of it is.
  private func whole(_ history: RegionHistory, _ outline: PixelOutline, before: [Int], after: [Int]) -> RegionHistory {
    PartialState(outline, pixels: covered(outline.ring), grid: series.grid)?
      .firstWhole(series, old: before, dates: after).map(history.firstSeen) ?? history
  }

  /// Pixels that stand out by this much on average are dated each by itself.
  static let dated = 6.0

  /// The history against the ground close by or farther around, whichever it stands out from more steadily: a crane
  /// from its pad, a hall from the soil beyond its shadow.
  package func history(
    of pixels: [Int], firstNew: Int, limits: Range<Int>, unchanged: [Bool], isDated: Bool
  ) -> RegionHistory {
    let means = RegionHistory.means(series, pixels)
    let histories = [RegionHistory.closeBy, (inner: 2.9, outer: 10)].map { ring in
      RegionHistory(
        series, means: means, pixels: pixels,
        around: Composite.around(pixels, grid: series.grid, inner: ring.inner, outer: ring.outer)
          .filter { unchanged[$0] },
        firstNew: firstNew, limits: limits, isDated: isDated)
    }
    return histories[0].noise < histories[1].noise ? histories[0] : histories[1]
  }

  /// Fall across the outline, looked at over an eighth of the thing's width: a hall on a picture that was enlarged has its
  /// edge over several pixels, a crane has no room for that.
  private func edge(_ plane: ContrastPlane?, _ outline: PixelOutline?, _ picture: Raster) -> Double {
    guard let plane, let outline else { return 0 }
    let width = OrientedBox(around: outline.ring)?.width ?? 0
    return plane.combining(picture).fall(across: outline.ring, reach: min(max(width / 8, 1.5), 3))
  }
}
