import Detectors
import Geodesy
import Provenance
import Quantities
import Rasters

/// A picture that things are counted on.
struct CountSubject: Sendable {
  /// Id of the scene; `nil` of a picture without a case.
  let scene: String?
  let file: String
  let date: String?
  let hash: ContentHash
  let columns: Int
  let rows: Int
  /// `nil` without a CRS.
  let grid: Grid?
  /// Size of a pixel, and of the pixels that the picture was enlarged from.
  let own: Metres
  let limiting: Metres
  let areas: [CountArea]
  let read: @Sendable (Window) throws -> PictureDetector.Part
}

/// Where things are counted.
struct CountArea: Sendable {
  /// `nil` for the whole picture.
  let id: String?
  let polygons: [GeoPolygon]?
}
