import Kernels
import Rasters
import Statistics

/// The pixels of a work area, read piece by piece, and what noise, drift and null are fitted to.
struct ChangeField: Sendable {
  let columns: Int
  let rows: Int
  let bandCount: Int
  let days: [Double]
  /// Per scene the deviation of its place along one axis, in pixels; empty where all lie exactly.
  let displacements: [Float]
  /// The part that was seen.
  let within: Window
  let threads: Int
  let block: @Sendable (Window) -> SeriesBlock

  /// Squares that cover `within`, small enough for their series to stay near the processor.
  var tiles: [Window] {
    let length = max(1, days.count * BandVector.groups(of: bandCount))
    let side = min(max(Int((Double(Self.vectorsAtOnce) / Double(length)).squareRoot()), 8), 64)
    return within.tiles(columns: side, rows: side)
  }

  private static let vectorsAtOnce = 400_000

  /// Index in the grid of a pixel of `window`.
  func pixel(_ index: Int, in window: Window) -> Int {
    (window.row + index / window.columns) * columns + window.column + index % window.columns
  }

  /// Strips of rows that noise, drift and null are fitted to: every row of a small area, an eighth of a large one.
  private var strips: [Window] {
    let every = columns * rows <= 131_072 ? Self.stripRows : 8 * Self.stripRows
    return stride(from: 0, to: rows, by: every).map {
      Window(column: within.column, row: $0, columns: within.columns, rows: Self.stripRows).intersection(within)
    }.filter { !$0.isEmpty }
  }

  private static let stripRows = 4

  /// The blocks of all strips, which are looked at twice; `nil` where they would take too much memory.
  private func sample() -> [SeriesBlock]? {
    let strips = strips
    let pixels = strips.reduce(0) { $0 + $1.pixelCount }
    guard pixels * days.count * BandVector.groups(of: bandCount) <= Self.mostVectorsKept else { return nil }
    return Parallel.map(strips.count, threads: threads) { self.block(strips[$0]) }
  }

  /// 128 MiB.
  private static let mostVectorsKept = 1 << 23

  /// Calls `body` with the series of each pixel of `window`, or of every second one of the grid's.
  /// - Parameter known: the window's block, where it was read before.
  func forEachPixel(
    _ window: Window, _ detector: StepDetector, known: SeriesBlock? = nil, everySecond: Bool = false,
    _ body: (Int, StepDetector.Series) -> Void
  ) {
    let block = known ?? block(window)
    var series = detector.emptySeries()
    var scratch: [Float] = []
    let values = block.values.span
    let seen = block.seen.span
    let slopes = block.slopes.span
    let steepness = slopes.isEmpty ? 0 : 2 * BandVector.groups(of: bandCount)
    let length = days.count * BandVector.groups(of: bandCount)
    for pixel in 0..<window.pixelCount where !everySecond || isSecond(pixel, of: window) {
      detector.load(
        &series, values: values.extracting(pixel * length..<(pixel + 1) * length),
        seen: seen.extracting(pixel * days.count..<(pixel + 1) * days.count),
        slopes: slopes.extracting(pixel * steepness..<(pixel + 1) * steepness), scratch: &scratch)
      body(pixel, series)
    }
  }

  /// Whether a pixel of a strip is one of every second one, counted over the strip's whole rows of the grid.
  private func isSecond(_ index: Int, of window: Window) -> Bool {
    let row = window.row % Self.stripRows + index / window.columns
    return (row * columns + window.column + index % window.columns) % 2 == 0
  }

  /// Detector and null of this area; `nil` where too few pixels could be tested.
  func fitted() -> (StepDetector, EmpiricalNull)? {
    let sample = sample()
    guard let detector = calibrated(sample), let null = null(detector, sample) else { return nil }
    return (detector, null)
  }

  /// The null of the strongest step, from every second pixel of the strips.
  private func null(_ detector: StepDetector, _ sample: [SeriesBlock]?) -> EmpiricalNull? {
    let strips = strips
    return EmpiricalNull(
      statistics: Parallel.map(strips.count, threads: threads) { index -> [Float] in
        var result: [Float] = []
        self.forEachPixel(strips[index], detector, known: sample?[index], everySecond: true) { _, series in
          if let found = detector.strongest(series) { result.append(found.statistic) }
        }
        return result
      }.flatMap { $0 })
  }

  /// Noise of a pixel in one band, size of a step at one moment, and the noise variance that this owes.
  private typealias Entry = (noise: Float, step: Float, owed: Float)

  /// Noise floor and drift of the whole area, from every second pixel of the strips.
  private func calibrated(_ sample: [SeriesBlock]?) -> StepDetector? {
    let plain = StepDetector(
      days: days, noiseFloor: Array(repeating: 1e-6, count: bandCount),
      driftVariance: Array(repeating: 0, count: bandCount))
    let strips = strips
    let found = Parallel.map(strips.count, threads: threads) { self.entries(strips[$0], plain, sample?[$0]) }
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
    return StepDetector(days: days, displacements: displacements, noiseFloor: floors, driftVariance: drifts)
  }

  /// Per band those of some pixels of a strip, at three moments each.
  private func entries(_ strip: Window, _ plain: StepDetector, _ known: SeriesBlock?) -> [[Entry]] {
    var result = [[Entry]](repeating: [], count: bandCount)
    forEachPixel(strip, plain, known: known, everySecond: true) { _, series in
      let count = series.count
      guard count >= 2 * StepDetector.persistence else { return }
      for part in 1...3 {
        let date = min(max(count * part / 4, StepDetector.persistence), count - StepDetector.persistence)
        guard let size = plain.size(series, at: date) else { continue }
        for band in 0..<bandCount {
          let variance = series.variance[band / 4][band % 4]
          result[band].append((variance.squareRoot(), size.steps[band / 4][band % 4], variance / size.weight))
        }
      }
    }
    return result
  }
}
