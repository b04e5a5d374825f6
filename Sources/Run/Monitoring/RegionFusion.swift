import Places
import Quantities
import Vectors

/// Regions of several stacks: what two of them show of the same ground within the same dates is said of both.
///
/// Optical pictures and radar see different things with different noise; where both find change in one place between the
/// same dates, neither is likely to be a fault of its kind.
struct RegionFusion {
  /// In order of strength, strongest first.
  let regions: [StackRegions.Region]

  /// Share of the smaller region that the other must cover.
  static let leastCommon = 0.3

  /// - Parameter parts: the regions of each stack.
  init(_ parts: [[StackRegions.Region]]) {
    var all = parts.flatMap { $0 }
    let stacks = parts.enumerated().flatMap { index, part in Array(repeating: index, count: part.count) }
    for first in all.indices {
      for second in all.indices where stacks[first] < stacks[second] {
        guard Self.areSame(all[first].feature, all[second].feature) else { continue }
        all[first].alsoSeen.append(all[second].feature.id)
        all[second].alsoSeen.append(all[first].feature.id)
      }
    }
    regions = all.sorted { CaseRun.precedes($0.feature, $1.feature) }
  }

  /// Whether two brackets share a moment and the outlines `least` of the smaller one.
  static func areSame(_ one: Feature, _ other: Feature, least: Double = leastCommon) -> Bool {
    if let end = one.bracket.notAfter, let start = other.bracket.notBefore, end <= start { return false }
    if let end = other.bracket.notAfter, let start = one.bracket.notBefore, end <= start { return false }
    let areas = Overlay.areas(of: one.outline, and: other.outline)
    return areas.intersection >= least * min(areas.first, areas.second)
  }
}
