/// How far the provider brought a picture onto the ground, as the metadata claim it: whether its rational polynomials are
/// still to be applied.
package struct ProductGeometry: Sendable, Hashable {
  package enum Level: Sendable, Hashable {
    /// As the sensor saw it: only its rational polynomials place it.
    case sensor
    /// On a map at one height; its rational polynomials are of the map, and take off the relief.
    case constantHeight
    /// Corrected by a coarse elevation model: rational polynomials do not know of it.
    case coarselyCorrected
    /// Orthorectified: rational polynomials that still lie there must not be applied once more.
    case orthorectified
  }

  package let level: Level
  /// As the provider calls it: `ORStandard2A`, `SENSOR`.
  package let name: String
  /// Size of the whole picture by the metadata, of which a file may be a tile.
  package var columns: Int?
  package var rows: Int?

  package init(_ level: Level, name: String, columns: Int? = nil, rows: Int? = nil) {
    self.level = level
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}
