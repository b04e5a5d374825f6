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
  static let minimumDates = 5
  /// Departures from here on are cloud whatever surrounds them.
  static let certainCloud: Float = 9
  /// Differences from a pixel's median count in a cell's mean up to this many deviations.
  static let bound: Float = 6
  /// Every second pixel of every second row enters the cells: 64 of a cell's 256.
  static let sampling = 2
  /// Departures are kept as one byte a pixel: 1/7 deviation a step, ± 18 deviations.
  static let unit: Float = 7

  /// Departures of one block of rows.
  struct Block: Sendable {
    let window: Window
    /// Per scene, row-major, in units of 1/7 deviation; 0 where nothing was measured.
    var planes: [[Int8]]
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
    /// Sampled pixels that can only be cloud.
    var clouded = 0

    init(bands: Int, cells: Int) {
      sums = Array(repeating: [Float](repeating: 0, count: cells), count: bands)
      counts = [Int](repeating: 0, count: cells)
      darkSums = sums
      darkCounts = counts
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
      if departure >= SceneMasks.cloudCore { return }
      if departure > SceneMasks.shadowCore { counts[cell] += 1 } else { darkCounts[cell] += 1 }
    }
  }

  let series: StackSeries
  private let weights: [Float]
  /// Per scene and band, and per scene over the weighted bands.
  private let bandNoise: [[Float]]
  private let noise: [Float]

  init(_ series: StackSeries) {
    self.series = series
    // Bands count in proportion to how quiet they are; weights add up to 1.
    let quiet = (0..<series.bandCount).map { band in
      1 / (series.transfers.reduce(0.0) { $0 + $1.deviations[band] } / Double(max(series.count, 1)))
    }
    let total = quiet.reduce(0, +)
    let weights = quiet.map { Float($0 / total) }
    self.weights = weights
    bandNoise = series.transfers.map { $0.deviations.map(Float.init) }
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

  /// - Parameter window: whole rows of the grid, their first one on the border of a cell.
  func block(_ window: Window) -> Block {
    let read = series.block(window)
    let count = series.count
    let bands = series.bandCount
    let cellColumns = HazeField.cellCount(series.grid.columns)
    let cells = cellColumns * HazeField.cellCount(window.rows)
    var result = Block(
      window: window, planes: Array(repeating: [Int8](repeating: 0, count: window.pixelCount), count: count),
      cells: Array(repeating: CellSums(bands: bands, cells: cells), count: count))
    var one = PixelDepartures(count: count)
    var level = [Float](repeating: 0, count: count)
    var present = [Int](repeating: 0, count: count)
    for pixel in 0..<window.pixelCount {
      var found = 0
      for scene in 0..<count where read.seen[pixel * count + scene] {
        var sum: Float = 0
        for band in 0..<bands { sum += weights[band] * read.values[(pixel * bands + band) * count + scene] }
        level[found] = sum
        present[found] = scene
        found += 1
      }
      guard found >= Self.minimumDates else { continue }
      one.compute(level, present: present, count: found, noise: noise)
      for index in 0..<found {
        result.planes[present[index]][pixel] = Int8(max(-127, min(127, (one.departures[index] * Self.unit).rounded())))
      }
      let (row, column) = (pixel / window.columns, pixel % window.columns)
      guard row % Self.sampling == 0, column % Self.sampling == 0 else { continue }
      let cell = row / HazeField.cellSize * cellColumns + column / HazeField.cellSize
      addToCell(cell, read, pixel: pixel, present: present[..<found], departures: one.departures, to: &result.cells)
    }
    return result
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
      let start = (pixel * series.bandCount + band) * series.count
      values.removeAll(keepingCapacity: true)
      for scene in present { values.append(read.values[start + scene]) }
      let middle = Quantiles.upperMedian(&values) ?? 0
      for (index, scene) in present.enumerated() where departures[index] < SceneMasks.cloudCore {
        let bound = Self.bound * bandNoise[scene][band]
        let difference = max(-bound, min(bound, read.values[start + scene] - middle))
        if departures[index] > SceneMasks.shadowCore {
          cells[scene].sums[band][cell] += difference
        } else {
          cells[scene].darkSums[band][cell] += difference
        }
      }
    }
  }
}

/// The departures of one pixel's dates; arrays are reused between pixels.
struct PixelDepartures {
  var departures: [Float]
  var isCloud: [Bool]
  private var clear: [Float] = []
  private var places: [Int] = []

