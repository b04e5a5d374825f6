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
  let gsd: Double
  let inSite: [Bool]
  let threads: Int

  /// - Parameters:
  ///   - gsd: size of the grid's pixel, metres.
  ///   - inSite: which pixels of the grid lie inside the site; things outside are not reported.
  package init(_ series: StackSeries, gsd: Double, inSite: [Bool], threads: Int) {
    self.series = series
    self.gsd = gsd
    self.inSite = inSite
    self.threads = threads
  }

  /// Days within which neighbouring pixels count as changing together: one and a half revisits, at least 20.
  package var tolerance: Double {
    let days = series.dates.map(\.daysSince1970)
    let gaps = zip(days.dropFirst(), days).map { $0 - $1 }.sorted()
    return max(20, 1.5 * (gaps.isEmpty ? 0 : gaps[gaps.count / 2]))
  }

  /// Things in order of their first pixel, works first among equals; `parent` points into the list.
  package func find(_ detection: ChangeDetection) -> [TrackedThing] {
    let regions = ChangeRegions.group(detection, days: series.dates.map(\.daysSince1970), tolerance: tolerance)
      .filter { region in region.pixels.reduce(0) { $0 + (inSite[$1] ? 1 : 0) } * 2 > region.pixels.count }
    let limits = limits(regions)
    let things = Parallel.map(regions.count, threads: threads) { index in
      self.thing(regions[index], limits: limits[index])
    }.compactMap { $0 }
    return WorksGrouping(series: series, gsd: gsd, events: detection.events).group(things)
  }

  /// For each region the scenes between the steps before and after it on the same ground.
  private func limits(_ regions: [ChangeRegion]) -> [Range<Int>] {
    var byPixel: [Int: [Int]] = [:]
    for (index, region) in regions.enumerated() { for pixel in region.pixels { byPixel[pixel, default: []].append(index) } }
    return regions.indices.map { index in
      let region = regions[index]
      var shared: [Int: Int] = [:]
      for pixel in region.pixels { for other in byPixel[pixel] ?? [] where other != index { shared[other, default: 0] += 1 } }
      var first = 0
      var last = series.count
      for (other, count) in shared where count * 2 > region.pixels.count {
        let step = regions[other].firstNew
        if step < region.firstNew { first = max(first, step) }
        if step > region.firstNew { last = min(last, regions[other].lastOld + 1) }
      }
      return first..<max(last, region.firstNew + 1)
    }
  }

  private func thing(_ region: ChangeRegion, limits: Range<Int>) -> TrackedThing? {
    let history = RegionHistory(series, pixels: region.pixels, firstNew: region.firstNew, limits: limits)
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
    let window = Composite.window(around: region.pixels, grid: series.grid, margin: 14)
    let local = Composite.local(region.pixels, in: window, grid: series.grid)
    let (old, new) = Composite.states(series, before: before, after: after, window: window)
    // The difference shows the thing without what stands around it unchanged; the two pictures then tell whether the
    // thing's edge is in the one before or the one after.
    let difference = Composite.difference(new, old)
    let plane = ContrastPlane(
      difference, window: window, inside: Composite.interior(local, in: window),
      around: Composite.ring(local, in: window, inner: 2, outer: 6))
    let outline = plane.flatMap { Outliner.outline($0, region: local) }
    let evidence = ThingEvidence(
      outline: outline, edgeBefore: edge(plane, outline, old), edgeAfter: edge(plane, outline, new), gsd: gsd)
    let verdict = evidence.verdict()
    return TrackedThing(
      pixels: region.pixels, outline: verdict.outline, kind: verdict.kind, reasons: verdict.reasons, change: verdict.change,
      score: EmpiricalNull.score(deviations: region.peakDeviations), history: history, limits: limits,
      measuredOn: verdict.change == .removed ? before : after, parent: nil)
  }

  private func edge(_ plane: ContrastPlane?, _ outline: PixelOutline?, _ picture: Raster) -> Double {
    guard let plane, let outline else { return 0 }
    return plane.combining(picture).fall(across: outline.ring)
  }
}
