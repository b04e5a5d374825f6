import Kernels
import Rasters

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
  /// Deviations above the null that the core of a region must reach.
  package var core = ChangeRegions.core

  package struct Event: Sendable, Hashable {
    package let pixel: Int
    package let step: PixelStep
    /// Deviations above the null's centre.
    package let deviations: Float
  }

  /// Steps that may belong to a region if they touch a stronger one: one in a hundred unchanged pixels.
  package static let growing = 2.326

  /// - Parameters:
  ///   - displacements: per scene the deviation of its place along one axis, in pixels; empty where all lie exactly.
  ///   - within: the part of the grid that any scene saw.
  ///   - block: normalised values over a window, with slopes of the ground if there are displacements; called from
  ///     several threads.
  /// - Returns: `nil` where fewer than 200 pixels have six clear dates: no null can be fitted.
  package static func run(
    columns: Int, rows: Int, bandCount: Int, days: [Double], displacements: [Float] = [], within: Window,
    threads: Int,
    block: @escaping @Sendable (Window) -> SeriesBlock
  ) -> ChangeDetection? {
    let field = ChangeField(
      columns: columns, rows: rows, bandCount: bandCount, days: days, displacements: displacements,
      within: within.intersection(Window(column: 0, row: 0, columns: columns, rows: rows)), threads: threads,
      block: block)
    guard let (detector, null) = field.fitted() else { return nil }
    return found(in: field, detector, null)
  }

  /// The same test, with the noise, drift and null that were fitted here, of a part of the ground that was changed in places.
  /// - Parameters:
  ///   - part: the part of this detection's grid; the result's pixels are numbered from its corner.
  ///   - changed: pixels of the part that are tested anew; of all others the events found here stand.
  ///   - block: as of `run`, over a grid of the part's columns and rows.
  package func applied(
    to part: Window, changed: Window, block: @escaping @Sendable (Window) -> SeriesBlock
  ) -> ChangeDetection {
    let own = Window(column: 0, row: 0, columns: part.columns, rows: part.rows)
    let field = ChangeField(
      columns: part.columns, rows: part.rows, bandCount: detector.noiseFloor.count, days: detector.days,
      displacements: detector.displacements, within: changed.intersection(own), threads: 1, block: block)
    let anew = Self.found(in: field, detector, null)
    var result = ChangeDetection(
      columns: part.columns, rows: part.rows, null: null, detector: detector,
      events: (anew.events + kept(in: part, outside: field.within))
        .sorted { ($0.pixel, $0.step.firstNew) < ($1.pixel, $1.step.firstNew) },
      scores: anew.scores, tested: anew.tested)
    result.core = core
    return result
  }

  /// The events on a part of the grid, numbered from its corner, without those on `window` of it.
  private func kept(in part: Window, outside window: Window) -> [Event] {
    (0..<part.rows).flatMap { row -> [Event] in
      let start = (part.row + row) * columns + part.column
      return events[firstEvent(from: start)..<firstEvent(from: start + part.columns)].compactMap { event in
        let column = event.pixel - start
        guard !window.contains(column: column, row: row) else { return nil }
        return Event(pixel: row * part.columns + column, step: event.step, deviations: event.deviations)
      }
    }
  }

  /// Index of the first event on this pixel or a later one.
  private func firstEvent(from pixel: Int) -> Int {
    var (low, high) = (0, events.count)
    while low < high {
      let middle = (low + high) / 2
      if events[middle].pixel < pixel { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func found(
    in field: ChangeField, _ detector: StepDetector, _ null: EmpiricalNull
  ) -> ChangeDetection {
    let (columns, rows, threads) = (field.columns, field.rows, field.threads)
    let threshold = null.statistic(at: growing)
    let tiles = field.tiles
    typealias Part = (scores: [Float], tested: Int, events: [Event])
    let parts = Parallel.map(tiles.count, threads: threads) { index -> Part in
      var scores = [Float](repeating: 0, count: tiles[index].pixelCount)
      var tested = 0
      var events: [Event] = []
      field.forEachPixel(tiles[index], detector) { pixel, series in
        guard let found = detector.strongest(series) else { return }
        scores[pixel] = Float(EmpiricalNull.score(deviations: null.deviations(found.statistic)))
        tested += 1
        guard found.statistic >= threshold else { return }
        let place = field.pixel(pixel, in: tiles[index])
        for step in detector.steps(series, threshold: threshold) {
          events.append(Event(pixel: place, step: step, deviations: Float(null.deviations(step.statistic))))
        }
      }
      return (scores, tested, events)
    }
    var scores = [Float](repeating: 0, count: columns * rows)
    for (tile, part) in zip(tiles, parts) {
      for (pixel, score) in part.scores.enumerated() { scores[field.pixel(pixel, in: tile)] = score }
    }
    return ChangeDetection(
      columns: columns, rows: rows, null: null, detector: detector,
      events: parts.flatMap(\.events).sorted { ($0.pixel, $0.step.firstNew) < ($1.pixel, $1.step.firstNew) },
      scores: scores, tested: parts.reduce(0) { $0 + $1.tested })
  }
}
