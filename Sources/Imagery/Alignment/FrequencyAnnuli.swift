import Foundation

/// The frequencies of a window by their distance from zero.
struct FrequencyAnnuli: Sendable {
  let size: Int
  let count: Int
  /// The annulus of each frequency, as `WindowSpectrum` orders them.
  let indices: [SIMD8<UInt8>]
  /// Frequencies in each.
  let sizes: [Float]
  /// How many real frequencies one stands for: 1 or, with its mirror image left out, 2; 0 for the mean, and for the
  /// highest, whose sign is not known.
  let multiplicity: [SIMD8<Float>]
  /// Distance of each from zero, cycles per pixel.
  let radii: [SIMD8<Float>]
  /// Weights before anything is known of a pair: a Gaussian that passes what even enlarged pictures hold.
  let coarse: [SIMD8<Float>]

  /// Width of an annulus, in cycles per pixel.
  private static let width = 1.0 / 32

  init(size: Int) {
    self.size = size
    var indices: [SIMD8<UInt8>] = []
    var multiplicity: [SIMD8<Float>] = []
    var radii: [SIMD8<Float>] = []
    var sizes: [Float] = []
    for row in 0..<size {
      let down = Double(row < size / 2 ? row : row - size) / Double(size)
      for group in stride(from: 0, to: size / 2, by: 8) {
        var (place, share, radius) = (SIMD8<UInt8>.zero, SIMD8<Float>(repeating: 2), SIMD8<Float>.zero)
        for lane in 0..<8 {
          let distance = hypot(down, Double(group + lane) / Double(size))
          let annulus = Int(distance / Self.width)
          while sizes.count <= annulus { sizes.append(0) }
          sizes[annulus] += 1
          place[lane] = UInt8(annulus)
          radius[lane] = Float(distance)
          if group + lane == 0 { share[lane] = row == 0 ? 0 : 1 }
          if row == size / 2 { share[lane] = 0 }
        }
        indices.append(place)
        multiplicity.append(share)
        radii.append(radius)
      }
    }
    count = sizes.count
    self.indices = indices
    self.multiplicity = multiplicity
    self.radii = radii
    self.sizes = sizes
    coarse = zip(multiplicity, radii).map { share, radius in
      var result = share
      for lane in 0..<8 {
        let distance = Double(radius[lane]) / PhaseCorrelation.passWidth
        result[lane] *= Float(exp(-distance * distance / 2))
      }
      return result
    }
  }

  /// The weight of each annulus, laid out for the frequencies.
  func spread(_ weights: [Float]) -> [SIMD8<Float>] {
    indices.indices.map { index in
      var result = multiplicity[index]
      for lane in 0..<8 { result[lane] *= weights[Int(indices[index][lane])] }
      return result
    }
  }
}
