import Geodesy
import Quantities
import Rasters

/// One thing of the plant as it truly is.
package struct TruthObject: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case building, works, clearedGround, crane, standing
    /// Of plants with extras.
    case stockpile, excavation, water, screen, rail
  }

  package enum Change: String, Sendable, CaseIterable { case built, removed, altered, cleared }

  package let id: String
  /// `hall A` and so on for standing halls; `nil` else.
  package let name: String?
  package let kind: Kind
  /// `nil` for what stands throughout.
  package let change: Change?
  /// The true moment of the change; of a building, when its roof was closed.
  package let date: Timestamp?
  /// In pixels of the reference grid.
  package let outlineInPixels: [PixelPoint]
  /// The same outline on the ground, counter-clockwise.
  package let polygon: GeoPolygon
  /// Geodesic area of `polygon`.
  package let area: SquareMetres
  package let areaInPixels: Double
  /// This building's area over that of each sketched hall, by the hall's name.
  package let ratios: [Ratio]
  /// Cranes only: standard deviations of the per-pixel noise by which it differs from its ground.
  package let contrast: Double?
  /// New halls only: root mean square over the bands of the roof's reflectance less that of the ground cleared around it,
  /// as a share of the ground's.
  package let roofContrast: Double?
  /// `nil` for ground.
  package let height: Metres?
  /// When each state of it began, in their order; empty of plants without phases.
  package let phases: [Phase]

  package struct Phase: Sendable, Hashable {
    /// `preparing`, `underConstruction`, `complete`, `altered` or `removed`.
    package let state: String
    package let date: Timestamp
  }

  package struct Ratio: Sendable, Hashable {
    package let to: String
    package let value: Double
  }
}
