/// Reflectance in blue, green, red and near infrared.
typealias Spectrum = SIMD4<Float>

/// The surfaces of the plant. Typical broadband values of dry materials; each object varies them.
enum Surfaces {
  static let soil: Spectrum = [0.120, 0.165, 0.220, 0.285]
  static let asphalt: Spectrum = [0.082, 0.090, 0.098, 0.112]
  static let concrete: Spectrum = [0.190, 0.215, 0.235, 0.260]
  static let dryVegetation: Spectrum = [0.085, 0.120, 0.160, 0.255]
  static let greenVegetation: Spectrum = [0.035, 0.070, 0.045, 0.400]
  static let rust: Spectrum = [0.070, 0.095, 0.160, 0.210]
  static let steelFrame: Spectrum = [0.105, 0.110, 0.120, 0.140]
  static let ballast: Spectrum = [0.165, 0.185, 0.205, 0.230]
  static let water: Spectrum = [0.045, 0.050, 0.034, 0.014]

  static let cloths: [Spectrum] = [
    [0.330, 0.345, 0.350, 0.360],  // light sheet
    [0.060, 0.085, 0.060, 0.190],  // green net
    [0.115, 0.120, 0.125, 0.145],  // grey net
  ]
  static let loads: [Spectrum] = [
    [0.035, 0.037, 0.040, 0.046],  // coal
    [0.060, 0.080, 0.130, 0.170],  // ore
    [0.225, 0.265, 0.310, 0.360],  // sand
    [0.185, 0.205, 0.222, 0.245],  // gravel, hardly told from the ballast
    [0.060, 0.065, 0.075, 0.090],  // empty: the floor in the shade of the walls
  ]
  static let carPaints: [Spectrum] = [
    [0.055, 0.070, 0.130, 0.180],  // red-brown
    [0.300, 0.315, 0.325, 0.335],  // light grey
    [0.170, 0.120, 0.080, 0.170],  // blue
    [0.060, 0.095, 0.070, 0.200],  // green
  ]
  static let tanks: [Spectrum] = [
    [0.045, 0.047, 0.050, 0.056],  // black
    [0.340, 0.350, 0.355, 0.360],  // bare metal
  ]

  static let roofs: [Spectrum] = [
    [0.380, 0.400, 0.410, 0.420],  // new bare metal
    [0.275, 0.285, 0.290, 0.300],  // weathered metal
    [0.210, 0.165, 0.125, 0.190],  // blue paint
    [0.075, 0.105, 0.190, 0.245],  // red paint, tile
    [0.068, 0.072, 0.078, 0.088],  // bitumen
    [0.175, 0.195, 0.215, 0.240],  // fibre cement
  ]
}
