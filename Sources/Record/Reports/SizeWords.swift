import Places
import Quantities

extension Estimate<Metres> {
  /// "62 m (90 % interval 59 to 65 m)"
  package func words() -> String {
    let text = IntervalText(value: value.magnitude, low: low.magnitude, high: high.magnitude)
    return "\(text.value) m (\(levelText) interval \(text.low) to \(text.high) m)"
  }
}

extension Estimate<Degrees> {
  /// "34° (90 % interval 31 to 37°)"
  package func words() -> String {
    let text = IntervalText(value: value.magnitude, low: low.magnitude, high: high.magnitude)
    return "\(text.value)° (\(levelText) interval \(text.low) to \(text.high)°)"
  }
}

/// Size and height of a feature as a card tells them.
enum SizeWords {
  /// - Returns: `nil` where neither was measured.
  static func text(_ feature: Feature) -> String? {
    var parts: [String] = []
    if let size = feature.size {
      parts.append("\(size.length.words()) long, \(size.width.words()) wide")
      if case .estimate(let angle) = size.orientation {
        let text = IntervalText(
          value: angle.value.magnitude, low: angle.low.magnitude, high: angle.high.magnitude)
        parts.append("its length runs \(text.value)° from north through east")
      }
    }
    switch feature.height {
    case .estimate(let height): parts.append("\(height.words()) high by its shadow")
    case .refused(let reason): parts.append("height not told: \(reason)")
    case nil: break
    }
    if case .estimate(let floors) = feature.floorArea {
      let text = IntervalText(
        value: floors.value.magnitude, low: floors.low.magnitude, high: floors.high.magnitude)
      parts.append(
        "all floors together \(text.value) m² (\(floors.levelText) interval \(text.low) to \(text.high) m²), as storeys "
          + "are not seen")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
