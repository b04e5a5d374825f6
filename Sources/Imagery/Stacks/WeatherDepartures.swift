import Kernels
import Rasters
import Statistics

/// By how much each pixel of each scene departs from its own neighbouring dates, in deviations of the scene.
///
/// A date is compared with the medians of the dates before and after it, and with the nearest one on either side; the
/// smallest of these departures counts, and none where they point to different sides. Weather departs from all of them;
/// a roof that was just built only from the earlier ones, ground that lies bare for two dates from neither, and what is
/// bright on most dates, a white roof say, from none. Dates so bright that they can only be cloud are nobody's
/// neighbours.
struct WeatherDepartures: Sendable {
  /// Clear dates before, and as many after, whose medians a date is compared with.
  static let reach = 3
  /// The same for the first and the last dates, which have neighbours on one side only.
  static let reachAtEnd = 5
  /// Fewer dates than this have no history to depart from.
  static let fewestDates = 3
  /// Fewer dates than this say too little of what is usual: nothing is kept out, and a provider's word stands.
  static let minimumDates = 5
  /// Departures from here on are cloud whatever surrounds them.
  static let certainCloud: Float = 9
  /// Differences from a pixel's median count in a cell's mean up to this many deviations.
  static let bound: Float = 6
  /// Ground, sensor and season scatter alike on most dates: what a scene that clouds hide in part has beyond this many
  /// times the middle scene's deviation is its weather, and no measure of it.
  static let mostNoise = 2.0
  /// Every second pixel of every second row enters the cells: 64 of a cell's 256.
  static let sampling = 2
  /// Departures are kept as one byte a pixel: 1/7 deviation a step, ± 18 deviations.
  static let unit: Float = 7

  /// Departures of one block of rows.
  struct Block: Sendable {
    let window: Window
    /// Per scene, row-major, in units of 1/7 deviation; 0 where nothing was measured.
    var planes: [[Int8]]
    /// Per pixel the weighted level of most dates; NaN where too few dates measured it.
    var typical: [Float]
    /// Per scene.
    var cells: [CellSums]
  }

  /// Over the cells of `HazeField` that lie in a block's rows: differences of sampled pixels from their medians over
  /// all dates. What is dark enough for a cloud's shadow is kept apart: where there are clouds it is none of the haze.
  struct CellSums: Sendable {
    /// Per band, then cell.
    var sums: [[Float]]
    var counts: [Int]
    var darkSums: [[Float]]
    var darkCounts: [Int]
    /// Of what is bright enough for a cloud.
    var brightSums: [[Float]]
    var brightCounts: [Int]
    /// Sampled pixels that can only be cloud.
    var clouded = 0

    init(bands: Int, cells: Int) {
      sums = Array(repeating: [Float](repeating: 0, count: cells), count: bands)
      counts = [Int](repeating: 0, count: cells)
      darkSums = sums
      darkCounts = counts
      brightSums = sums
      brightCounts = counts
    }

    /// Mean of each cell; `nil` where too little of it was measured.
    func means(_ band: Int, withDark: Bool) -> [Float?] {
      counts.indices.map { cell in
        let count = counts[cell] + (withDark ? darkCounts[cell] : 0)
        let sum = sums[band][cell] + (withDark ? darkSums[band][cell] : 0)
        return count >= HazeField.leastMeasured ? sum / Float(count) : nil
      }
    }

    mutating func count(_ departure: Float, in cell: Int) {
      if departure >= WeatherDepartures.certainCloud { clouded += 1 }
      if departure >= SceneMasks.cloudCore {
        brightCounts[cell] += 1
      } else if departure > SceneMasks.shadowCore {
        counts[cell] += 1
      } else {
        darkCounts[cell] += 1
      }
    }
  }

  let series: StackSeries
  let weights: [Float]
  /// Per scene and band, and per scene over the weighted bands.
  let bandNoise: [[Float]]
  let noise: [Float]
  /// Scenes that lie all in shadow: nobody's neighbours.
  private let isShadowed: [Bool]

