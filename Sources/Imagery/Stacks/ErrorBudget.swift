import Quantities
import Statistics

/// What every number taken from a stack inherits from how its pictures were made comparable.
///
/// Registration blurs edges and bends outlines; radiometry is the least change of brightness that means anything;
/// position moves all coordinates together and no area, length or ratio.
package struct ErrorBudget: Sendable, Hashable {
  /// One scene's share.
  package struct SceneTerm: Sendable, Hashable {
    package let scene: String
    /// Radius that holds the error of its alignment in 90 % of cases; 0 for the reference itself.
    package let registration: Metres
    /// Per band the deviation between the scene and the stack's level on check pixels that its normalisation did not
    /// use, in the stack's own units; `nil` where it could not be checked.
    package let radiometry: [Double]?
    /// Of a scene that is not orthorectified the distance that holds in 90 % of cases what an uncertain height of the
    /// ground leaves, before alignment takes away what all of the scene has in common; `nil` for all others.
    package let relief: Metres?

    package init(scene: String, registration: Metres, radiometry: [Double]?, relief: Metres? = nil) {
      self.scene = scene
      self.registration = registration
      self.radiometry = radiometry
      self.relief = relief
    }
  }

  /// Size of a pixel of the stack.
  package let gsd: Metres
  /// In the order of the stack.
  package let scenes: [SceneTerm]
  package let position: PositionAccuracy

  package init(gsd: Metres, scenes: [SceneTerm], position: PositionAccuracy) {
    self.gsd = gsd
    self.scenes = scenes
    self.position = position
  }

  /// 90 % of a round normal error lie within so many of its deviations along one axis.
  package static let radiusOf90 = 2.1460

  /// Typical radius of 90 % over the scenes that were aligned; `nil` where none was.
  package var typicalRegistration: Metres? {
    Quantiles.median(scenes.map(\.registration.magnitude).filter { $0 > 0 }).map { Metres($0) }
  }

  package var worstRegistration: SceneTerm? {
    scenes.filter { $0.registration.magnitude > 0 }.max { $0.registration < $1.registration }
  }

  /// The scene that looks most past the vertical, or whose heights are known worst; `nil` where all are orthorectified.
  package var worstRelief: (scene: String, radius: Metres)? {
    scenes.compactMap { term in term.relief.map { (term.scene, $0) } }.max { $0.1 < $1.1 }
  }

  /// What measures take over: the typical error of alignment along one axis, in pixels.
  package var registrationDeviationInPixels: Double {
    (typicalRegistration?.magnitude ?? 0) / Self.radiusOf90 / gsd.magnitude
  }

  /// What change detection takes over: of each scene, in the order of the stack, the deviation of its alignment along one
  /// axis, in pixels; 0 for the reference.
  package var displacementsInPixels: [Double] {
    scenes.map { $0.registration.magnitude / Self.radiusOf90 / gsd.magnitude }
  }

  /// Per band the median over the scenes; `nil` where none could be checked.
  package var typicalRadiometry: [Double]? {
    let checked = scenes.compactMap(\.radiometry)
    guard let bands = checked.first?.count else { return nil }
    return (0..<bands).map { band in
      Quantiles.median(checked.compactMap { $0.indices.contains(band) ? $0[band] : nil }) ?? 0
    }
  }
}
