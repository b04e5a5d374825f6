import Kernels
import Rasters
import Stacks
import Statistics

/// The mean of several dates of a stack over a window: noise falls with the root of their number.
package enum Composite {
  /// More dates than this add little and reach into other seasons.
  package static let maximumScenes = 12

  /// Mean of the clear pixels of `scenes`. A pixel is valid where at least a third of the scenes (and one) saw it.
  package static func mean(_ series: StackSeries, scenes: [Int], window: Window) -> Raster {
    var sums = [Float](repeating: 0, count: window.pixelCount * series.bandCount)
    var counts = [Float](repeating: 0, count: window.pixelCount)
    for scene in scenes {
      let raster = series.raster(of: scene, window: window)
      for pixel in 0..<window.pixelCount where raster.validity.flags[pixel] {
        counts[pixel] += 1
        for band in 0..<series.bandCount { sums[band * window.pixelCount + pixel] += raster.samples[band * window.pixelCount + pixel] }
      }
    }
    let least = max(1, Float(scenes.count) / 3)
    for pixel in 0..<window.pixelCount where counts[pixel] > 0 {
      for band in 0..<series.bandCount { sums[band * window.pixelCount + pixel] /= counts[pixel] }
    }
    return Raster(
      columns: window.columns, rows: window.rows, bandCount: series.bandCount, samples: sums,
      validity: Mask(columns: window.columns, rows: window.rows, flags: counts.map { $0 >= least }))
  }

  /// The ground before and after a step, the annual wave removed from both.
  ///
  /// Each pixel's clear dates among `before` and `after` are fitted by a constant, a step and, where the dates carry it,
  /// the year's wave: else shadows of another season would pass for change. Pixels with fewer than two dates on either
  /// side (one, where there is only one) are not valid.
  package static func states(
    _ series: StackSeries, before: [Int], after: [Int], window: Window
  ) -> (old: Raster, new: Raster) {
    let scenes = before + after
    let withSeason = SeasonalBasis.carriesSeason(scenes.map { series.dates[$0].daysSince1970 })
    let terms = scenes.enumerated().map { position, scene in
      SeasonalBasis.terms(day: series.dates[scene].daysSince1970, withSeason: withSeason) + [position < before.count ? 0 : 1]
    }
    let rasters = scenes.map { series.raster(of: $0, window: window) }
    let width = terms[0].count
    let plane = window.pixelCount
    var old = [Float](repeating: 0, count: plane * series.bandCount)
    var new = old
    var valid = [Bool](repeating: false, count: plane)
    var solver = RepeatedLeastSquares(rows: terms)
    for pixel in 0..<plane {
      let seen = scenes.indices.filter { rasters[$0].validity.flags[pixel] }
      let earlier = seen.reduce(0) { $0 + ($1 < before.count ? 1 : 0) }
      guard earlier >= min(2, before.count), seen.count - earlier >= min(2, after.count) else { continue }
      guard seen.count > width, solver.prepare(seen) else { continue }
      valid[pixel] = true
      for band in 0..<series.bandCount {
        let solution = solver.solve(seen.map { Double(rasters[$0].samples[band * plane + pixel]) })
        old[band * plane + pixel] = Float(solution[0])
        new[band * plane + pixel] = Float(solution[0] + solution[width - 1])
      }
    }
    let mask = Mask(columns: window.columns, rows: window.rows, flags: valid)
    func raster(_ samples: [Float]) -> Raster {
      Raster(columns: window.columns, rows: window.rows, bandCount: series.bandCount, samples: samples, validity: mask)
    }
    return (raster(old), raster(new))
  }

  /// Per band the median over the valid ones of `pixels`; `nil` where none is valid.
  package static func level(_ raster: Raster, at pixels: [Int]) -> [Double]? {
    let valid = pixels.filter { raster.validity.flags[$0] }
    guard !valid.isEmpty else { return nil }
    return (0..<raster.bandCount).map { band in
      Quantiles.median(valid.map { Double(raster.samples[band * raster.columns * raster.rows + $0]) }) ?? 0
    }
  }

  /// `new` minus `old`, valid where both are.
  package static func difference(_ new: Raster, _ old: Raster) -> Raster {
    Raster(
      columns: new.columns, rows: new.rows, bandCount: new.bandCount, samples: zip(new.samples, old.samples).map { $0 - $1 },
      validity: Mask(
        columns: new.columns, rows: new.rows, flags: zip(new.validity.flags, old.validity.flags).map { $0 && $1 }))
  }

  /// Window around `pixels` of the grid with `margin` pixels on every side, cut at the grid's border.
  package static func window(around pixels: [Int], grid: Grid, margin: Int) -> Window {
    let columns = pixels.map { $0 % grid.columns }
    let rows = pixels.map { $0 / grid.columns }
    let left = (columns.min() ?? 0) - margin
    let top = (rows.min() ?? 0) - margin
    return Window(
      column: left, row: top, columns: (columns.max() ?? 0) + margin + 1 - left, rows: (rows.max() ?? 0) + margin + 1 - top
    ).intersection(Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows))
  }

  /// Indices in `window` of those `pixels` of the grid that lie in it.
  package static func local(_ pixels: [Int], in window: Window, grid: Grid) -> [Int] {
    pixels.compactMap { pixel in
      let column = pixel % grid.columns - window.column
      let row = pixel / grid.columns - window.row
      guard column >= 0, row >= 0, column < window.columns, row < window.rows else { return nil }
      return row * window.columns + column
    }
  }

  /// Indices in `window` that lie between `inner` and `outer` pixels from `local` ones.
  package static func ring(_ local: [Int], in window: Window, inner: Double, outer: Double) -> [Int] {
    var flags = [Bool](repeating: false, count: window.pixelCount)
    for pixel in local { flags[pixel] = true }
    let near = Morphology.dilate(flags, columns: window.columns, rows: window.rows, radius: inner)
    let far = Morphology.dilate(flags, columns: window.columns, rows: window.rows, radius: outer)
    return flags.indices.filter { far[$0] && !near[$0] }
  }

  /// `local` without its outermost pixels, or `local` itself where nothing would be left.
  package static func interior(_ local: [Int], in window: Window) -> [Int] {
    var flags = [Bool](repeating: false, count: window.pixelCount)
    for pixel in local { flags[pixel] = true }
    let eroded = Morphology.erode(flags, columns: window.columns, rows: window.rows, radius: 1)
    let kept = flags.indices.filter { eroded[$0] && flags[$0] }
    return kept.count >= 4 ? kept : local
  }
}
