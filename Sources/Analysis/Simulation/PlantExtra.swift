import Rasters

/// A thing of a kind that a plant has only where it was asked for.
struct PlantExtra: Sendable, Hashable {
  let kind: TruthObject.Kind
  let outline: [PixelPoint]
  /// Around the outline.
  let box: RotatedBox
  /// Metres over the ground; of a pit negative.
  let height: Double
  let spectrum: Spectrum

  /// What the site's file tells of the ground that they come to.
  struct Context: Sendable, Hashable {
    /// A yard where things are loaded; `nil` where no room was left for one.
    var loading: RotatedBox?
    /// A track that lies there from the start, from its far end to where it is continued.
    var siding: [PixelPoint] = []
  }
}
