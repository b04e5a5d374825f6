import Kernels
import Rasters
import Statistics

extension StackSeries {
  /// Rows between those that are looked at: more on a grid on which fewer tell as much.
  private var noiseStride: Int { max(6, grid.pixelCount / 1_400_000) }

  /// Per scene and band 1.4826 × the median absolute distance of its clear pixels from their own medians over all
  /// dates, once haze is taken off; the transfer's own figure where too few pixels are clear.
  func noise(threads: Int) -> [[Double]] {
    let rows = Array(stride(from: noiseStride / 2, to: grid.rows, by: noiseStride))
    let parts = Parallel.map(rows.count, threads: threads) { index in
      self.distances(Window(column: 0, row: rows[index], columns: self.grid.columns, rows: 1))
    }
    return Parallel.map(count, threads: threads) { scene in
      (0..<bandCount).map { band in
        var all = parts.flatMap { $0[scene * bandCount + band] }
        guard all.count >= Self.fewestClear, let middle = Quantiles.upperMedian(&all) else {
          return transfers[scene].deviations[band]
        }
        return max(1.4826 * Double(middle), 1e-6)
      }
    }
  }

  private static let fewestClear = 100

  /// Per scene and band the distances of the seen pixels of every second column.
  private func distances(_ window: Window) -> [[Float]] {
    let read = block(window)
    var result = [[Float]](repeating: [], count: count * bandCount)
    var values: [Float] = []
    for pixel in stride(from: 0, to: window.pixelCount, by: 2) {
      let seen = (0..<count).filter { read.seen[pixel * count + $0] }
      guard seen.count >= WeatherDepartures.minimumDates else { continue }
      for band in 0..<bandCount {
        values.removeAll(keepingCapacity: true)
        for scene in seen { values.append(read.value(pixel: pixel, band: band, scene: scene)) }
        guard let middle = Quantiles.upperMedian(&values) else { continue }
        for scene in seen {
          result[scene * bandCount + band].append(abs(read.value(pixel: pixel, band: band, scene: scene) - middle))
        }
      }
    }
    return result
  }

  /// Terms that the scenes have in common beyond the season, from the same rows.
  func commonModes(threads: Int) -> [[Double]] {
    let rows = Array(stride(from: noiseStride / 2, to: grid.rows, by: noiseStride))
    let parts = Parallel.map(rows.count, threads: threads) { index in
      self.products(Window(column: 0, row: rows[index], columns: self.grid.columns, rows: 1))
    }
    var sums = CommonModes.Sums(count: count)
    for part in parts { sums.merge(part) }
    return CommonModes.modes(sums)
  }

  /// Residuals count up to this many deviations: modes are made by the many, not by what changed.
  private static let bound: Float = 6

  private func products(_ window: Window) -> CommonModes.Sums {
    let read = block(window)
    var sums = CommonModes.Sums(count: count)
    let days = dates.map(\.daysSince1970)
    let typical = (0..<bandCount).map { band in
      Float(Quantiles.median(transfers.map { $0.deviations[band] }) ?? 1)
    }
    var scenes: [Int] = []
    var basis: [[Float]] = []
    var residuals: [Float] = []
    for pixel in stride(from: 0, to: window.pixelCount, by: Self.modeStride) {
      let seen = (0..<count).filter { read.seen[pixel * count + $0] }
      guard seen.count >= 2 * CommonModes.datesPerMode else { continue }
      if seen != scenes {
        scenes = seen
        basis = SeasonalBasis.orthonormal(seen.map { days[$0] })
      }
      for band in 0..<bandCount {
        residuals.removeAll(keepingCapacity: true)
        let origin = read.value(pixel: pixel, band: band, scene: seen[0])
        for scene in seen { residuals.append(read.value(pixel: pixel, band: band, scene: scene) - origin) }
        for vector in basis {
          var product: Float = 0
          for index in residuals.indices { product += vector[index] * residuals[index] }
          for index in residuals.indices { residuals[index] -= product * vector[index] }
        }
        for index in residuals.indices {
          residuals[index] = max(-Self.bound, min(Self.bound, residuals[index] / typical[band]))
        }
        sums.add(residuals, scenes: seen)
      }
    }
    return sums
  }

  /// Columns between pixels that modes are made of.
  private static let modeStride = 5

  /// The series of the scenes at `positions` alone, with `noise` as their deviations.
  func keeping(_ positions: [Int], noise: [[Double]]) -> StackSeries {
    StackSeries(
      grid: grid, bandCount: bandCount, dates: positions.map { dates[$0] }, sceneIDs: positions.map { sceneIDs[$0] },
      scenes: positions.map { scenes[$0] },
      transfers: positions.map { transfers[$0].with(deviations: noise[$0]) }, codes: positions.map { codes[$0] },
      tables: positions.map { tables[$0] }, haze: haze.isEmpty ? [] : positions.map { haze[$0] })
  }
}
