import Changes
import Kernels
import Rasters
import Stacks
import Statistics
import Tracking

/// What changed in a stack, by what its dates allow: few are compared pair by pair, more by the steps in every pixel's
/// series.
struct StackChanges {
  let stack: CaseStack
  let threads: Int

  enum Method: String {
    case pairsOfIRMAD = "irMad"
    case steps
    case omnibus
  }

  private var areFew: Bool { stack.series.count <= FewDates.most }

  var method: Method { areFew ? .pairsOfIRMAD : .steps }

  /// Why that method.
  var why: String {
    let count = stack.series.count
    switch method {
    case .pairsOfIRMAD:
      return count == 2
        ? "2 dates: compared by IR-MAD, the null fitted to the quieter half of the ground."
        : "\(count) dates, too few to tell a step from what a pixel does anyway: every pair is compared by IR-MAD, and a "
          + "change must show in every pair that spans it."
    case .steps:
      let days = stack.series.dates.map(\.daysSince1970)
      let span = (days.last ?? 0) - (days.first ?? 0)
      let season =
        span >= SeasonalBasis.shortestSpan
        ? "an annual wave is taken off, so that like seasons and suns are compared"
        : "they span too little of a year for seasons to be told from change"
      return "\(count) dates: steps that last in the series of every pixel; \(season)."
    case .omnibus:
      return "\(count) dates of radar: the sequential omnibus test, its null fitted date by date."
    }
  }

  /// Whether there are dates enough to ask what lasts; else all that differs is a region.
  var areConfirmed: Bool { method == .steps }

  /// Which way the thing's ground changed, on the mean of the bands.
  func sign(_ thing: TrackedThing) -> String {
    guard let lastOld = thing.history.lastOld, let firstNew = thing.history.firstNew else { return "unknown" }
    let means = stack.series.means(over: thing.pixels) { $0 <= lastOld || $0 >= firstNew }
    func level(_ range: Range<Int>) -> Double? {
      Quantiles.median(range.compactMap { means[$0].values.map { $0.reduce(0, +) } })
    }
    guard let old = level(0..<lastOld + 1), let new = level(firstNew..<means.count) else { return "unknown" }
    return new >= old ? "brighter" : "darker"
  }

  /// `nil` where the ground was seen on too few dates.
  func whole() -> ChangeDetection? {
    let series = stack.series
    guard areFew else { return steps(within: series.covered) { series.smoothedBlock($0) } }
    let grid = series.grid
    let all = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    let pictures = (0..<series.count).map { scene in
      let raster = series.raster(of: scene, window: all)
      return FewDates.Picture(samples: raster.samples, seen: raster.validity.flags)
    }
    return FewDates.run(
      columns: grid.columns, rows: grid.rows, bandCount: series.bandCount, days: series.dates.map(\.daysSince1970),
      displacements: stack.displacedScenes.displacements, pictures: pictures, threads: threads)
  }

  /// The same of local contrast, within the site; not of few dates, where nothing tells it from noise.
  func local() -> ChangeDetection? {
    guard !areFew else { return nil }
    let (series, site) = (stack.series, stack.siteWindow)
    return steps(within: series.covered.intersection(site)) { series.localContrastBlock($0, inside: site) }
  }

  private func steps(
    within: Window, _ block: @escaping @Sendable (Window) -> StackSeries.Block
  ) -> ChangeDetection? {
    let (series, ground) = (stack.series, stack.displacedScenes)
    return ChangeDetection.run(
      columns: series.grid.columns, rows: series.grid.rows, bandCount: series.bandCount,
      days: series.dates.map(\.daysSince1970), displacements: ground.displacements, within: within, threads: threads
    ) { window in
      let read = block(window)
      return SeriesBlock(values: read.values, seen: read.seen, slopes: ground.slopes?.over(window) ?? [])
    }
  }
}
