/// How likely each of `ShadowHeight.heights` makes what one picture shows beside an outline.
package struct HeightLikelihood: Sendable, Hashable {
  /// Of each height; they sum to 1.
  let shares: [Double]
  /// What was looked at.
  let isByShadow: Bool
  let isByWall: Bool
}
