import Foundation
import Statistics

/// How far each date lies between two states of a region, by its levels alone: nothing that returns with the seasons is
/// taken off, as a state that lasts a few months would be taken for a season. What seasons do is in the noise.
struct PlainProgress: Sendable {
  /// Per scene: 0 the old level, 1 the new one; `nil` where the region was not seen, or after its state ended.
  let values: [Double?]
  /// Deviation of a date within its state.
  let noise: Double

  /// Fewer dates on a side show no level.
  static let fewest = 3
  /// The old level is that of the earliest third of the dates before the step, of so many at least: later ones may show
  /// ground that was prepared.
  static let earliest = 4

  static let none = PlainProgress(values: [], noise: .infinity)

  private init(values: [Double?], noise: Double) {
    self.values = values
    self.noise = noise
  }

  /// - Parameters:
  ///   - levels: per scene the bands' levels.
  ///   - lastOld: last scene before the step; those from `firstNew` on are after it.
  ///   - end: the scene from which on another step of the same ground lies after it. Steps before it are of its life: what
  ///     was cleared and prepared first lies between the level of the earliest dates and the new one.
  init(_ levels: [[Double]?], lastOld: Int, firstNew: Int, end: Int) {
    let within = (0..<end).clamped(to: levels.indices)
    let before = within.filter { $0 <= lastOld && levels[$0] != nil }
    let old = Array(before.prefix(max(Self.earliest, before.count / 3)))
    let new = within.filter { $0 >= firstNew && levels[$0] != nil }
    guard old.count >= Self.fewest, new.count >= Self.fewest, let bands = levels[old[0]]?.count else {
      self = .none
      return
    }
    let parts = (0..<bands).map { band -> (old: Double, new: Double, deviation: Double) in
      func values(_ scenes: [Int]) -> [Double] { scenes.compactMap { levels[$0]?[band] } }
      let (a, b) = (Quantiles.median(values(old)) ?? 0, Quantiles.median(values(new)) ?? 0)
      let apart = values(old).map { abs($0 - a) } + values(new).map { abs($0 - b) }
      return (a, b, 1.4826 * (Quantiles.median(apart) ?? 0))
    }
    let largest = parts.map { abs($0.new - $0.old) }.max() ?? 0
    guard largest > 0 else {
      self = .none
      return
    }
    let weights = parts.map { part in
      let deviation = max(part.deviation, StepDating.leastNoise * largest)
      return (part.new - part.old) / (deviation * deviation)
    }
    let whole = zip(parts, weights).reduce(0) { $0 + ($1.0.new - $1.0.old) * $1.1 }
    let progress = levels.indices.map { scene -> Double? in
      guard within.contains(scene), let level = levels[scene] else { return nil }
      return (0..<bands).reduce(0) { $0 + (level[$1] - parts[$1].old) * weights[$1] } / whole
    }
    let apart = old.compactMap { progress[$0].map(abs) } + new.compactMap { progress[$0].map { abs($0 - 1) } }
    values = progress
    noise = max(StepDating.leastNoise, 1.4826 * (Quantiles.median(apart) ?? 0))
  }
}
