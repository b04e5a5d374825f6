/// A number whose unit is its type. `unit` is the contract's short form (`m`, `m2`, `deg`, `d`, `1`).
package protocol Quantity: Sendable, Hashable, Comparable {
  static var unit: String { get }
  var magnitude: Double { get }
  init(_ magnitude: Double)
}

extension Quantity {
  package static func < (left: Self, right: Self) -> Bool { left.magnitude < right.magnitude }
  // Comparable derives these two from <, and then NaN would lie inside every interval.
  package static func <= (left: Self, right: Self) -> Bool { left.magnitude <= right.magnitude }
  package static func >= (left: Self, right: Self) -> Bool { left.magnitude >= right.magnitude }
  package static func + (left: Self, right: Self) -> Self { Self(left.magnitude + right.magnitude) }
  package static func - (left: Self, right: Self) -> Self { Self(left.magnitude - right.magnitude) }
  package static func * (left: Self, factor: Double) -> Self { Self(left.magnitude * factor) }
}

/// A length on the ground, in metres.
package struct Metres: Quantity {
  package static let unit = "m"
  package let magnitude: Double
  package init(_ magnitude: Double) { self.magnitude = magnitude }
}

/// An area on the ellipsoid, in square metres.
package struct SquareMetres: Quantity {
  package static let unit = "m2"
  package let magnitude: Double
  package init(_ magnitude: Double) { self.magnitude = magnitude }
}

/// A number without unit; the contract writes its unit as `1`.
package struct Ratio: Quantity {
  package static let unit = "1"
  package let magnitude: Double
  package init(_ magnitude: Double) { self.magnitude = magnitude }
}

/// An angle in degrees, as it is written for readers; inside the program angles are `Radians`.
package struct Degrees: Quantity {
  package static let unit = "deg"
  package let magnitude: Double
  package init(_ magnitude: Double) { self.magnitude = magnitude }
}

/// An area that is built or disturbed in a month of 30.4375 days.
package struct SquareMetresPerMonth: Quantity {
  package static let unit = "m2/month"
  package let magnitude: Double
  package init(_ magnitude: Double) { self.magnitude = magnitude }
}

/// A temperature, or a difference of two.
package struct Kelvin: Quantity {
  package static let unit = "K"
  package let magnitude: Double
  package init(_ magnitude: Double) { self.magnitude = magnitude }
}

/// An angle in radians. Degrees exist at the program's edges only.
package struct Radians: Quantity {
  package static let unit = "rad"
  package let magnitude: Double
  package init(_ magnitude: Double) { self.magnitude = magnitude }
  package init(degrees: Double) { self.magnitude = degrees * .pi / 180 }
  package var degrees: Double { magnitude * 180 / .pi }
}
