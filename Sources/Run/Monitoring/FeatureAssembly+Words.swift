import Places
import Quantities

extension FeatureAssembly {
  /// Why a thing stands in the list though the program no longer finds it.
  static let keptReason = "not found on the present scenes; kept because a person spoke of it"

  /// Things that a person spoke of and that were not found this time, as the case last printed them: new scenes may
  /// hide a thing from the program, never a person's word from the reader.
  /// - Parameter observations: what the case printed with them.
  func keepMarked(_ observations: [Observation], in result: inout Result) throws {
    let found = Set(result.features.map(\.id))
    let lost = earlier.filter { $0.mark != nil && $0.change != nil && !found.contains($0.id) }
    let present = found.union(lost.map(\.id))
    let pixels = SitePixels(grid: series.grid)
    for var feature in lost {
      feature.kindReasons = feature.kindReasons.filter { $0 != Self.keptReason } + [Self.keptReason]
      feature.parent = feature.parent.flatMap { present.contains($0) ? $0 : nil }
      // The words themselves are laid over it again when it is written.
      feature.kind = feature.machineKind
      result.outlines[feature.id] = try feature.outline.first.map { try pixels.ring($0.exterior) }
      result.lookAt[feature.id] = (
        feature.bracket.notBefore.flatMap { date in series.dates.lastIndex { $0 <= date } },
        feature.bracket.notAfter.flatMap { date in series.dates.firstIndex { $0 >= date } }
      )
      result.features.append(feature)
      result.observations += observations.filter { $0.feature == feature.id }
    }
  }
}
