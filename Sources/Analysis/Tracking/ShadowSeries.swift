import Statistics

/// What the places of a thing's shadows show on every date: dark ones first, lit ones once it is gone.
///
/// Buffers are kept from place to place.
struct ShadowSeries {
  private var values: [Float]
  private var scenes: [Int]
  /// Whether the date was compared with dates of its own state.
  private var isOfState: [Bool]
  private var count = 0
  private var others: [Float] = []

  /// Dates that each state needs.
  static let fewestDates = 3
  /// Depth, in deviations, from which on a shadow is the unit and not the noise: what misregistration and neighbouring
  /// shadows add grows with it.
  static let fullDepth: Float = 6
  /// What shines counts for next to nothing: roofs, pads, the rims of other shadows. Less so at the first look.
  static let brightest: Float = 0.5
  static let firstBrightest: Float = 2
  /// Dates that one is compared with.
  static let compared = 6
  static let fewestCompared = 2
  /// A place darker by this many deviations, deep shadows scaled, lies in shadow.
  static let dark: Float = -1.5
  /// Shares of the dates that must be dark while the thing stands, and may be once it is gone.
  static let darkShare = 0.7
  static let lateShare = 0.3

  init(count: Int) {
    values = Array(repeating: 0, count: count)
    scenes = Array(repeating: 0, count: count)
    isOfState = Array(repeating: false, count: count)
  }

  /// The two states that the dates fall into.
  struct Split {
    /// The first scene of the second one.
    let firstNew: Int
    /// Difference of the two levels over its deviation, one deviation a date at least.
    let score: Double
  }

  /// The clearest split of the dates, each compared with what its ground is like on most dates.
  mutating func usual(_ planes: ShadowPlanes, _ path: ShadowPath, row: Int, column: Int) -> Split? {
    count = 0
    for scene in 0..<planes.count {
      guard let offset = path.offsets[scene],
        let place = planes.place(row: row + offset.row, column: column + offset.column)
      else { continue }
      append(planes.departures[place + scene], of: scene)
    }
    return split(bound: Self.firstBrightest, isScaled: false)
  }

  /// The same, each date compared with the nearest ones of its own state (before or from `moment` on) whose shadows fall
  /// elsewhere: what stays dark as the sun wanders lies on the ground. Where those are too few, with any such dates.
  mutating func wandering(
    _ planes: ShadowPlanes, _ path: ShadowPath, row: Int, column: Int, moment: Int, isScaled: Bool
  ) -> Split? {
    count = 0
    for scene in 0..<planes.count {
      guard let offset = path.offsets[scene],
        let place = planes.place(row: row + offset.row, column: column + offset.column),
        !planes.contrasts[place + scene].isNaN
      else { continue }
      let isOwn = collect(planes, place, path.unlike[scene]) { ($0 < moment) == (scene < moment) }
      guard isOwn || collect(planes, place, path.unlike[scene], where: { _ in true }),
        let level = Quantiles.upperMedian(&others)
      else { continue }
      isOfState[count] = isOwn
      append((planes.contrasts[place + scene] - level) / planes.scatters[scene], of: scene)
    }
    return split(bound: Self.brightest, isScaled: isScaled)
  }

  /// Whether the dates of the last look bear out that what fell here was the shadow of a thing gone by `firstNew`.
  func bearsOut(_ firstNew: Int) -> Bool {
    let before = (0..<count).filter { scenes[$0] < firstNew }
    let after = (0..<count).filter { scenes[$0] >= firstNew }
    func share(_ dates: [Int]) -> Double {
      Double(dates.count { values[$0] < Self.dark }) / Double(max(dates.count, 1))
    }
    let wandered = before.filter { isOfState[$0] }
    return wandered.count >= Self.fewestCompared && share(wandered) >= Self.darkShare
      && share(before) >= Self.darkShare && share(after) <= Self.lateShare
  }

  private mutating func append(_ value: Float, of scene: Int) {
    guard !value.isNaN else { return }
    values[count] = value
    scenes[count] = scene
    count += 1
  }

  private mutating func collect(
    _ planes: ShadowPlanes, _ place: Int, _ scenes: [Int], where isTaken: (Int) -> Bool
  ) -> Bool {
    others.removeAll(keepingCapacity: true)
    for scene in scenes where others.count < Self.compared && isTaken(scene) {
      let value = planes.contrasts[place + scene]
      if !value.isNaN { others.append(value) }
    }
    return others.count >= Self.fewestCompared
  }

  /// Deep shadows are scaled to the full depth, which their third deepest date tells.
  private mutating func scale() {
    var (first, second, third) = (Float.infinity, Float.infinity, Float.infinity)
    for index in 0..<count where values[index] < third {
      let value = values[index]
      if value < first {
        (first, second, third) = (value, first, second)
      } else if value < second {
        (second, third) = (value, second)
      } else {
        third = value
      }
    }
    let factor = min(1, Self.fullDepth / max(-third, 1e-6))
    for index in 0..<count { values[index] *= factor }
  }

  private mutating func split(bound: Float, isScaled: Bool) -> Split? {
    guard count >= 2 * Self.fewestDates else { return nil }
    if isScaled { scale() }
    for index in 0..<count { values[index] = min(max(values[index], -Self.fullDepth), bound) }
    var total: Float = 0
    var square: Float = 0
    for index in 0..<count {
      total += values[index]
      square += values[index] * values[index]
    }
    var before: Float = 0
    var best = (index: 0, score: Float(0))
    for index in 1...count - Self.fewestDates {
      before += values[index - 1]
      guard index >= Self.fewestDates else { continue }
      let (n, m) = (Float(index), Float(count - index))
      let late = total - before
      let step = late / m - before / n
      guard step > 0 else { continue }
      let rest = square - before * before / n - late * late / m
      let score = step / (max(rest / (n + m - 2), 1) * (1 / n + 1 / m)).squareRoot()
      if score > best.score { best = (index, score) }
    }
    return best.index > 0 ? Split(firstNew: scenes[best.index], score: Double(best.score)) : nil
  }
}
