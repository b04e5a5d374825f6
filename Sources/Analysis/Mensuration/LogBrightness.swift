import Foundation
import Rasters

/// The logarithm of brightness, in which light and shade are steps of one height on all grounds.
///
/// Values are raised above 0 by half of what the picture's darkest fiftieth shows: the logarithm of what is nearly black is
/// all noise.
struct LogBrightness: Sendable {
  private let added: Float
  private let least: Float

  init(_ picture: Raster) {
    let plane = picture.columns * picture.rows
    let step = max(1, plane >> 16)
    let sample = stride(from: 0, to: plane, by: step).filter { picture.validity.flags[$0] }
      .map { Self.mean(picture, $0) }.sorted()
    let dark = sample.isEmpty ? 0 : sample[sample.count / 50]
    let range = sample.isEmpty ? 0 : sample[sample.count - 1 - sample.count / 50] - dark
    least = max(0.005 * range, 1e-6)
    added = max(dark / 2, 0.01 * range, 1e-6) - min(0, sample.first ?? 0)
  }

  func logarithm(_ value: Float) -> Float { logf(max(value + added, least)) }

  /// Of the mean of the bands.
  func plane(_ picture: Raster) -> [Float] {
    (0..<picture.columns * picture.rows).map { logarithm(Self.mean(picture, $0)) }
  }

  private static func mean(_ picture: Raster, _ pixel: Int) -> Float {
    let plane = picture.columns * picture.rows
    return (0..<picture.bandCount).reduce(Float(0)) { $0 + picture.samples[$1 * plane + pixel] }
      / Float(max(picture.bandCount, 1))
  }
}
