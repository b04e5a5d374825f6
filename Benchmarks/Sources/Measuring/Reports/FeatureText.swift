/// A feature in one line.
package enum FeatureText {
  /// `f-21de82e3cb clearedGround cleared 2022-01-27 to 2022-05-13, 1007 m² (780 to 1301), on f-8288025237`.
  package static func line(_ feature: ReportedFeature) -> String {
    let area =
      switch feature.area {
      case .estimate(let estimate):
        "\(Text.number(estimate.value, 0)) m² (\(Text.number(estimate.low, 0)) to \(Text.number(estimate.high, 0)))"
      case .refused: "area refused"
      }
    let parent = feature.parent.map { ", on \($0)" } ?? ""
    return "\(feature.id) \(feature.kind) \(feature.change ?? "standing") \(Text.day(feature.notBefore)) to "
      + "\(Text.day(feature.notAfter)), \(area)\(parent)"
  }
}
