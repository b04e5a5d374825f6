import Changes
import Foundation
import Kernels
import Mensuration
import Places
import Rasters
import Stacks
import Statistics

/// What stood where a search by shadows says so: outlined by its shadows moved back to its foot, and dated by them.
struct StandingThings {
  let search: StandingSearch

  private var series: StackSeries { search.series }

  /// Half the side of the window that is looked at, pixels.
  static let reach = 16
  /// The darkest pixel lies no farther from the find, pixels.
  static let middle = 2.5
  /// Finds nearer to each other than this, pixels, are one thing's.
  static let apart = 12.0
  /// How far, in pixels, the shadows leave open where along the sun's direction the foot lies.
  static let play = 4.0
  /// The same as a share of the height.
  static let heightPlay = 0.3
  /// Its deviation: a foot farther off must stand out more.
  static let likelyPlay = 3.0
  /// Contrast of a thing itself over its deviation that settles this.
  static let clearBody = 4.0

  /// A shadow of which more than this share lies under the thing is not seen.
  static let hiddenShare = 0.25
  /// A thing whose own level scatters by less, as a share of the step, is dated by it.
  static let steady = 0.3

  /// A thing and every pixel that it or its shadow covered.
  struct Standing {
    var thing: TrackedThing
    let track: Set<Int>

    /// Whether what was taken for another thing that is gone is this one again, or its shadow. What went on the same ground
    /// once this was gone is another thing; what went between dates of which the earlier still shows this is not.
    /// - Parameters:
    ///   - pixels: those that `other` covers.
    ///   - tolerance: days by which the same end may be told apart.
    func explains(_ other: TrackedThing, covering pixels: [Int], days: [Double], tolerance: Double) -> Bool {
      guard other.change == .removed || other.change == .altered else { return false }
      if let end = thing.history.firstNew, let its = other.history.firstNew, days[its] > days[end] + tolerance,
        other.history.lastOld.map({ $0 >= end }) ?? true
      {
        return false
      }
      return pixels.count(where: track.contains) * 2 > pixels.count
    }
  }

  func find(within site: Window, inSite: [Bool]) -> [Standing] {
    var kept: [StandingSearch.Find] = []
    let columns = series.grid.columns
    for find in search.finds(within: site, inSite: inSite) {
      let isNew = kept.allSatisfy {
        hypot(Double($0.pixel % columns - find.pixel % columns), Double($0.pixel / columns - find.pixel / columns))
          >= Self.apart
      }
      if isNew { kept.append(find) }
    }
    let chosen = kept
    return Parallel.map(chosen.count, threads: search.threads) { standing(chosen[$0]) }.compactMap { $0 }
  }

