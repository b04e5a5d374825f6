import Catalogue
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
  /// `nil` where the ground was seen on too few dates, or could not be tested.
  private(set) var whole: ChangeDetection?
  /// Why it could not be tested, with the mend.
  private(set) var fault: String?

  /// - Parameter falseAlarmRate: of radar: at which a date is a change, so that the dates after it are compared with it.
  init(stack: CaseStack, falseAlarmRate: Double = 1e-3, threads: Int) {
    self.stack = stack
    self.threads = threads
    switch method {
    case .omnibus:
      do throws(ChangesError) {
        whole = try radar(falseAlarmRate)
      } catch {
        fault = error.description
      }
    case .irMad: whole = few()
    case .steps:
      let series = stack.series
      whole = steps(within: series.covered) { series.smoothedBlock($0) }
    }
  }

  enum Method: String {
    case irMad
    case steps
    case omnibus
  }

  /// Whether its pixels are backscatter in decibels, of which speckle is known.
  private var isRadar: Bool { Self.isRadar(stack) }

  private static func isRadar(_ stack: CaseStack) -> Bool {
    [.gammaNought, .sigmaNought].contains(stack.bands.sceneClass.quantity)
  }

  var method: Method { Self.method(of: stack) }

  static func method(of stack: CaseStack) -> Method {
    isRadar(stack) ? .omnibus : stack.series.count <= FewDates.most ? .irMad : .steps
  }

  /// Why that method.
  var why: String {
    let count = stack.series.count
    switch method {
    case .irMad:
      return count == 2
        ? "2 dates: compared by IR-MAD, the null fitted to the ground that did not change."
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
      if let fault { return "\(count) dates of radar, which cannot tell: \(fault)" }
      return "\(count) dates of radar: the sequential omnibus test, its null fitted date by date."
    }
  }

  /// Whether there are dates enough to ask what lasts; else all that differs is a region.
  var areConfirmed: Bool { method == .steps }

  /// The thing as far as its stack can name it: kinds are read from colour and shadow, which radar does not see.
  func named(_ thing: TrackedThing) -> TrackedThing {
    guard isRadar else { return thing }
    var result = thing
    result.kind = .unknown
    result.change = .altered
    result.life = .none
    result.reasons = ["seen by radar: backscatter that \(sign(thing)), which does not tell what it is"]
    return result
  }

  /// Whether what changed stayed so, as far as the dates tell.
  func lasts(_ thing: TrackedThing) -> Bool {
    guard stack.series.count > FewDates.most else { return true }
    return thing.history.disagreement(limits: thing.limits) <= RegionHistory.tolerableDisagreement
      && thing.history.scatter(limits: thing.limits) <= RegionHistory.tolerableScatter
  }

  /// Which way the thing's ground changed, on the mean of the bands.
  func sign(_ thing: TrackedThing) -> String {
    guard let lastOld = thing.history.lastOld, let firstNew = thing.history.firstNew else { return "unknown" }
    let means = stack.series.means(over: thing.pixels) { $0 <= lastOld || $0 >= firstNew }
    func level(_ range: Range<Int>) -> Double? {
      Quantiles.median(range.compactMap { means[$0].values.map { $0.reduce(0, +) } })
    }
    guard let old = level(0..<lastOld + 1), let new = level(firstNew..<means.count) else { return "unknown" }
    if isRadar { return new >= old ? "appeared" : "disappeared" }
    return new >= old ? "brighter" : "darker"
  }

  private func few() -> ChangeDetection? {
    let series = stack.series
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
    guard method == .steps else { return nil }
    let (series, site) = (stack.series, stack.siteWindow)
    return steps(within: series.covered.intersection(site)) { series.localContrastBlock($0, inside: site) }
  }

  private func radar(_ falseAlarmRate: Double) throws(ChangesError) -> ChangeDetection {
    let series = stack.series
    let passes = Dictionary(
      stack.rows.compactMap { row in row.scene.map { ($0.id, Self.pass($0)) } }, uniquingKeysWith: { first, _ in first }
    )
    let dates = (0..<series.count).map { scene in
      let raster = series.measured(of: scene)
      return RadarSteps.Date(
        decibels: raster.samples, seen: raster.validity.flags, pass: passes[series.sceneIDs[scene]] ?? "")
    }
    return try RadarSteps.run(
      columns: series.grid.columns, rows: series.grid.rows, bandCount: series.bandCount,
      days: series.dates.map(\.daysSince1970), dates: dates, falseAlarmRate: falseAlarmRate, threads: threads
    ).detection
  }

  private static func pass(_ scene: Scene) -> String {
    let orbit = scene.product.orbit
    return "\(orbit?.direction ?? "") \(orbit?.track.map(String.init) ?? "") \(scene.sensor)"
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
