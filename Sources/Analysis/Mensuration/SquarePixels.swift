import Quantities

/// An area in pixels of a picture whose pixels have no known size on the ground.
package struct SquarePixels: Quantity {
  package static let unit = "px2"
  package let magnitude: Double
  package init(_ magnitude: Double) { self.magnitude = magnitude }
}