  private func standing(_ find: StandingSearch.Find) -> Standing? {
    let grid = series.grid
    let (column, row) = (find.pixel % grid.columns, find.pixel / grid.columns)
    let window = Window(
      column: column - Self.reach, row: row - Self.reach, columns: 2 * Self.reach + 1, rows: 2 * Self.reach + 1)
    let offsets = ShadowPath(height: find.height, shifts: search.shifts).offsets
    let before = Array((0..<find.firstNew).filter { offsets[$0] != nil }.suffix(2 * Composite.maximumScenes))
    let after = Array((find.firstNew..<series.count).prefix(Composite.maximumScenes))
    guard let shade = mean(before, offsets, less: after, window: window),
      let body = mean(before, offsets.map { _ in (0, 0) }, less: after, window: window),
      let silhouette = silhouette(shade, window: window)
    else { return nil }
    let way = meanShift(before)
    let foot = foot(silhouette, height: find.height, body: body, way: way, window: window)
    let height = find.height + foot.moved / max(hypot(way.columns, way.rows), 1e-9)
    let outline = silhouette.moved(columns: foot.columns, rows: foot.rows)
    let inGrid = window.intersection(Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows))
    let pixels = Composite.places(Surroundings.covered(outline.ring, in: inGrid), in: inGrid, grid: grid)
    guard isCraneSized(outline), !pixels.isEmpty else { return nil }
    // The shadows are dated where they are seen, whatever the foot.
    let shadowed = Composite.places(Surroundings.covered(silhouette.ring, in: inGrid), in: inGrid, grid: grid)
    let track = track(pixels, shadowed, before.map { offsets[$0] })
    let byShadow = history(shadowed, offsets, foot: Set(pixels), firstNew: find.firstNew)
    let byBody = history(pixels, beside: track, firstNew: find.firstNew)
    let history = steadier(byBody, byShadow) ? byBody : byShadow
    guard let firstNew = history.firstNew, isOneStep(history) else { return nil }
    let verdict = ThingEvidence.stood(outline, height: height, gsd: search.gsd)
    return Standing(
      thing: TrackedThing(
        pixels: pixels.sorted(), outline: outline, kind: verdict.kind, reasons: verdict.reasons, change: .removed,
        score: EmpiricalNull.score(deviations: find.score), history: history, limits: 0..<series.count,
        measuredOn: before.filter { $0 < firstNew }, parent: nil),
      track: track)
  }

  /// What is larger changes its ground enough to be found there.
  private func isCraneSized(_ outline: PixelOutline) -> Bool {
    let length = OrientedBox(around: outline.ring)?.length ?? 0
    return ThingFinder.isLargeEnough(outline.ring, search.limits)
      && outline.areaInPixels * search.gsd * search.gsd <= ThingEvidence.craneArea
      && length * search.gsd <= ThingEvidence.craneLength
  }

  private func isOneStep(_ history: RegionHistory) -> Bool {
    let whole = 0..<series.count
    return history.lastOld != nil && history.disagreement(limits: whole) <= RegionHistory.tolerableDisagreement
      && history.scatter(limits: whole) <= RegionHistory.tolerableScatter
  }

  /// Mean brightness over the dates' windows, each moved by its offset, less that of `after` on the same ground.
  private func mean(
    _ scenes: [Int], _ offsets: [(column: Int, row: Int)?], less after: [Int], window: Window
  ) -> Raster? {
    var sums = [Float](repeating: 0, count: window.pixelCount)
    var counts = [Float](repeating: 0, count: window.pixelCount)
    let margin = Int(ShadowPath.longest) + 1
    let wide = Window(
      column: window.column - margin, row: window.row - margin, columns: window.columns + 2 * margin,
      rows: window.rows + 2 * margin)
    let late = Composite.mean(series, scenes: after, window: wide)
    let weights = ShadowPlanes.weights(series)
    for scene in scenes {
      guard let offset = offsets[scene] else { continue }
      let moved = Window(
        column: window.column + offset.column, row: window.row + offset.row, columns: window.columns, rows: window.rows)
      let raster = series.raster(of: scene, window: moved)
      for pixel in 0..<window.pixelCount where raster.validity.flags[pixel] {
        let place =
          (pixel / window.columns + moved.row - wide.row) * wide.columns + pixel % window.columns + moved.column
          - wide.column
        guard late.validity.flags[place] else { continue }
        counts[pixel] += 1
        for band in weights.indices {
          sums[pixel] +=
            weights[band]
            * (raster.samples[band * window.pixelCount + pixel] - late.samples[band * wide.pixelCount + place])
        }
      }
    }
    let least = max(2, Float(scenes.count) / 3)
    guard counts.contains(where: { $0 >= least }) else { return nil }
    return Raster(
      columns: window.columns, rows: window.rows, bandCount: 1,
      samples: zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 },
      validity: Mask(columns: window.columns, rows: window.rows, flags: counts.map { $0 >= least }))
  }

  /// Outline of what is dark around the window's middle.
  private func silhouette(_ shade: Raster, window: Window) -> PixelOutline? {
    let near = (0..<window.pixelCount).filter { pixel in
      hypot(Double(pixel % window.columns - Self.reach), Double(pixel / window.columns - Self.reach)) <= Self.middle
        && shade.validity.flags[pixel]
    }
    guard let darkest = near.min(by: { shade.samples[$0] < shade.samples[$1] }) else { return nil }
    let ground =
      Quantiles.median((0..<window.pixelCount).filter { shade.validity.flags[$0] }.map { Double(shade.samples[$0]) })
      ?? 0
    let half = (shade.samples[darkest] + Float(ground)) / 2
    guard half < Float(ground) else { return nil }
    let flags = (0..<window.pixelCount).map { shade.validity.flags[$0] && shade.samples[$0] < half }
    guard
      let region = Morphology.components(flags, columns: window.columns, rows: window.rows)
        .first(where: { $0.contains(darkest) }), region.count >= 4
    else { return nil }
    let ring = Surroundings.ring(region, in: window, inner: 2, outer: 7)
    guard
      let plane = ContrastPlane(
        shade, window: window, inside: Surroundings.interior(region, in: window), around: ring),
      plane.separation >= Confirmation.leastSeparation,
      let outline = Outliner.outline(plane, region: region, reach: 2)
    else { return nil }
    return outline
  }

  private func meanShift(_ scenes: [Int]) -> (columns: Double, rows: Double) {
    let shifts = scenes.compactMap { search.shifts[$0] }
    guard !shifts.isEmpty else { return (0, 0) }
    return (
      shifts.reduce(0) { $0 + $1.columns } / Double(shifts.count),
      shifts.reduce(0) { $0 + $1.rows } / Double(shifts.count)
    )
  }

  /// Where along the sun's direction the thing itself stands out; where it does not, where the shadows say.
  private func foot(
    _ silhouette: PixelOutline, height: Double, body: Raster, way: (columns: Double, rows: Double), window: Window
  ) -> (columns: Double, rows: Double, moved: Double) {
    let length = hypot(way.columns, way.rows)
    guard length > 0 else { return (0, 0, 0) }
    var best = (moved: 0.0, contrast: Self.clearBody)
    let play = min(Self.play, Self.heightPlay * height * length)
    for step in stride(from: -play, through: play, by: 0.5) {
      let ring = silhouette.moved(columns: -step * way.columns / length, rows: -step * way.rows / length).ring
      let inside = Surroundings.covered(ring, in: window).filter { body.validity.flags[$0] }
      let around = Surroundings.ring(inside, in: window, inner: 1.5, outer: 4).filter { body.validity.flags[$0] }
      guard inside.count >= 4, around.count >= 8,
        let level = Quantiles.median(around.map { Double(body.samples[$0]) }),
        let scatter = Quantiles.robustDeviation(around.map { Double(body.samples[$0]) }), scatter > 0
      else { continue }
      let mean = inside.reduce(0) { $0 + Double(body.samples[$1]) } / Double(inside.count)
      // A thing darker than its ground is not told from its own shadow beside it. Neighbouring pixels share their noise:
      // half as many deviations as were they apart.
      let deviations = (mean - level) / scatter * Double(inside.count).squareRoot() / 2
      let contrast = deviations * exp(-step * step / (2 * Self.likelyPlay * Self.likelyPlay))
      if contrast > best.contrast { best = (step, contrast) }
    }
    return (-best.moved * way.columns / length, -best.moved * way.rows / length, best.moved)
  }

  /// The thing's own level against the ground beside it on which its shadow never fell.
  private func history(_ pixels: [Int], beside track: Set<Int>, firstNew: Int) -> RegionHistory {
    return RegionHistory(
      series, pixels: pixels, around: ground(beside: pixels).filter { !track.contains($0) }, firstNew: firstNew,
      limits: 0..<series.count, isDated: true)
  }

  /// Whether the thing itself dates its end better than its shadow does.
  private func steadier(_ body: RegionHistory, _ shadow: RegionHistory) -> Bool {
    let whole = 0..<series.count
    return body.firstNew != nil && body.noise <= Self.steady
      && body.disagreement(limits: whole) <= RegionHistory.tolerableDisagreement
      && body.noise <= max(shadow.noise, StepDating.leastNoise)
  }

  /// The shadow's level on every date against that of the same ground once it was gone, and both against the ground around.
  private func history(
    _ pixels: [Int], _ offsets: [(column: Int, row: Int)?], foot: Set<Int>, firstNew: Int
  ) -> RegionHistory {
    let ring = ground(beside: pixels)
    let levels = (0..<series.count).map { scene -> (values: [Double]?, visibility: Visibility) in
      guard let offset = offsets[scene] else { return (nil, .occluded) }
      let shaded = moved(pixels, offset)
      guard Double(shaded.count(where: foot.contains)) <= Self.hiddenShare * Double(shaded.count) else {
        return (nil, .occluded)
      }
      guard let own = departure(shaded, of: scene, firstNew: firstNew),
        let ground = departure(moved(ring, offset), of: scene, firstNew: firstNew)
      else {
        let reason = series.commonestReason(of: scene, pixels: shaded)
        return (nil, reason == .seen ? .occluded : reason)
      }
      return (zip(own, ground).map { $0 - $1 }, .seen)
    }
    return RegionHistory(series, levels: levels, firstNew: firstNew, limits: 0..<series.count, isDated: true)
  }

  private func ground(beside pixels: [Int]) -> [Int] {
    Composite.around(
      pixels, grid: series.grid, inner: RegionHistory.closeBy.inner, outer: RegionHistory.closeBy.outer)
  }

  private func moved(_ pixels: [Int], _ offset: (column: Int, row: Int)) -> [Int] {
    let grid = series.grid
    return pixels.compactMap { pixel in
      let column = pixel % grid.columns + offset.column
      let row = pixel / grid.columns + offset.row
      return column >= 0 && row >= 0 && column < grid.columns && row < grid.rows ? row * grid.columns + column : nil
    }
  }

  private func departure(_ pixels: [Int], of scene: Int, firstNew: Int) -> [Double]? {
    let late = firstNew..<min(firstNew + Composite.maximumScenes, series.count)
    let means = series.means(over: pixels) { $0 == scene || late.contains($0) }
    guard let own = means[scene].values, Double(means[scene].seen) >= RegionHistory.seenShare * Double(pixels.count)
    else { return nil }
    let after = late.filter { $0 != scene }.compactMap { means[$0].values }
    guard after.count >= 2 else { return nil }
    return own.indices.map { band in own[band] - (Quantiles.median(after.map { $0[band] }) ?? 0) }
  }

  /// All that the thing and its shadows covered.
  private func track(_ foot: [Int], _ shadowed: [Int], _ offsets: [(column: Int, row: Int)?]) -> Set<Int> {
    offsets.compactMap { $0 }.reduce(into: Set(foot).union(shadowed)) { $0.formUnion(moved(shadowed, $1)) }
  }
}
