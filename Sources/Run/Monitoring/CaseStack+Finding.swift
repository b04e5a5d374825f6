import Places
import Stacks
import Tracking

extension CaseStack {
  /// What turns this stack's regions of change into things.
  func finder(threads: Int) throws -> ThingFinder {
    let gsd = grid.geotransform.columnEasting
    return ThingFinder(
      series, gsd: gsd, limits: sizeLimits, inSite: inSite,
      shadows: try ShadowShift.all(series.dates, suns: suns, grid: series.grid, gsd: gsd), threads: threads)
  }

  /// What turns things into features.
  func assembly(
    sites: [Site], unseen: [FeatureAssembly.Unseen], earlier: [Feature], threads: Int
  ) -> FeatureAssembly {
    FeatureAssembly(
      series: series, sites: sites, gsd: grid.geotransform.columnEasting, limits: sizeLimits, unseen: unseen,
      earlier: earlier, budget: budget, threads: threads)
  }
}
