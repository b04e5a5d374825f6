import Rasters
import Stacks
import Statistics

/// Which scenes show a reader best what was before a change and what is after it.
///
/// The nearest in time that shows the whole neighbourhood, and shows there what the other scenes show. Haze and thin
/// cloud that no mask took lie over the ground around a thing as over the thing itself; that ground is the same before
/// and after, so a scene that is unlike the others there is a bad witness, whatever happened.
package struct ChipChoice {
  private let series: StackSeries

  /// Scenes on either side among which is chosen.
  static let reach = 12
  /// Share of the neighbourhood that must have been seen.
  static let leastSeen = 0.97
  /// A scene may differ from the median of all so many times as much as the middle one of them does.
  static let mostUnlike = 1.5
  /// Pixels around the thing that a reader sees with it.
  static let margin = 20
  /// Scenes without which there is no telling which of them is unlike the others.
  static let fewestCompared = 4
  private static let mostSamples = 400

  package init(_ series: StackSeries) { self.series = series }

  /// - Parameters:
  ///   - pixels: of the thing, indices in the grid.
  ///   - lastOld, firstNew: scenes on either side of its change; `nil` where it has none there.
  ///   - limits: scenes between which no other change of this ground lies.
  package func scenes(
    around pixels: [Int], lastOld: Int?, firstNew: Int?, limits: Range<Int>
  ) -> (before: Int?, after: Int?) {
    let before = near(lastOld.map { Array((0...$0).reversed()) } ?? [], limits)
    let after = near(firstNew.map { Array($0..<series.count) } ?? [], limits)
    let window = Composite.window(around: pixels, grid: series.grid, margin: Self.margin)
    let step = max(1, window.pixelCount / 2_000)
    let sampled = Composite.places(
      Array(stride(from: 0, to: window.pixelCount, by: step)), in: window, grid: series.grid)
    let all = before + after
    let seen = Dictionary(uniqueKeysWithValues: all.map { ($0, series.clearShare(of: $0, pixels: sampled)) })
    let unlike = unlikeness(of: all, window: window, thing: pixels)
    func best(_ scenes: [Int]) -> Int? {
      let whole = scenes.filter { (seen[$0] ?? 0) > Self.leastSeen }
      guard !whole.isEmpty else { return scenes.max { (seen[$0] ?? 0) < (seen[$1] ?? 0) } }
      return whole.first { (unlike[$0] ?? 1) <= Self.mostUnlike }
        ?? whole.min { (unlike[$0] ?? 1) < (unlike[$1] ?? 1) }
    }
    return (best(before), best(after))
  }

  private func near(_ scenes: [Int], _ limits: Range<Int>) -> [Int] {
    Array(scenes.filter { limits.contains($0) }.prefix(Self.reach))
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
