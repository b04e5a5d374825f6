import CaseStore
import Places
import Quantities
import Stacks

extension CaseStack {
  /// What the stack's numbers inherit: registration by scene, radiometry, and where the reference lies on the ground.
  var budget: ErrorBudget {
    let byScene = Dictionary(
      rows.compactMap { row in row.scene.map { ($0.id, row) } }, uniquingKeysWith: { first, _ in first })
    let terms = series.sceneIDs.map { id in
      ErrorBudget.SceneTerm(
        scene: id, registration: Metres(byScene[id]?.alignment?.ce90Metres ?? 0), radiometry: nil)
    }
    return ErrorBudget(gsd: gsd, scenes: terms, position: position)
  }

  /// How far coordinates may lie from the ground's own: by control points, else at the reference's word.
  var position: PositionAccuracy {
    control?.accuracy
      ?? PositionAccuracy(
        ce90: nil,
        source: "the georeference of \(reference.fileName), whose sensor (\(reference.sensor)) has no known accuracy")
  }
}
