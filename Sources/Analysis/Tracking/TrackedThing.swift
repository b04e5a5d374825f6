import Mensuration
import Places

/// A thing found in the stack, still in pixels and scene indices.
package struct TrackedThing: Sendable {
  /// Indices in the grid, rising.
  package var pixels: [Int]
  /// `nil` where nothing could be outlined; the region's own pixels then stand for it.
  package var outline: PixelOutline?
  package var kind: FeatureKind
  package var reasons: [String]
  package var change: ChangeKind
  /// −log₁₀ of the calibrated tail probability.
  package var score: Double
  package var history: RegionHistory
  /// Scenes between which no other step of this ground lies.
  package var limits: Range<Int>
  /// Scenes whose mean the outline was measured on.
  package var measuredOn: [Int]
  /// Index of the works this thing belongs to, in the list it comes in.
  package var parent: Int?
  /// How well the outline fits, 0 to 1: its agreement with the region, and a full fall across its sides.
  package var fit = 0.0
  package var life = Life.none
  /// What speaks for its kind, of what appeared with an outline: signs that come from other things are added to it.
  var signs: KindScore?
  /// Of a building what became of it later, as other things on its ground tell.
  var turns: [Life.Stage] = []

  package init(
    pixels: [Int], outline: PixelOutline?, kind: FeatureKind, reasons: [String], change: ChangeKind, score: Double,
    history: RegionHistory, limits: Range<Int>, measuredOn: [Int], parent: Int? = nil, fit: Double = 0
  ) {
    self.pixels = pixels
    self.outline = outline
    self.kind = kind
    self.reasons = reasons
    self.change = change
    self.score = score
    self.history = history
    self.limits = limits
    self.measuredOn = measuredOn
    self.parent = parent
    self.fit = fit
  }
}
