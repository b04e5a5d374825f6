import Quantities

/// What a person says of the height of the ground under pictures that are not orthorectified.
package enum HeightChoice: Sendable, Hashable {
  /// The middle height of each picture's own polynomials: what was said before is taken back.
  case own
  /// One height everywhere, above the WGS 84 ellipsoid.
  case stated(Metres)
  /// Path of a file of heights.
  case model(String)
}
