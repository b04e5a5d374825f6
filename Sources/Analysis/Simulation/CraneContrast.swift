import Foundation

/// Colours a crane so that it stands out from its pad by a wanted number of standard deviations of the noise.
struct CraneContrast {
  /// Standard deviation of a pixel's noise on the pad.
  let noise: Spectrum
  /// Part of the crane's difference to the pad that the optics leave, averaged over the crane.
  let kept: Float

  /// Mean over a rectangle of the rectangle after a Gaussian blur as wide as mean optics and a pixel together.
  static func kept(of box: RotatedBox) -> Float {
    let range = SimulationRanges.opticsSigmaInPixels
    let optics = (range.lowerBound + range.upperBound) / 2
    let sigma = (optics * optics + 1.0 / 12).squareRoot()
    func side(_ length: Double) -> Double {
      let ratio = length / sigma
      let tail = (1 - exp(-ratio * ratio / 2)) / (2 * Double.pi).squareRoot() * 2 / ratio
      return erf(ratio / 2.squareRoot()) - tail
    }
    return Float(side(box.length) * side(box.width))
  }

  func crane(
    _ box: RotatedBox, pad: RotatedBox, on ground: Spectrum, height: Double, wanted: Float, isBright: Bool
  ) -> Crane {
    let step = noise * (wanted / kept)
    // No surface is darker than 0.02: where a dark crane would be, it is painted bright instead.
    let canBeDark = (ground - step).min() >= 0.02
    let spectrum = isBright || !canBeDark ? ground + step : ground - step
    return Crane(
      box: box, pad: pad, padSpectrum: ground, height: height, spectrum: spectrum, contrast: Double(wanted))
  }
}
