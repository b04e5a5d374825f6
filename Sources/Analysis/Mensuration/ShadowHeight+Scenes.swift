import Quantities

extension ShadowHeight {
  /// As below, what the scenes err by together averaged over them.
  /// - Parameters:
  ///   - likelihoods: of those scenes that show ground on which the shadow would lie, or a wall.
  ///   - scenes: all that were looked at, and how each saw the place.
  package static func estimate(
    _ likelihoods: [HeightLikelihood], scenes: [(aspect: SceneAspect, view: View)], errors: OutlineErrors
  ) -> Measured<Metres> {
    let count = Double(max(scenes.count, 1))
    let relative = scenes.reduce(0) { sum, scene in
      let share = scene.aspect.relativeDeviation(gsd: scene.view.gsd)
      return sum + share * share
    }
    return estimate(
      likelihoods, relative: (relative / count).squareRoot(),
      perMetre: scenes.reduce(0) { $0 + $1.view.perMetre } / count, errors: errors)
  }
}
