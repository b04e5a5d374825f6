import Quantities

/// What one picture says of a thing or place that a finding rests on.
package struct SceneLook: Sendable, Hashable {
  /// Id of the scene.
  package let scene: String
  package let date: Timestamp?
  package let sensor: String?
  /// Whether it speaks for the thing, as a feature's `scenesFor` do, or against it.
  package let isFor: Bool

  package init(_ scene: String, date: Timestamp? = nil, sensor: String? = nil, isFor: Bool = true) {
    self.scene = scene
    self.date = date
    self.sensor = sensor
    self.isFor = isFor
  }

  /// The same, speaking for the other side.
  var turned: SceneLook { SceneLook(scene, date: date, sensor: sensor, isFor: !isFor) }
}
