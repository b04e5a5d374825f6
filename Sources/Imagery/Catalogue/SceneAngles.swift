import Provenance
import Quantities

/// Where the sun and the satellite stood, as far as the product's metadata say it.
package struct SceneAngles: Sendable, Hashable {
  /// Above the horizon.
  package var sunElevation: Radians?
  /// Clockwise from north, as are all azimuths.
  package var sunAzimuth: Radians?
  /// At the satellite, from straight down.
  package var offNadirAngle: Radians?
  /// At the ground, from straight up.
  package var incidenceAngle: Radians?
  package var viewAzimuth: Radians?

  package init(
    sunElevation: Radians? = nil, sunAzimuth: Radians? = nil, offNadirAngle: Radians? = nil,
    incidenceAngle: Radians? = nil, viewAzimuth: Radians? = nil
  ) {
    self.sunElevation = sunElevation
    self.sunAzimuth = sunAzimuth
    self.offNadirAngle = offNadirAngle
    self.incidenceAngle = incidenceAngle
    self.viewAzimuth = viewAzimuth
  }

  package var isEmpty: Bool { self == SceneAngles() }

  /// With what `other` says where this says nothing.
  func completed(by other: SceneAngles) -> SceneAngles {
    SceneAngles(
      sunElevation: sunElevation ?? other.sunElevation, sunAzimuth: sunAzimuth ?? other.sunAzimuth,
      offNadirAngle: offNadirAngle ?? other.offNadirAngle, incidenceAngle: incidenceAngle ?? other.incidenceAngle,
      viewAzimuth: viewAzimuth ?? other.viewAzimuth)
  }

  private static let keys: [(String, WritableKeyPath<SceneAngles, Radians?> & Sendable)] = [
    ("sunElevation", \.sunElevation), ("sunAzimuth", \.sunAzimuth), ("offNadirAngle", \.offNadirAngle),
    ("incidenceAngle", \.incidenceAngle), ("viewAzimuth", \.viewAzimuth),
  ]

  /// Degrees.
  package var json: JSONValue {
    .object(Self.keys.compactMap { key, path in self[keyPath: path].map { .init(key, .number($0.degrees)) } })
  }

  package init(json: JSONValue) {
    self.init()
    for (key, path) in Self.keys {
      self[keyPath: path] = json[key]?.doubleValue.map { Radians(degrees: $0) }
    }
  }
}

extension Radians {
  /// An angle in degrees as metadata write it; `nil` outside `range`, which no such angle can be.
  static func degrees(_ value: Double?, in range: ClosedRange<Double>) -> Radians? {
    value.flatMap { range.contains($0) ? Radians(degrees: $0) : nil }
  }
}
