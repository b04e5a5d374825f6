/// How well one band of a scene was brought to the stack's level, on invariant pixels that were held out of the fit.
///
/// In units of the reference scene. What varies between the pixels' own dates (season, noise) is in it.
/// - Source: [Canty2008] for the check on pixels held out.
package struct NormalisationError: Sendable, Hashable {
  /// Median of scene less level.
  package let bias: Double
  /// 1.4826 × the median absolute distance from the bias.
  package let deviation: Double
  /// Pixels held out that are invariant.
  package let pixels: Int

  package init(bias: Double, deviation: Double, pixels: Int) {
    self.bias = bias
    self.deviation = deviation
    self.pixels = pixels
  }
}
