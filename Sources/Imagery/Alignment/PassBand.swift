import Foundation

/// The frequencies of a square tile that phase correlation keeps: those of a Gaussian's weight to speak of, and of each
/// pair that a real picture makes equal but for a sign only one.
struct PassBand: Sendable {
  let size: Int
  /// Highest frequency kept, in cycles per tile.
  let reach: Int
  /// Per kept frequency its weight; those that stand for two count twice. Row frequencies −reach … reach, for each the
  /// column frequencies 0 … reach.
  let weights: [Float]

  /// Frequencies beyond so many deviations weigh under 4 %.
  private static let deviationsKept = 2.6

  init(size: Int, width: Double) {
    self.size = size
    let reach = min(Int(Self.deviationsKept * width * Double(size)), size / 2 - 1)
    self.reach = reach
    func pass(_ frequency: Int) -> Double {
      let share = Double(frequency) / Double(size) / width
      return exp(-share * share / 2)
    }
    weights = (-reach...reach).flatMap { row in
      (0...reach).map { column in Float(pass(row) * pass(column) * (column == 0 ? 1 : 2)) }
    }
  }

  var rowCount: Int { 2 * reach + 1 }
  var columnCount: Int { reach + 1 }

  /// The spectra of two real tiles from the transform of the one + i · the other.
  func split(
    _ real: Span<Float>, _ imaginary: Span<Float>
  ) -> (PhaseCorrelation.Spectrum, PhaseCorrelation.Spectrum) {
    var planes = [[Float]](repeating: [Float](repeating: 0, count: weights.count), count: 4)
    var index = 0
    for row in -reach...reach {
      let start = (row + size) % size * size
      let mirrored = (size - row) % size * size
      for column in 0...reach {
        let (here, there) = (start + column, mirrored + (size - column) % size)
        planes[0][index] = (real[here] + real[there]) / 2
        planes[1][index] = (imaginary[here] - imaginary[there]) / 2
        planes[2][index] = (imaginary[here] + imaginary[there]) / 2
        planes[3][index] = (real[there] - real[here]) / 2
        index += 1
      }
    }
    return (.init(real: planes[0], imaginary: planes[1]), .init(real: planes[2], imaginary: planes[3]))
  }

  /// Lays a cross spectrum out as the whole, symmetric spectrum that the inverse transform takes.
  func spread(_ cross: CrossSpectrum, into real: inout [Float], _ imaginary: inout [Float]) {
    var index = 0
    for row in -reach...reach {
      for column in 0...reach {
        let (here, there) = (
          (row + size) % size * size + column, (size - row) % size * size + (size - column) % size
        )
        // Frequencies that stand for two were counted twice.
        let share: Float = column == 0 ? 1 : 0.5
        real[here] = cross.real[index] * share
        imaginary[here] = cross.imaginary[index] * share
        if column > 0 {
          real[there] = real[here]
          imaginary[there] = -imaginary[here]
        }
        index += 1
      }
    }
  }

  /// Cosines and sines of the kept frequencies `from` … reach at a shift in pixels.
  func phases(_ shift: Double, from first: Int) -> (cosines: [Float], sines: [Float]) {
    let angles = (first...reach).map { 2 * .pi * Double($0) / Double(size) * shift }
    return (angles.map { Float(cos($0)) }, angles.map { Float(sin($0)) })
  }
}
