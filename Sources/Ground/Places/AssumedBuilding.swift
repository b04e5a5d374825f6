import Quantities

/// The building that a smallest size is said of: size alone does not tell whether a thing can be seen.
package struct AssumedBuilding: Sendable, Hashable {
  /// Share of the ground's brightness by which the roof is brighter or darker.
  package let contrast: Double
  package let height: Metres
  /// Share of such buildings of the stated size or larger that are found.
  package let level: Double

  package init(contrast: Double, height: Metres, level: Double) {
    self.contrast = contrast
    self.height = height
    self.level = level
  }

  package var words: String {
    let share = Int((100 * contrast).rounded())
    let tall = Int(height.magnitude.rounded())
    return "A building \(tall) m high whose roof is \(share) % brighter or darker than the ground around it."
  }
}
