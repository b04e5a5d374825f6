import Foundation
import Kernels
import Rasters
import Statistics

/// Where change detection gets its pixels: normalised series over any window of the grid.
package struct SeriesBlock: Sendable {
  /// `values[((pixel * bandCount) + band) * count + scene]`
  package let values: [Float]
  /// `seen[pixel * count + scene]`
  package let seen: [Bool]
  package init(values: [Float], seen: [Bool]) {
    self.values = values
    self.seen = seen
  }
}

/// Every persistent step of every pixel of a work area, against a null fitted to the area.
package struct ChangeDetection: Sendable {
  package let columns: Int
  package let rows: Int
  package let null: EmpiricalNull
  package let detector: StepDetector
  /// Steps past the growing threshold by pixel index, pixels in rising order.
  package let events: [Event]
  /// −log₁₀ tail probability of the strongest step of each pixel; 0 where it could not be tested.
  package let scores: [Float]
  /// Pixels with enough clear dates to be tested.
  package let tested: Int

  package struct Event: Sendable, Hashable {
    package let pixel: Int
    package let step: PixelStep
    /// Deviations above the null's centre.
    package let deviations: Float
  }

  /// Steps that may belong to a region if they touch a stronger one: one in a hundred unchanged pixels.
  package static let growing = 2.326

  /// - Parameters:
  ///   - block: normalised values over a window; called from several threads.
  /// - Returns: `nil` where fewer than 200 pixels have six clear dates: no null can be fitted.
  package static func run(
    columns: Int, rows: Int, bandCount: Int, days: [Double], threads: Int,
    block: @escaping @Sendable (Window) -> SeriesBlock
  ) -> ChangeDetection? {
    let sceneCount = days.count
    let rowsPerBlock = max(1, 1_500_000 / max(1, columns * sceneCount * bandCount))
    let windows = stride(from: 0, to: rows, by: rowsPerBlock).map {
      Window(column: 0, row: $0, columns: columns, rows: min(rowsPerBlock, rows - $0))
    }
    let sample = sampled(columns: columns, rows: rows)
    guard let detector = calibrated(sample, bandCount: bandCount, days: days, threads: threads, block: block),
      let null = null(sample, bandCount: bandCount, detector: detector, threads: threads, block: block)
    else { return nil }
    let threshold = null.statistic(at: growing)
    let parts = Parallel.map(windows.count, threads: threads) { index -> (strongest: [Float], events: [Event]) in
      let window = windows[index]
      let start = window.row * columns
      var strongest = [Float](repeating: -1, count: window.pixelCount)
      var events: [Event] = []
      Self.forEachPixel(
        block(window), bandCount: bandCount, sceneCount: sceneCount, detector: detector, pixels: strongest.indices
      ) { pixel, series in
        guard let found = detector.strongest(series) else { return }
        strongest[pixel] = found.statistic
        guard found.statistic >= threshold else { return }
        for step in detector.steps(series, threshold: threshold) {
          events.append(Event(pixel: start + pixel, step: step, deviations: Float(null.deviations(step.statistic))))
        }
      }
      return (strongest, events)
    }
    let strongest = parts.flatMap(\.strongest)
    return ChangeDetection(
      columns: columns, rows: rows, null: null, detector: detector, events: parts.flatMap(\.events),
      scores: strongest.map { $0 < 0 ? 0 : Float(EmpiricalNull.score(deviations: null.deviations($0))) },
      tested: strongest.count { $0 >= 0 })
  }

  /// Strips of rows that noise, drift and null are fitted to: every row of a small area, an eighth of a large one.
  private static func sampled(columns: Int, rows: Int) -> [Window] {
    let every = columns * rows <= 131_072 ? stripRows : 8 * stripRows
    return stride(from: 0, to: rows, by: every).map {
      Window(column: 0, row: $0, columns: columns, rows: min(stripRows, rows - $0))
    }
  }

  private static let stripRows = 4

  /// The null of the strongest step, from every second pixel of the sample.
  private static func null(
    _ sample: [Window], bandCount: Int, detector: StepDetector, threads: Int,
    block: @escaping @Sendable (Window) -> SeriesBlock
  ) -> EmpiricalNull? {
    EmpiricalNull(
      statistics: Parallel.map(sample.count, threads: threads) { index -> [Float] in
        var result: [Float] = []
        Self.forEachPixel(
          block(sample[index]), bandCount: bandCount, sceneCount: detector.days.count, detector: detector,
          pixels: stride(from: 0, to: sample[index].pixelCount, by: 2)
        ) { _, series in
          if let found = detector.strongest(series) { result.append(found.statistic) }
        }
        return result
      }.flatMap { $0 })
  }

  /// Noise floor and drift of the whole area, from every second pixel of the sample.
  private static func calibrated(
    _ rows: [Window], bandCount: Int, days: [Double], threads: Int,
    block: @escaping @Sendable (Window) -> SeriesBlock
  ) -> StepDetector? {
    let plain = StepDetector(
      days: days, noiseFloor: Array(repeating: 1e-6, count: bandCount),
      driftVariance: Array(repeating: 0, count: bandCount))
    // Per row and band: noise of some pixels, sizes of steps at three moments, and the noise variance these owe.
    let found = Parallel.map(rows.count, threads: threads) { index -> [[(noise: Float, step: Float, owed: Float)]] in
      let read = block(rows[index])
      var result = [[(noise: Float, step: Float, owed: Float)]](repeating: [], count: bandCount)
      let pixels = stride(from: 0, to: rows[index].pixelCount, by: 2)
      Self.forEachPixel(
        read, bandCount: bandCount, sceneCount: days.count, detector: plain, pixels: pixels
      ) { _, series in
        let count = series.count
        guard count >= 2 * StepDetector.persistence else { return }
        for part in 1...3 {
          let date = min(max(count * part / 4, StepDetector.persistence), count - StepDetector.persistence)
          for band in 0..<bandCount {
            guard let size = plain.size(series, at: date, band: band) else { continue }
            result[band].append((series.variance[band].squareRoot(), size.step, series.variance[band] / size.weight))
          }
        }
      }
      return result
    }
    var floors: [Float] = []
    var drifts: [Float] = []
    for band in 0..<bandCount {
      let entries = found.flatMap { $0[band] }
      guard entries.count >= 200, let noise = Quantiles.median(entries.map { Double($0.noise) }),
        let spread = Quantiles.median(entries.map { Double(abs($0.step)) }),
        let owed = Quantiles.median(entries.map { Double($0.owed) })
      else { return nil }
      let whole = 1.4826 * spread
      floors.append(Float(max(0.5 * noise, 1e-6)))
      drifts.append(Float(max(whole * whole - owed, 0.05 * noise * noise)))
    }
    return StepDetector(days: days, noiseFloor: floors, driftVariance: drifts)
  }

  private static func forEachPixel(
    _ block: SeriesBlock, bandCount: Int, sceneCount: Int, detector: StepDetector, pixels: some Sequence<Int>,
    _ body: (Int, StepDetector.Series) -> Void
  ) {
    var series = detector.emptySeries()
    var scratch: [Float] = []
    let values = block.values.span
    let seen = block.seen.span
    for pixel in pixels {
      detector.load(
        &series, values: values.extracting(pixel * bandCount * sceneCount..<(pixel + 1) * bandCount * sceneCount),
        seen: seen.extracting(pixel * sceneCount..<(pixel + 1) * sceneCount), sceneCount: sceneCount, scratch: &scratch)
      body(pixel, series)
    }
  }
}
