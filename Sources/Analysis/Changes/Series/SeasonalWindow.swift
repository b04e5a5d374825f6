/// A model's dates in the order of the year, and the sum of their squared residuals around a day of the year.
struct SeasonalWindow: Sendable {
  private var slots: [Int32] = []
  private var seasons: [Double] = []

  /// - Parameters:
  ///   - order: dates in the order of the year.
  ///   - isMember: by date, whether the model was fitted to it.
  mutating func rebuild(order: [Int32], isMember: [Bool], seasons all: [Double]) {
    slots.removeAll(keepingCapacity: true)
    seasons.removeAll(keepingCapacity: true)
    for index in 0..<order.count {
      let slot = order[index]
      guard isMember[Int(slot)] else { continue }
      slots.append(slot)
      seasons.append(all[Int(slot)])
    }
  }

  /// Sum of the squares of the `count` dates nearest in the year, for one group of bands.
  func sum(
    season: Double, count: Int, squares: [BandLanes], group: Int, groups: Int
  ) -> BandLanes {
    let slots = slots.span
    let total = slots.count
    precondition(count <= total, "\(count) of \(total) dates")
    var index = start(season: season, count: count)
    if index < 0 { index += total }
    if index >= total { index -= total }
    var sum = BandLanes.zero
    for _ in 0..<count {
      sum += squares[Int(slots[index]) * groups + group]
      index += 1
      if index == total { index = 0 }
    }
    return sum
  }

  /// Where the `count` nearest begin, counted on into the years before and after.
  private func start(season: Double, count: Int) -> Int {
    let seasons = seasons.span
    let total = seasons.count
    func at(_ index: Int) -> Double {
      if index < 0 { return seasons[index + total] - BreakOptions.daysInYear }
      return index < total ? seasons[index] : seasons[index - total] + BreakOptions.daysInYear
    }
    var (low, high) = (0, total)
    while low < high {
      let middle = (low + high) / 2
      if seasons[middle] < season { low = middle + 1 } else { high = middle }
    }
    (low, high) = (low - count, low)
    while low < high {
      let middle = (low + high) >> 1
      if season - at(middle) > at(middle + count) - season { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
