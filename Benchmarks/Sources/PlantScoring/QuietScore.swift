import Measuring

/// What was reported of a plant where nothing happened.
package struct QuietScore: Sendable {
  package let seed: Int
  package let summary: WatchSummary
  /// Features with a change; a works with all that it is parent of counts once, by its topmost feature.
  package let invented: [ReportedFeature]

  package init(seed: Int, features: [ReportedFeature], summary: WatchSummary) {
    self.seed = seed
    self.summary = summary
    let changed = features.filter { $0.change != nil }
    let ids = Set(changed.map(\.id))
    invented = changed.filter { feature in feature.parent.map { !ids.contains($0) } ?? true }
  }

  package var misses: [String] { invented.map { "quiet twin \(seed): invented \(FeatureText.line($0))" } }
}
