import Rasters
import Statistics

/// The mixture of bands that best explains a panchromatic picture of the same size, and each band's regression on it.
struct Mixture {
  let weights: [Double]
  let offset: Double
  /// Covariance of each band with the mixture over the mixture's variance.
  let gains: [Double]

  /// Fewer pixels do not fix the weights of a handful of bands.
  private static let leastPixels = 100
  private static let leastCorrelation = 0.6

  /// - Throws: `Refusal` under 100 valid pixels, where the bands depend on each other, and where they do not explain the
  ///   panchromatic picture.
  init(_ bands: Raster, panchromatic: Raster) throws(Pansharpening.Refusal) {
    let plane = bands.columns * bands.rows
    let pixels = (0..<plane).filter { bands.validity.flags[$0] && panchromatic.validity.flags[$0] }
    guard pixels.count >= Self.leastPixels else {
      throw Pansharpening.Refusal(
        reason: "Only \(pixels.count) pixels are valid in both pictures; \(Self.leastPixels) are the least.",
        mend: "Use a larger part of the pictures.")
    }
    var equations = LeastSquares.NormalEquations(width: bands.bandCount + 1)
    var row = [Double](repeating: 1, count: bands.bandCount + 1)
    for pixel in pixels {
      for band in 0..<bands.bandCount { row[band] = Double(bands.samples[band * plane + pixel]) }
      equations.add(row.span, value: Double(panchromatic.samples[pixel]))
    }
    guard let solution = equations.solution else {
      throw Pansharpening.Refusal(
        reason: "The bands depend on each other, so that their shares in the panchromatic picture are not fixed.",
        mend: "Leave out bands that repeat others.")
    }
    let weights = Array(solution.dropLast())
    offset = solution[bands.bandCount]
    self.weights = weights
    let mixed = pixels.map { pixel in
      (0..<bands.bandCount).reduce(solution[bands.bandCount]) {
        $0 + weights[$1] * Double(bands.samples[$1 * plane + pixel])
      }
    }
    let own = pixels.map { Double(panchromatic.samples[$0]) }
    let variance = Self.covariance(mixed, mixed)
    let correlation = Self.covariance(mixed, own) / max(variance * Self.covariance(own, own), 1e-30).squareRoot()
    guard variance > 0, correlation >= Self.leastCorrelation else {
      throw Pansharpening.Refusal(
        reason: "The bands explain too little of the panchromatic picture: correlation \(Self.text(correlation)), "
          + "\(Self.leastCorrelation) is the least.",
        mend: "Check that both show the same place at the same moment, and align them first.")
    }
    gains = (0..<bands.bandCount).map { band in
      Self.covariance(mixed, pixels.map { Double(bands.samples[band * plane + $0]) }) / variance
    }
  }

  private static func covariance(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let (meanLeft, meanRight) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    var sum = 0.0
    for index in left.indices { sum += (left[index] - meanLeft) * (right[index] - meanRight) }
    return sum / count
  }

  private static func text(_ correlation: Double) -> String {
    let hundredths = Int((correlation * 100).rounded())
    let digits = abs(hundredths) % 100
    return (hundredths < 0 ? "-" : "") + "\(abs(hundredths) / 100).\(digits < 10 ? "0" : "")\(digits)"
  }
}
