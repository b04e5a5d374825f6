import Quantities

/// How long, wide and how turned an outlined thing is.
package struct FeatureSize: Sendable, Hashable {
  package let length: Estimate<Metres>
  package let width: Estimate<Metres>
  package let perimeter: Estimate<Metres>
  /// Of the longer side, from north through east, 0 to 180°.
  package let orientation: Measured<Degrees>

  package init(
    length: Estimate<Metres>, width: Estimate<Metres>, perimeter: Estimate<Metres>, orientation: Measured<Degrees>
  ) {
    self.length = length
    self.width = width
    self.perimeter = perimeter
    self.orientation = orientation
  }
}
