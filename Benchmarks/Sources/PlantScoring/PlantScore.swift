import Foundation
import Measuring

/// How well one simulated plant was watched.
package struct PlantScore: Sendable {
  package let seed: Int
  /// `nil` where the watch failed: every thing of the plant then counts as a miss.
  package let summary: WatchSummary?
  package let seconds: Double?
  package let things: [ThingScore]

  /// - Parameter features: empty where the watch failed.
  package init(
    seed: Int, truth: [TrueThing], features: [ReportedFeature], summary: WatchSummary?, seconds: Double?
  ) {
    self.seed = seed
    self.summary = summary
    self.seconds = seconds
    let centre = truth.lazy.compactMap(\.geometry.anyCorner).first ?? Position(longitude: 0, latitude: 0)
    let matching = Matching(features, in: LocalProjection(around: centre))
    things = truth.filter { $0.kind != .standing }.map { ThingScore(of: $0, in: matching) }
  }

  package func first(_ kind: TrueThing.Kind) -> ThingScore? { things.first { $0.truth.kind == kind } }

  /// One line for each thing that was not found, or whose interval or bracket does not hold the truth.
  package var misses: [String] { things.filter(\.isEligible).compactMap(miss) }

  private func miss(_ thing: ThingScore) -> String? {
    let truth = thing.truth
    var faults: [String] = []
    if !thing.isFound { faults.append("not found") }
    if thing.isFound, truth.kind == .building, !thing.areaHolds { faults.append("area") }
    if thing.isFound, !thing.bracketHolds { faults.append("bracket") }
    guard !faults.isEmpty else { return nil }
    let contrast = truth.contrast.map { ", \(Text.number($0, 1)) σ" } ?? ""
    let found = thing.match.map { [$0] } ?? Array(thing.instead.prefix(3))
    let nothing = "nothing in its place, nearest: \(thing.nearest ?? "nothing at all")"
    let what = found.isEmpty ? nothing : found.map(Self.describe).joined(separator: "; ")
    return "seed \(seed): \(truth.kind.rawValue) \(Text.day(truth.date)), \(Text.number(truth.area, 0)) m² "
      + "(\(Text.number(truth.areaInPixels, 0)) px\(contrast)): \(faults.joined(separator: ", ")); "
      + (thing.isFound ? "found: " : "instead: ") + what
  }

  private static func describe(_ match: Matching.Match) -> String {
    "\(FeatureText.line(match.feature)), overlap \(Text.number(match.overlap, 2))"
  }
}