  init(count: Int) {
    departures = [Float](repeating: 0, count: count)
    isCloud = [Bool](repeating: false, count: count)
  }

  /// - Parameters:
  ///   - level: of the dates that measured the pixel, in order; `count` of them.
  ///   - present: their scenes.
  ///   - noise: of every scene.
  mutating func compute(_ level: [Float], present: [Int], count: Int, noise: [Float]) {
    var anyCloud = false
    for index in 0..<count {
      departures[index] = Self.fromMedians(level, index, count: count) / noise[present[index]]
      isCloud[index] =
        departures[index] >= WeatherDepartures.certainCloud
        && !Self.isConfirmed(level, index, count: count, noise: noise[present[index]])
      anyCloud = anyCloud || isCloud[index]
    }
    guard anyCloud else {
      for index in 0..<count { departures[index] = Self.smallest(level, index, count: count) / noise[present[index]] }
      return
    }
    clear.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    for index in 0..<count where !isCloud[index] {
      clear.append(level[index])
      places.append(index)
    }
    for (position, index) in places.enumerated() {
      departures[index] = Self.smallest(clear, position, count: places.count) / noise[present[index]]
    }
  }

  /// From the medians of the dates before and after, in the same direction from both; at an end from the one there is.
  static func fromMedians(_ level: [Float], _ index: Int, count: Int) -> Float {
    let (before, after) = medians(level, index, count: count)
    guard let before, let after else { return before ?? after ?? 0 }
    return isOfOneState(before, after) ? 0 : agreed(before, after)
  }

  /// Whether a date that departs from the dates before it or after it shows the state of the others: a new roof shines
  /// more on one date than on the next, by far more than the ground's noise, and by far less than it differs from what
  /// was there before.
  private static func isOfOneState(_ before: Float, _ after: Float) -> Bool {
    min(abs(before), abs(after)) < sameState * abs(before - after)
  }

  /// Share of the step between two states within which a date shows one of them.
  private static let sameState: Float = 0.3

  /// Whether the only neighbour of the first or the last date shows the same: clouds of two dates are not of one height.
  private static func isConfirmed(_ level: [Float], _ index: Int, count: Int, noise: Float) -> Bool {
    guard count > 1, index == 0 || index == count - 1 else { return false }
    return abs(level[index] - level[index == 0 ? 1 : count - 2]) < confirmation * noise
  }

  private static let confirmation: Float = 3

  private static func smallest(_ level: [Float], _ index: Int, count: Int) -> Float {
    let (before, after) = medians(level, index, count: count)
    let value = level[index]
    if let before, let after, isOfOneState(before, after) { return 0 }
    let early = before.map { agreed($0, value - level[index - 1]) }
    let late = after.map { agreed($0, value - level[index + 1]) }
    guard let early, let late else { return early ?? late ?? 0 }
    return agreed(early, late)
  }

  private static func medians(_ level: [Float], _ index: Int, count: Int) -> (before: Float?, after: Float?) {
    let value = level[index]
    if index == 0 {
      guard count > 1 else { return (nil, nil) }
      return (nil, value - median(level, 1..<min(count, 1 + WeatherDepartures.reachAtEnd)))
    }
    if index == count - 1 { return (value - median(level, max(0, index - WeatherDepartures.reachAtEnd)..<index), nil) }
    return (
      value - median(level, max(0, index - WeatherDepartures.reach)..<index),
      value - median(level, index + 1..<min(count, index + 1 + WeatherDepartures.reach))
    )
  }

  /// The smaller of two departures to the same side; 0 where they disagree.
  @inline(__always)
  private static func agreed(_ first: Float, _ second: Float) -> Float {
    if first > 0, second > 0 { return min(first, second) }
    if first < 0, second < 0 { return max(first, second) }
    return 0
  }

  /// Median of one to five neighbouring values.
  private static func median(_ values: [Float], _ range: Range<Int>) -> Float {
    let first = values[range.lowerBound]
    switch range.count {
    case 1: return first
    case 2: return (first + values[range.lowerBound + 1]) / 2
    case 3: return middle(first, values[range.lowerBound + 1], values[range.lowerBound + 2])
    case 4:
      let sorted = values[range].sorted()
      return (sorted[1] + sorted[2]) / 2
    default:
      return values[range].sorted()[range.count / 2]
    }
  }

  @inline(__always)
  private static func middle(_ a: Float, _ b: Float, _ c: Float) -> Float { max(min(a, b), min(max(a, b), c)) }
}
