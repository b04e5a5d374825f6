/// What a file's name, and the folder it lies in, say that it is of. Metadata may say more.
package enum ProductKind: String, Sendable, Hashable {
  case sentinel2L1C, sentinel2L2A
  /// Sentinel-2 of which the names do not tell the level.
  case sentinel2
  case landsatLevel2
  case operaRTC
  /// Linear power, amplitude and decibels; gamma-nought unless the name says sigma-nought.
  case radarPower, radarAmplitude, radarDecibels
  case sigmaPower, sigmaAmplitude, sigmaDecibels
  /// Radar by its polarisation, of unknown scale.
  case radar
  case planetAnalytic, planetSurface
  case skySatAnalytic, skySatSurface
  /// Any other picture.
  case picture
}
