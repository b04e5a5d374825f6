import Kernels
import Mensuration
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
        for band in 0..<series.bandCount {
          sums[band * window.pixelCount + pixel] += raster.samples[band * window.pixelCount + pixel]
        }
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

  /// The ground in its best light: per pixel the mean of the brightest third of `scenes` (two at least).
  ///
  /// Shadows wander with the sun and are short in summer; roofs stay. What is dark on its brightest dates is dark
  /// itself, so a dark roof and its shadow come apart, and so do the two slopes of one roof from each other's shade.
  package static func lit(_ series: StackSeries, scenes: [Int], window: Window) -> Raster {
    thirds(series, scenes: scenes, window: window).lit
  }

  /// The ground in its best light, and the same of the darkest third: what falls into shadow at times.
  package static func thirds(
    _ series: StackSeries, scenes: [Int], window: Window
  ) -> (lit: Raster, shaded: Raster) {
    let rasters = scenes.map { series.raster(of: $0, window: window) }
    let plane = window.pixelCount
    let bands = series.bandCount
    let weights = (0..<bands).map { band in
      1 / Float(max(scenes.reduce(0.0) { $0 + series.deviations(of: $1)[band] } / Double(max(scenes.count, 1)), 1e-9))
    }
    var lit = [Float](repeating: 0, count: plane * bands)
    var shaded = lit
    var valid = [Bool](repeating: false, count: plane)
    var order: [(level: Float, scene: Int)] = []
    for pixel in 0..<plane {
      order.removeAll(keepingCapacity: true)
      for index in rasters.indices where rasters[index].validity.flags[pixel] {
        var level: Float = 0
        for band in 0..<bands { level += weights[band] * rasters[index].samples[band * plane + pixel] }
        // A dozen dates at most: put in their place, the brightest first.
        var place = order.count
        order.append((level, index))
        while place > 0, order[place - 1].level < level {
          order[place] = order[place - 1]
          place -= 1
        }
        order[place] = (level, index)
      }
      guard order.count >= min(2, scenes.count) else { continue }
      let taken = min(order.count, max(2, (order.count + 2) / 3))
      valid[pixel] = true
      for band in 0..<bands {
        var (light, dark) = (Float(0), Float(0))
        for place in 0..<taken {
          light += rasters[order[place].scene].samples[band * plane + pixel]
          dark += rasters[order[order.count - 1 - place].scene].samples[band * plane + pixel]
        }
        lit[band * plane + pixel] = light / Float(taken)
        shaded[band * plane + pixel] = dark / Float(taken)
      }
    }
    func raster(_ samples: [Float]) -> Raster {
      Raster(
        columns: window.columns, rows: window.rows, bandCount: bands, samples: samples,
        validity: Mask(columns: window.columns, rows: window.rows, flags: valid))
    }
    return (raster(lit), raster(shaded))
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
      columns: new.columns, rows: new.rows, bandCount: new.bandCount,
      samples: zip(new.samples, old.samples).map { $0 - $1 },
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
      column: left, row: top, columns: (columns.max() ?? 0) + margin + 1 - left,
      rows: (rows.max() ?? 0) + margin + 1 - top
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

  /// Pixels of the grid of the indices in `window`.
  package static func places(_ local: [Int], in window: Window, grid: Grid) -> [Int] {
    local.map { ($0 / window.columns + window.row) * grid.columns + $0 % window.columns + window.column }
  }

  /// Pixels of the grid that lie between `inner` and `outer` pixels from `pixels`.
  package static func around(_ pixels: [Int], grid: Grid, inner: Double, outer: Double) -> [Int] {
    let window = window(around: pixels, grid: grid, margin: Int(outer) + 1)
    let ring = Surroundings.ring(local(pixels, in: window, grid: grid), in: window, inner: inner, outer: outer)
    return places(ring, in: window, grid: grid)
  }
}
