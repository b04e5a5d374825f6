import Rasters

/// A gantry crane on its paved pad: a beam in the air, so that its shadow lies apart from it.
struct Crane: Sendable, Hashable {
  var box: RotatedBox
  let pad: RotatedBox
  let padSpectrum: Spectrum
  /// Metres.
  let height: Double
  var spectrum: Spectrum
  /// Root mean square over the bands of the difference to the pad, in standard deviations of the noise, after optics.
  var contrast: Double
}