  init(_ series: StackSeries) {
    self.series = series
    // Bands count in proportion to how quiet they are; weights add up to 1.
    let quiet = (0..<series.bandCount).map { band in
      1 / (series.transfers.reduce(0.0) { $0 + $1.deviations[band] } / Double(max(series.count, 1)))
    }
    let total = quiet.reduce(0, +)
    let weights = quiet.map { Float($0 / total) }
    self.weights = weights
    isShadowed = series.transfers.map(\.isOfNeighbours)
    let usual = (0..<series.bandCount).map { band in
      Quantiles.median(series.transfers.map { $0.deviations[band] }) ?? .infinity
    }
    bandNoise = series.transfers.map { transfer in
      zip(transfer.deviations, usual).map { Float(transfer.isHidden ? min($0, Self.mostNoise * $1) : $0) }
    }
    noise = bandNoise.map { zip($0, weights).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
  }

  /// The bands' fields of one scene as one, in its deviations: what its departures owe to haze.
  func combined(_ haze: [HazeField], of scene: Int) -> HazeField {
    var values = [Float](repeating: 0, count: haze[0].values.count)
    for band in haze.indices {
      for cell in values.indices { values[cell] += weights[band] * haze[band].values[cell] / noise[scene] }
    }
    return HazeField(columns: haze[0].columns, rows: haze[0].rows, values: values)
  }

  /// Columns that are read at once: with a row of cells their series stay near the processor.
  private static let columnsAtOnce = 4 * HazeField.cellSize

  /// - Parameter window: whole rows of the grid, their first one on the border of a cell.
  func block(_ window: Window) -> Block {
    let count = series.count
    let cells = HazeField.cellCount(series.grid.columns) * HazeField.cellCount(window.rows)
    var result = Block(
      window: window, planes: Array(repeating: [Int8](repeating: 0, count: window.pixelCount), count: count),
      typical: Array(repeating: .nan, count: window.pixelCount),
      cells: Array(repeating: CellSums(bands: series.bandCount, cells: cells), count: count))
    let covered = window.intersection(series.covered)
    let first = covered.column / Self.columnsAtOnce * Self.columnsAtOnce
    for column in stride(from: first, to: covered.column + covered.columns, by: Self.columnsAtOnce) {
      let part = Window(column: column, row: window.row, columns: Self.columnsAtOnce, rows: window.rows)
      add(series.block(part.intersection(window)), to: &result)
    }
    return result
  }

  private func add(_ read: StackSeries.Block, to result: inout Block) {
    let count = series.count
    let cellColumns = HazeField.cellCount(series.grid.columns)
    let weighted = BandWeights(weights)
    var one = PixelDepartures(count: count)
    var level = [Float](repeating: 0, count: count)
    var present = [Int](repeating: 0, count: count)
    for pixel in 0..<read.window.pixelCount {
      let found = weighted.fill(&level, &present, from: read, pixel: pixel)
      guard found >= Self.fewestDates else { continue }
      one.compute(level, present: present, count: found, noise: noise, isShadowed: isShadowed)
      let (row, column) = (pixel / read.window.columns, pixel % read.window.columns + read.window.column)
      let target = row * result.window.columns + column
      result.typical[target] = one.typical(level, count: found)
      for index in 0..<found {
        result.planes[present[index]][target] = Int8(max(-127, min(127, (one.departures[index] * Self.unit).rounded())))
      }
      guard row % Self.sampling == 0, column % Self.sampling == 0 else { continue }
      let cell = row / HazeField.cellSize * cellColumns + column / HazeField.cellSize
      addToCell(cell, read, pixel: pixel, present: present[..<found], departures: one.departures, to: &result.cells)
    }
  }

  /// Adds one sampled pixel's differences from its medians over all dates.
  /// - Parameter present: the scenes that measured it; `departures` are in their order.
  private func addToCell(
    _ cell: Int, _ read: StackSeries.Block, pixel: Int, present: ArraySlice<Int>, departures: [Float],
    to cells: inout [CellSums]
  ) {
    for (index, scene) in present.enumerated() { cells[scene].count(departures[index], in: cell) }
    var values: [Float] = []
    values.reserveCapacity(present.count)
    for band in 0..<series.bandCount {
      values.removeAll(keepingCapacity: true)
      for (index, scene) in present.enumerated() where departures[index] < SceneMasks.cloudCore {
        values.append(read.value(pixel: pixel, band: band, scene: scene))
      }
      guard let middle = Quantiles.upperMedian(&values) else { return }
      for (index, scene) in present.enumerated() {
        let bound = Self.bound * bandNoise[scene][band]
        let difference = max(-bound, min(bound, read.value(pixel: pixel, band: band, scene: scene) - middle))
        if departures[index] >= SceneMasks.cloudCore {
          cells[scene].brightSums[band][cell] += difference
        } else if departures[index] > SceneMasks.shadowCore {
          cells[scene].sums[band][cell] += difference
        } else {
          cells[scene].darkSums[band][cell] += difference
        }
      }
    }
  }
}

/// The weighted sum of a pixel's bands.
private struct BandWeights {
  private let weights: [BandVector]
  private let bandCount: Int

  init(_ weights: [Float]) {
    bandCount = weights.count
    self.weights = (0..<BandVector.groups(of: weights.count)).map { group in
      var vector = BandVector.zero
      for band in 4 * group..<min(4 * group + 4, weights.count) { vector[band - 4 * group] = weights[band] }
      return vector
    }
  }

  /// Fills the first elements of both with the dates on which the pixel was seen; returns their number.
  @inline(__always)
  func fill(_ level: inout [Float], _ present: inout [Int], from read: StackSeries.Block, pixel: Int) -> Int {
    let (values, seen, weights) = (read.values.span, read.seen.span, weights.span)
    var levels = level.mutableSpan
    var scenes = present.mutableSpan
    var found = 0
    for scene in 0..<read.count where seen[pixel * read.count + scene] {
      let first = (pixel * read.count + scene) * weights.count
      var sum: Float = 0
      for group in weights.indices {
        sum = (weights[group] * values[first + group]).sum(ofFirst: bandCount - 4 * group, from: sum)
      }
      levels[found] = sum
      scenes[found] = scene
      found += 1
    }
    return found
  }
}
