/// What a scene's pixels are a measure of, once they have been read.
package enum PixelQuantity: String, Sendable, Hashable, CaseIterable {
  /// Numbers as they are stored, without a unit.
  case digitalNumber
  /// Light that reaches the satellite, in W/(m² sr μm).
  case radiance
  /// Reflectance at the top of the atmosphere, 0 … about 1.
  case topOfAtmosphere
  /// Reflectance of the ground, 0 … about 1.
  case surfaceReflectance
  /// Backscatter of radar per unit area across the line of sight, in dB.
  case gammaNought
  /// Backscatter of radar per unit area of ground, in dB.
  case sigmaNought
  /// Temperature of the ground, in kelvin.
  case surfaceTemperature

  package var words: String {
    switch self {
    case .digitalNumber: "DN"
    case .radiance: "radiance, top of atmosphere"
    case .topOfAtmosphere: "reflectance, top of atmosphere"
    case .surfaceReflectance: "reflectance, surface"
    case .gammaNought: "gamma-nought, dB"
    case .sigmaNought: "sigma-nought, dB"
    case .surfaceTemperature: "surface temperature, K"
    }
  }
}
