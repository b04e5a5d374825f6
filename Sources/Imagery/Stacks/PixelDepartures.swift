import Statistics

/// The departures of one pixel's dates; arrays are reused between pixels.
struct PixelDepartures {
  var departures: [Float]
  var isCloud: [Bool]
  /// Levels of the dates that are no cloud, and their places; only where there is any.
  private var clear: [Float] = []
  private var hasClouds = false
  private var scratch: [Float] = []
  private var places: [Int] = []
  /// Medians of `WeatherDepartures.reach` dates, which is three, from each one on.
  private var triples: [Float] = []

  init(count: Int) {
    departures = [Float](repeating: 0, count: count)
    isCloud = [Bool](repeating: false, count: count)
  }

  /// - Parameters:
  ///   - level: of the dates that measured the pixel, in order; `count` of them.
  ///   - present: their scenes.
  ///   - noise: of every scene.
  ///   - isShadowed: of every scene, whether it lies all in shadow.
  mutating func compute(_ level: [Float], present: [Int], count: Int, noise: [Float], isShadowed: [Bool]) {
    var anyCloud = false
    fillTriples(level, count: count)
    for index in 0..<count {
      departures[index] = Self.fromMedians(medians(level, index, count: count)) / noise[present[index]]
      isCloud[index] =
        isShadowed[present[index]]
        || departures[index] >= WeatherDepartures.certainCloud
          && !Self.isConfirmed(level, index, count: count, noise: noise[present[index]])
      anyCloud = anyCloud || isCloud[index]
    }
    hasClouds = anyCloud
    guard anyCloud else {
      for index in 0..<count { departures[index] = smallest(level, index, count: count) / noise[present[index]] }
      return
    }
    clear.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    for index in 0..<count where !isCloud[index] {
      clear.append(level[index])
      places.append(index)
    }
    fillTriples(clear, count: places.count)
    for (position, index) in places.enumerated() {
      departures[index] = smallest(clear, position, count: places.count) / noise[present[index]]
    }
  }

  /// What the pixel shows on most dates that are no cloud, after `compute`: the median over medians of three dates in a
  /// row, a dozen of them if there are so many, and over the dates themselves where there are few.
  mutating func typical(_ level: [Float], count: Int) -> Float {
    // Held apart, as the levels are read in place.
    var medians: [Float] = []
    swap(&medians, &scratch)
    defer { swap(&medians, &scratch) }
    if hasClouds, !clear.isEmpty { return Self.typical(clear.span, &medians) }
    return Self.typical(level.span.extracting(0..<count), &medians)
  }

  private static func typical(_ level: Span<Float>, _ medians: inout [Float]) -> Float {
    let count = level.count
    medians.removeAll(keepingCapacity: true)
    let step = max(3, count / 12)
    for index in stride(from: 0, to: max(0, count - 2), by: step) {
      medians.append(middle(level[index], level[index + 1], level[index + 2]))
    }
    if step == 3 { for index in count - count % 3..<count { medians.append(level[index]) } }
    return Quantiles.upperMedian(&medians) ?? 0
  }

  private mutating func fillTriples(_ level: [Float], count: Int) {
    triples.removeAll(keepingCapacity: true)
    let values = level.span
    for index in 0..<max(0, count - 2) {
      triples.append(Self.middle(values[index], values[index + 1], values[index + 2]))
    }
  }

  /// As the static one, from `triples` where both sides have three dates.
  @inline(__always)
  private func medians(_ level: [Float], _ index: Int, count: Int) -> (before: Float?, after: Float?) {
    let reach = WeatherDepartures.reach
    guard index >= reach, index + reach < count else { return Self.medians(level, index, count: count) }
    return (level[index] - triples[index - reach], level[index] - triples[index + 1])
  }

  /// From the medians of the dates before and after, in the same direction from both; at an end from the one there is.
  static func fromMedians(_ level: [Float], _ index: Int, count: Int) -> Float {
    fromMedians(medians(level, index, count: count))
  }

  @inline(__always)
  private static func fromMedians(_ sides: (before: Float?, after: Float?)) -> Float {
    guard let before = sides.before, let after = sides.after else { return sides.before ?? sides.after ?? 0 }
    return isOfOneState(before, after) ? 0 : agreed(before, after)
  }

  /// Whether a date that departs from the dates before it or after it shows the state of the others: a new roof shines
  /// more on one date than on the next, by far more than the ground's noise, and by far less than it differs from what
  /// was there before.
  @inline(__always)
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

  @inline(__always)
  private func smallest(_ level: [Float], _ index: Int, count: Int) -> Float {
    let value = level[index]
    let reach = WeatherDepartures.reach
    if index >= reach, index + reach < count {
      let (before, after) = (value - triples[index - reach], value - triples[index + 1])
      let departure = Self.agreed(
        Self.agreed(before, value - level[index - 1]), Self.agreed(after, value - level[index + 1]))
      return Self.isOfOneState(before, after) ? 0 : departure
    }
    let (before, after) = Self.medians(level, index, count: count)
    if let before, let after, Self.isOfOneState(before, after) { return 0 }
    let early = before.map { Self.agreed($0, value - level[index - 1]) }
    let late = after.map { Self.agreed($0, value - level[index + 1]) }
    guard let early, let late else { return early ?? late ?? 0 }
    return Self.agreed(early, late)
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
  ///
  /// Of two to the same side one end of the other's side is 0: no branch, as noise goes to either side at random.
  @inline(__always)
  private static func agreed(_ first: Float, _ second: Float) -> Float {
    let above = max(0, min(first, second))
    let below = min(0, max(first, second))
    return above + below
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
