import Changes
import Mensuration
import Quantities
import Rasters
import Stacks
import Tracking

/// What a stack shows of a thing that another stack found: the same history, looked for where and when it should be.
struct StackWitness {
  private let analysis: StackAnalysis
  private let unchanged: [Bool]

  /// A step this many times as large as the scatter of its own dates is believed although it was looked for: with three
  /// dates on either side chance gives it in one case of a hundred.
  static let leastStepOverScatter = 4.0

  init(_ analysis: StackAnalysis) {
    self.analysis = analysis
    unchanged = analysis.finder.unchanged([analysis.detection, analysis.local].compactMap { $0 })
  }

  private var series: StackSeries { analysis.stack.series }

  /// Whether a stack's pixels are too large to find a thing of that ring, which is in pixels of its grid.
  static func isTooCoarse(_ ring: [PixelPoint], _ limits: SizeLimits) -> Bool {
    !ThingFinder.isLargeEnough(ring, limits)
  }

  /// The scenes of this stack that lie within `dates`, and before and after the middle of `bracket`, if there are enough
  /// of either to say anything.
  func limits(_ bracket: Bracket, within dates: ClosedRange<Timestamp>) -> (limits: Range<Int>, firstNew: Int)? {
    guard let before = bracket.notBefore, let after = bracket.notAfter else { return nil }
    let middle = (before.daysSince1970 + after.daysSince1970) / 2
    let inside = series.dates.indices.filter { dates.contains(series.dates[$0]) }
    guard let first = inside.first, let last = inside.last,
      let firstNew = inside.first(where: { series.dates[$0].daysSince1970 > middle }),
      firstNew - first >= StepDetector.persistence, last + 1 - firstNew >= StepDetector.persistence
    else { return nil }
    return (first..<last + 1, firstNew)
  }

  /// The thing as this stack shows it; `nil` where it shows no clear step about that time.
  /// - Parameter ring: of the thing, in pixels of this stack's grid.
  func testimony(
    on thing: TrackedThing, ring: [PixelPoint], bracket: Bracket, limits: (limits: Range<Int>, firstNew: Int)
  ) -> TrackedThing? {
    let whole = Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows)
    let pixels = Surroundings.covered(ring, in: whole)
    guard !pixels.isEmpty else { return nil }
    // Few dates inside the bracket leave no doubt of the step's place but for the next ones.
    let inside = series.dates.count { date in
      bracket.notBefore.map { date > $0 } ?? true && bracket.notAfter.map { date < $0 } ?? true
    }
    let history = analysis.finder.history(
      of: pixels, firstNew: limits.firstNew, limits: limits.limits, unchanged: unchanged,
      isDated: inside <= StepDetector.persistence)
    let days = series.dates.map(\.daysSince1970)
    guard let lastOld = history.lastOld, let firstNew = history.firstNew,
      history.disagreement(limits: limits.limits) <= RegionHistory.tolerableDisagreement,
      history.scatter(limits: limits.limits) * Self.leastStepOverScatter <= 1,
      !history.isVisit(days: days, limits: limits.limits)
    else { return nil }
    func seen(_ range: Range<Int>) -> Int {
      range.clamped(to: history.entries.indices).count { history.entries[$0].progress != nil }
    }
    guard seen(limits.limits.lowerBound..<lastOld + 1) >= StepDetector.persistence,
      seen(firstNew..<max(limits.limits.upperBound, firstNew)) >= StepDetector.persistence
    else { return nil }
    var own = thing
    (own.pixels, own.outline, own.history, own.limits) = (pixels, nil, history, limits.limits)
    let shown = analysis.assembly.bracket(own)
    return bracket.gap(to: shown) <= analysis.finder.tolerance ? own : nil
  }
}

extension Bracket {
  /// Days between this bracket and another that does not touch it; 0 where they do.
  func gap(to other: Bracket) -> Double {
    func reach(_ bracket: Bracket) -> (from: Double, to: Double) {
      (bracket.notBefore?.daysSince1970 ?? -.infinity, bracket.notAfter?.daysSince1970 ?? .infinity)
    }
    let (own, their) = (reach(self), reach(other))
    return max(0, max(own.from, their.from) - min(own.to, their.to))
  }

  /// What both say; where they contradict each other, what holds both.
  func joined(with other: Bracket) -> Bracket {
    let from = [notBefore, other.notBefore].compactMap { $0 }
    let to = [notAfter, other.notAfter].compactMap { $0 }
    let both = Bracket(notBefore: from.max(), notAfter: to.min())
    if let last = both.notBefore, let first = both.notAfter, last >= first {
      return Bracket(
        notBefore: from.count == 2 ? from.min() : nil, notAfter: to.count == 2 ? to.max() : nil)
    }
    return both
  }
}
