import Foundation

/// A pixel's departure from its own past that persists: a step in its series.
package struct PixelStep: Sendable, Hashable {
  /// Index, among the stack's scenes, of the last clear one before the step and of the first after it.
  package let lastOld: Int
  package let firstNew: Int
  /// Mean over the bands of the squared step over its variance; about 1 where nothing happened.
  package let statistic: Float
  /// Per band: mean after minus mean before, over the windows that were compared.
  package let change: [Float]
}

/// Finds steps in the series of one pixel at a time.
///
/// For every possible moment the means of up to `reach` clear dates before and after are compared; at least
/// `persistence` clear dates must stand on either side. A running median over three dates first removes what lasts one
/// date only. The variance of a difference of means is σ²(1/n₀ + 1/n₁) + τ²: σ the pixel's own noise from date to date,
/// τ what drifts slowly over the whole work area (season, sun, imperfect normalisation) and does not average out.
package struct StepDetector: Sendable {
  package static let reach = 8
  package static let persistence = 3
  /// Steps followed in one pixel: ground is cleared, built on, roofed, extended; more is weather.
  package static let maximumSteps = 4

  /// Per band: the least noise believed of any pixel, and τ².
  package let noiseFloor: [Float]
  package let driftVariance: [Float]

  package init(noiseFloor: [Float], driftVariance: [Float]) {
    precondition(noiseFloor.count == driftVariance.count, "one floor and one drift a band")
    self.noiseFloor = noiseFloor
    self.driftVariance = driftVariance
  }

  /// One pixel's clear dates, smoothed and summed: made once, searched many times.
  package struct Series: Sendable {
    /// Scene index of each clear date.
    package var scenes: [Int] = []
    /// Band-major: `smooth[band * count + date]`.
    var smooth: [Float] = []
    /// Band-major prefix sums, count + 1 a band.
    var sums: [Float] = []
    var variance: [Float] = []
    package var count: Int { scenes.count }
  }

  /// Fills `series` from `values` (`[band * sceneCount + scene]`) where `seen`; arrays are reused between pixels.
  package func load(
    _ series: inout Series, values: Span<Float>, seen: Span<Bool>, sceneCount: Int, scratch: inout [Float]
  ) {
    let bands = noiseFloor.count
    series.scenes.removeAll(keepingCapacity: true)
    for scene in 0..<sceneCount where seen[scene] { series.scenes.append(scene) }
    let count = series.scenes.count
    series.smooth.removeAll(keepingCapacity: true)
    series.sums.removeAll(keepingCapacity: true)
    series.variance.removeAll(keepingCapacity: true)
    guard count >= 2 * Self.persistence else { return }
    for band in 0..<bands {
      let start = band * sceneCount
      scratch.removeAll(keepingCapacity: true)
      var total: Float = 0
      series.sums.append(0)
      // Differences are taken from the first value: sums of small numbers keep their digits in Float.
      let origin = values[start + series.scenes[0]]
      for date in 0..<count {
        let value = values[start + series.scenes[date]] - origin
        let before = date > 0 ? values[start + series.scenes[date - 1]] - origin : value
        let after = date + 1 < count ? values[start + series.scenes[date + 1]] - origin : value
        let middle = max(min(before, value), min(max(before, value), after))
        series.smooth.append(middle)
        total += middle
        series.sums.append(total)
        if date > 0 { scratch.append(abs(value - before)) }
      }
      // 1.4826 / √2: the median absolute difference of neighbours to the deviation of one date.
      let deviation = max(noiseFloor[band], Self.median(&scratch) * 1.0484)
      series.variance.append(deviation * deviation)
    }
  }

  /// The strongest step among the clear dates `range` of `series`; `nil` where fewer than twice `persistence` stand there.
  package func strongest(_ series: Series, in range: Range<Int>) -> (date: Int, statistic: Float)? {
    let bands = noiseFloor.count
    let count = series.count
    guard range.count >= 2 * Self.persistence else { return nil }
    var best: (date: Int, statistic: Float)?
    for date in range.lowerBound + Self.persistence...range.upperBound - Self.persistence {
      let first = max(range.lowerBound, date - Self.reach)
      let last = min(range.upperBound, date + Self.reach)
      let before = 1 / Float(date - first)
      let after = 1 / Float(last - date)
      var sum: Float = 0
      for band in 0..<bands {
        let base = band * (count + 1)
        let step = (series.sums[base + last] - series.sums[base + date]) * after
          - (series.sums[base + date] - series.sums[base + first]) * before
        sum += step * step / (series.variance[band] * (before + after) + driftVariance[band])
      }
      let statistic = sum / Float(bands)
      if statistic > best?.statistic ?? -1 { best = (date, statistic) }
    }
    return best
  }

  /// The steps of at least `threshold`, strongest first within each split, in order of time.
  package func steps(_ series: Series, threshold: Float) -> [PixelStep] {
    var steps: [PixelStep] = []
    var open = [0..<series.count]
    while let range = open.popLast(), steps.count < Self.maximumSteps {
      guard let found = strongest(series, in: range), found.statistic >= threshold else { continue }
      steps.append(step(series, at: found.date, in: range, statistic: found.statistic))
      open.append(range.lowerBound..<found.date)
      open.append(found.date..<range.upperBound)
    }
    return steps.sorted { $0.firstNew < $1.firstNew }
  }

  private func step(_ series: Series, at date: Int, in range: Range<Int>, statistic: Float) -> PixelStep {
    let first = max(range.lowerBound, date - Self.reach)
    let last = min(range.upperBound, date + Self.reach)
    let change = noiseFloor.indices.map { band in
      let base = band * (series.count + 1)
      return (series.sums[base + last] - series.sums[base + date]) / Float(last - date)
        - (series.sums[base + date] - series.sums[base + first]) / Float(date - first)
    }
    return PixelStep(
      lastOld: series.scenes[date - 1], firstNew: series.scenes[date], statistic: statistic, change: change)
  }

  /// Median by partial selection; `values` is reordered. 0 for none.
  static func median(_ values: inout [Float]) -> Float {
    guard !values.isEmpty else { return 0 }
    let target = values.count / 2
    var low = 0
    var high = values.count - 1
    while low < high {
      let pivot = values[(low + high) / 2]
      var left = low
      var right = high
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if target <= right { high = right } else if target >= left { low = left } else { break }
    }
    return values[target]
  }
}
