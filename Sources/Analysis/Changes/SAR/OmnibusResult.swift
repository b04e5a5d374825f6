import Kernels

/// What the sequential omnibus test says of every pixel and date.
package struct OmnibusResult: Sendable {
  package let dateCount: Int
  package let pixelCount: Int
  /// Natural logarithm of the probability of so large a statistic without change, date by date, pixel by pixel; 0 where
  /// the date was not tested. Nominal, or by the empirical null where the test was calibrated.
  package internal(set) var logTails: [Double]
  /// `IntervalOutcome`s in the same order, as their raw values.
  package internal(set) var outcomes: [UInt8]
  /// Changes of each pixel.
  package internal(set) var changeCounts: [Int32]
  // Index of a date, and −1 where there is no change.
  package internal(set) var firstChanges: [Int32]
  package internal(set) var lastChanges: [Int32]

  /// Nothing seen.
  package init(dateCount: Int, pixelCount: Int) {
    let none = [Double](repeating: 0, count: dateCount * pixelCount)
    self.init(dateCount: dateCount, logTails: none, outcomes: [UInt8](repeating: 0, count: none.count))
  }

  init(dateCount: Int, logTails: [Double], outcomes: [UInt8]) {
    self.dateCount = dateCount
    self.logTails = logTails
    self.outcomes = outcomes
    pixelCount = logTails.count / dateCount
    changeCounts = [Int32](repeating: 0, count: pixelCount)
    firstChanges = [Int32](repeating: -1, count: pixelCount)
    lastChanges = firstChanges
  }

  init(dateCount: Int, _ found: OmnibusPass.Found) {
    self.init(dateCount: dateCount, logTails: found.logTails, outcomes: found.outcomes)
    (changeCounts, firstChanges, lastChanges) = (found.changes, found.first, found.last)
  }

  package func outcome(date: Int, pixel: Int) -> IntervalOutcome {
    let raw = Int(outcomes[date * pixelCount + pixel])
    return IntervalOutcome.allCases[raw]
  }

  package func logTail(date: Int, pixel: Int) -> Double { logTails[date * pixelCount + pixel] }

  /// Index of the first date that differs from those before it; `nil` where nothing changed.
  package func firstChange(pixel: Int) -> Int? { firstChanges[pixel] < 0 ? nil : Int(firstChanges[pixel]) }
  package func lastChange(pixel: Int) -> Int? { lastChanges[pixel] < 0 ? nil : Int(lastChanges[pixel]) }

  /// Puts probabilities by an empirical null in the place of nominal ones.
  mutating func calibrate(by null: RadarNull) {
    for date in 0..<dateCount {
      for index in date * pixelCount..<(date + 1) * pixelCount
      where outcomes[index] >= IntervalOutcome.unchanged.rawValue {
        logTails[index] = null.logTail(nominal: logTails[index], date: date)
      }
    }
  }

  /// Makes a pixel one that was not seen.
  mutating func forget(pixel: Int) {
    for date in 0..<dateCount {
      logTails[date * pixelCount + pixel] = 0
      outcomes[date * pixelCount + pixel] = IntervalOutcome.notSeen.rawValue
    }
    changeCounts[pixel] = 0
    firstChanges[pixel] = -1
    lastChanges[pixel] = -1
  }

  /// Puts the pixels of a part in the place of `pixels`, in their order.
  package mutating func put(_ part: OmnibusResult, at pixels: [Int]) {
    precondition(part.pixelCount == pixels.count && part.dateCount == dateCount, "\(pixels.count) places")
    for (from, pixel) in pixels.enumerated() {
      for date in 0..<dateCount {
        logTails[date * pixelCount + pixel] = part.logTails[date * part.pixelCount + from]
        outcomes[date * pixelCount + pixel] = part.outcomes[date * part.pixelCount + from]
      }
      changeCounts[pixel] = part.changeCounts[from]
      firstChanges[pixel] = part.firstChanges[from]
      lastChanges[pixel] = part.lastChanges[from]
    }
  }

  /// Puts the pixels of a piece in the place of those from `start` on.
  mutating func put(_ piece: OmnibusResult, at start: Int) {
    let count = piece.pixelCount
    for date in 0..<dateCount {
      let (from, to) = (date * count, date * pixelCount + start)
      logTails.replaceSubrange(to..<to + count, with: piece.logTails[from..<from + count])
      outcomes.replaceSubrange(to..<to + count, with: piece.outcomes[from..<from + count])
    }
    changeCounts.replaceSubrange(start..<start + count, with: piece.changeCounts)
    firstChanges.replaceSubrange(start..<start + count, with: piece.firstChanges)
    lastChanges.replaceSubrange(start..<start + count, with: piece.lastChanges)
  }
}
