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
  let coarse: SpectralWeights

  /// Deviation of the Gaussian that is passed at first, cycles per pixel: enlarged pictures hold no more ground.
  private static let coarseWidth = 0.12
  /// Frequencies beyond so many deviations of the Gaussian weigh under 4 %.
  private static let deviationsKept = 2.6
  /// Width of an annulus, in cycles per pixel.
  static let width = 1.0 / 32

  init(size: Int) {
    self.size = size
    var indices: [SIMD8<UInt8>] = []
    var multiplicity: [SIMD8<Float>] = []
    var radii: [SIMD8<Float>] = []
    var sizes: [Float] = []
    for column in 0..<size / 2 {
      let across = Double(column) / Double(size)
      for group in stride(from: 0, to: size, by: 8) {
        var (place, share, radius) = (SIMD8<UInt8>.zero, SIMD8<Float>(repeating: 2), SIMD8<Float>.zero)
        for lane in 0..<8 {
          let row = group + lane
          let distance = hypot(across, Double(row < size / 2 ? row : row - size) / Double(size))
          let annulus = Int(distance / Self.width)
          while sizes.count <= annulus { sizes.append(0) }
          sizes[annulus] += 1
          place[lane] = UInt8(annulus)
          radius[lane] = Float(distance)
          if column == 0 { share[lane] = row == 0 ? 0 : 1 }
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
    let gaussian = zip(multiplicity, radii).map { share, radius in
      var result = share
      for lane in 0..<8 {
        let distance = Double(radius[lane]) / Self.coarseWidth
        result[lane] *= distance > Self.deviationsKept ? 0 : Float(exp(-distance * distance / 2))
      }
      return result
    }
    coarse = SpectralWeights(gaussian, size: size)
  }

  /// The weight of each annulus, laid out for the frequencies.
  func spread(_ weights: [Float]) -> SpectralWeights {
    let values = indices.indices.map { index in
      var result = multiplicity[index]
      for lane in 0..<8 { result[lane] *= weights[Int(indices[index][lane])] }
      return result
    }
    return SpectralWeights(values, size: size)
  }
}
