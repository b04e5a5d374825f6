import Geodesy
import Rasters

/// A plant and its series of scenes, as they truly are.
package struct SimulatedPlant: Sendable {
  package let options: PlantOptions
  /// UTM, north up, square pixels: the reference grid of all truth, and the georeference that every scene claims.
  package let grid: Grid
  package let scenes: [SimulatedScene]
  package let truth: [TruthObject]
  /// The watched site: the picture less a margin.
  package let site: GeoPolygon
  /// Rough sketches of standing halls.
  package let sketches: [Sketch]
  /// Only where it was asked for.
  package let rail: SimulatedRail?
  /// Where things are loaded, and a track that lies there; only of plants with extras.
  package var loadingZone: GeoPolygon?
  package var siding: [GeoPoint] = []
  let layout: PlantLayout
  let events: EventTimes
  /// Only where they were asked for.
  let phases: PlantPhases?

  /// A standing hall as a person would draw it in a hurry.
  package struct Sketch: Sendable, Hashable {
    package let name: String
    package let polygon: GeoPolygon
  }
}
