import Rasters

/// Where everything of a plant stands, in pixels of the reference grid.
struct PlantLayout: Sendable {
  /// Ground with its own look: roads, yards, fields.
  struct Patch: Sendable {
    let outline: [PixelPoint]
    let spectrum: Spectrum
    /// Share of the natural texture, and of the vegetation, that it keeps.
    let roughness: Float
  }

  /// A place where vehicles or containers stand at times.
  struct ParkingSpot: Sendable {
    let box: RotatedBox
    let isContainer: Bool
  }

  /// A heap that lies on the works for a while.
  struct MaterialPile: Sendable {
    let box: RotatedBox
    let spectrum: Spectrum
    /// Shares of the time from the start of the works to the closed roof, and a little beyond.
    let from: Double
    let to: Double
  }

  /// The natural ground, and what lies bare where it is disturbed.
  var soil: Spectrum
  var freshSoil: Spectrum
  var halls: [Hall]
  var newHall: Hall
  var works: [PixelPoint]
  var cleared: [PixelPoint]
  /// `nil` in scenery without one.
  var crane: Crane?
  var patches: [Patch]
  var spots: [ParkingSpot]
  var occupancy: Double
  var piles: [MaterialPile]
  /// Rough outlines of the first halls, as a person would draw them.
  var sketches: [[PixelPoint]]
  /// How far the ground rises over a pixel's length towards higher columns and rows, as a share of that length.
  var riseInColumns = 0.0
  var riseInRows = 0.0
  /// Only where it was asked for.
  var rail: RailSpur?
  /// Only where they were asked for.
  var extras: [PlantExtra] = []
  var extraContext = PlantExtra.Context()

  /// How much the new hall's roof differs from the ground cleared around it: root mean square over the bands, as a share.
  var roofContrast: Double {
    let difference = newHall.roof.spectrum / freshSoil - Spectrum(repeating: 1)
    return Double((difference * difference).sum() / 4).squareRoot()
  }
}
