import Mensuration
import Rasters
import Stacks
import Statistics

/// Which scenes show a reader best what was before a change and what is after it.
///
/// Of the scenes near in time that show the whole neighbourhood, and show there what the other scenes show, the pair
/// that was taken most alike: season, sun, view and sensor. Haze and thin cloud that no mask took lie over the ground
/// around a thing as over the thing itself; that ground is the same before and after, so a scene that is unlike the
/// others there is a bad witness, whatever happened.
package struct ChipChoice {
  private let series: StackSeries
  /// Of each scene of the series.
  private let witnesses: [ChipWitness]

  /// Scenes on either side among which is chosen.
  static let reach = 12
  /// Further scenes on either side that are near the other side's in season, and how many days further they may lie.
  static let seasonal = (scenes: 4, days: 500.0)
  /// Share of the neighbourhood that must have been seen.
  static let leastSeen = 0.97
  /// A scene may differ from the median of all so many times as much as the middle one of them does.
  static let mostUnlike = 1.5
  /// Pixels around the thing that a reader sees with it.
  static let margin = 20
  /// Scenes without which there is no telling which of them is unlike the others.
  static let fewestCompared = 4
  private static let mostSamples = 400

  /// - Parameter witnesses: how each scene was taken; `nil` where nothing but the dates is known.
  package init(_ series: StackSeries, _ witnesses: [ChipWitness]? = nil) {
    self.series = series
    self.witnesses =
      witnesses
      ?? series.dates.map {
        ChipWitness(date: $0, sensor: "", aspect: SceneAspect(sun: nil, isHourKnown: false))
      }
    precondition(self.witnesses.count == series.count, "\(self.witnesses.count) witnesses of \(series.count) scenes")
  }

  /// - Parameters:
  ///   - pixels: of the thing, indices in the grid.
  ///   - lastOld, firstNew: scenes on either side of its change; `nil` where it has none there.
  ///   - limits: scenes between which no other change of this ground lies.
  package func scenes(
    around pixels: [Int], lastOld: Int?, firstNew: Int?, limits: Range<Int>
  ) -> (before: Int?, after: Int?) {
    let before = near(lastOld.map { Array((0...$0).reversed()) } ?? [], limits, other: firstNew)
    let after = near(firstNew.map { Array($0..<series.count) } ?? [], limits, other: lastOld)
    let window = Composite.window(around: pixels, grid: series.grid, margin: Self.margin)
    let step = max(1, window.pixelCount / 2_000)
    let sampled = Composite.places(
      Array(stride(from: 0, to: window.pixelCount, by: step)), in: window, grid: series.grid)
    let all = before + after
    let seen = Dictionary(uniqueKeysWithValues: all.map { ($0, series.clearShare(of: $0, pixels: sampled)) })
    let unlike = unlikeness(of: all, window: window, thing: pixels)
    func fit(_ scenes: [Int]) -> [Int] {
      let whole = scenes.filter { (seen[$0] ?? 0) > Self.leastSeen }
      guard !whole.isEmpty else {
        return scenes.max { (seen[$0] ?? 0) < (seen[$1] ?? 0) }.map { [$0] } ?? []
      }
      // What may not be shown is shown by no picture, however clear.
      let open = whole.filter { witnesses[$0].isShown }
      let allowed = open.isEmpty ? whole : open
      let good = allowed.filter { (unlike[$0] ?? 1) <= Self.mostUnlike }
      return good.isEmpty ? allowed.min { (unlike[$0] ?? 1) < (unlike[$1] ?? 1) }.map { [$0] } ?? [] : good
    }
    return pair(fit(before), fit(after))
  }

  /// The pair that is most alike and near the change; of one side alone the scene nearest to it.
  private func pair(_ before: [Int], _ after: [Int]) -> (before: Int?, after: Int?) {
    guard let last = before.max(), let first = after.min() else { return (before.max(), after.min()) }
    var best = (before: last, after: first)
    var least = Double.infinity
    for old in before {
      for new in after {
        let days =
          series.dates[last].daysSince1970 - series.dates[old].daysSince1970
          + series.dates[new].daysSince1970 - series.dates[first].daysSince1970
        let cost = PairLikeness(witnesses[old], witnesses[new]).cost(days: days)
        // Equal ones: the nearest, which come first.
        if cost < least { (best, least) = ((old, new), cost) }
      }
    }
    return best
  }

  /// The first of `scenes`, which go away from the change, and of the further ones those of the season in which the
  /// other side begins.
  private func near(_ scenes: [Int], _ limits: Range<Int>, other: Int?) -> [Int] {
    let allowed = scenes.filter { limits.contains($0) }
    let close = Array(allowed.prefix(Self.reach))
    guard let other, let edge = close.first else { return close }
    let date = series.dates[other]
    let further = allowed.dropFirst(Self.reach).filter {
      abs(series.dates[$0].daysSince1970 - series.dates[edge].daysSince1970) <= Self.seasonal.days
    }
    let alike = further.sorted {
      (PairLikeness.season(series.dates[$0], date), abs($0 - edge))
        < (PairLikeness.season(series.dates[$1], date), abs($1 - edge))
    }
    return close + alike.prefix(Self.seasonal.scenes).sorted { abs($0 - edge) < abs($1 - edge) }
  }

  /// How far each of `scenes` lies off the median of them all on the ground around the thing, over how far the middle one
  /// of them does; empty where there are too few to tell.
  private func unlikeness(of scenes: [Int], window: Window, thing: [Int]) -> [Int: Double] {
    let scenes = scenes.sorted()
    guard scenes.count >= Self.fewestCompared else { return [:] }
    let own = Set(Composite.local(thing, in: window, grid: series.grid))
    let ground = (0..<window.pixelCount).filter { !own.contains($0) }
    let step = max(1, ground.count / Self.mostSamples)
    let places = stride(from: 0, to: ground.count, by: step).map { ground[$0] }
    let rasters = scenes.map { series.raster(of: $0, window: window) }
    var sums = [Double](repeating: 0, count: scenes.count)
    var counts = sums
    for band in 0..<series.bandCount {
      let noise = max(Quantiles.median(scenes.map { series.deviations(of: $0)[band] }) ?? 1, 1e-9)
      for place in places {
        let sighted = scenes.indices.filter { rasters[$0].validity.flags[place] }
        guard sighted.count >= Self.fewestCompared else { continue }
        let values = sighted.map { rasters[$0].samples[band * window.pixelCount + place] }
        var scratch = values
        guard let middle = Quantiles.upperMedian(&scratch) else { continue }
        for (index, value) in zip(sighted, values) {
          sums[index] += Double(abs(value - middle)) / noise
          counts[index] += 1
        }
      }
    }
    let means = scenes.indices.map { counts[$0] > 0 ? sums[$0] / counts[$0] : nil }
    guard let usual = Quantiles.median(means.compactMap { $0 }), usual > 0 else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: zip(scenes, means).compactMap { scene, mean in mean.map { (scene, $0 / usual) } })
  }
}
