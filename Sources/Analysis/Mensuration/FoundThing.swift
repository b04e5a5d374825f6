/// A connected set of pixels that stands out from what surrounds it as one thing.
package struct FoundThing: Sendable {
  /// Indices in the plane, rising; holes that could be none are filled.
  package let pixels: [Int]
  /// Mean log-odds of its pixels and of those beside it, in nats.
  package let inside: Double
  package let around: Double
  /// Share of its pixels that are marked.
  package let markedShare: Double
  /// Share of the smallest rectangle around it that it fills.
  package let rectangularity: Double

  /// Evidence that it is one right-angled thing: nats by which its marked pixels stand out, times how far its pixels in
  /// its rectangle outnumber those that are wanting there.
  var gain: Double {
    Double(pixels.count) * max(0, 2 * rectangularity - 1) * markedShare * max(0, inside - around)
  }
}
