import Geodesy
import Quantities

/// A plant's rail spur as it truly is, and what stood on it in each scene.
package struct SimulatedRail: Sendable, Hashable {
  /// Rail cars that are coupled together: from the spur's start, along the track.
  package struct Stretch: Sendable, Hashable {
    package let from: Metres
    package let to: Metres
  }

  package struct Occupancy: Sendable, Hashable {
    /// Name of the scene's file.
    package let scene: String
    package let date: Timestamp
    /// In order; none overlap.
    package let stretches: [Stretch]
    /// Share of the spur that neither cloud, nor its shadow, nor a missing corner hides.
    package let clearShare: Double

    package var occupied: Metres { Metres(stretches.reduce(0) { $0 + $1.to.magnitude - $1.from.magnitude }) }
  }

  /// The middle of the track, on the reference grid.
  package let line: [GeoPoint]
  /// The same as a person would draw it.
  package let drawn: [GeoPoint]
  package let length: Metres
  /// Scene by scene.
  package let occupancy: [Occupancy]
}
