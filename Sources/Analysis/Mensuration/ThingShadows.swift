import Kernels
import Rasters

/// What may be shadow beside what is marked: the darkest of three classes of brightness there.
///
/// A new thing's shadow is as new as the thing, so log-odds alone draw it along. What is dark cannot be told from shadow on
/// one picture, dark roofs included; it is left to be looked for by itself.
package struct ThingShadows: Sendable {
  package let isDark: [Bool]

  /// - Parameter reach: pixels around the marked ones within which the classes are made.
  package init(_ picture: Raster, marked: [Bool], reach: Double) {
    let brightness = LogBrightness(picture).plane(picture)
    let near = GreyMorphology.dilate(
      marked.map { $0 ? 1 : 0 }, columns: picture.columns, rows: picture.rows, radius: reach)
    let valid = picture.validity.flags
    let level = ShadowLevel.threshold(valid.indices.filter { valid[$0] && near[$0] > 0 }.map { brightness[$0] })
    isDark = valid.indices.map { pixel in level.map { valid[pixel] && brightness[pixel] < $0 } ?? false }
  }

  /// The plane with the least of its values in shadow.
  package func cast(on odds: [Float]) -> [Float] {
    let least = odds.min() ?? 0
    return zip(odds, isDark).map { $1 ? least : $0 }
  }
}
