import Provenance

/// How a stored number becomes a physical value.
package enum BandConversion: Sendable, Hashable {
  case asStored
  /// value = scale · DN + offset
  case linear(scale: Double, offset: Double)
  /// 10 log₁₀ of a power; numbers ≤ 0 have no value.
  case decibelsOfPower
  /// 20 log₁₀ of an amplitude; numbers ≤ 0 have no value.
  case decibelsOfAmplitude

  package var json: JSONValue {
    switch self {
    case .asStored: "asStored"
    case .linear(let scale, let offset): ["scale": .number(scale), "offset": .number(offset)]
    case .decibelsOfPower: "decibelsOfPower"
    case .decibelsOfAmplitude: "decibelsOfAmplitude"
    }
  }

  package init?(json: JSONValue) {
    switch json.stringValue {
    case "asStored": self = .asStored
    case "decibelsOfPower": self = .decibelsOfPower
    case "decibelsOfAmplitude": self = .decibelsOfAmplitude
    default:
      guard let scale = json["scale"]?.doubleValue, let offset = json["offset"]?.doubleValue else { return nil }
      self = .linear(scale: scale, offset: offset)
    }
  }
}
