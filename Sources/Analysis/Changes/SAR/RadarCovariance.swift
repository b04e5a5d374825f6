import Kernels

/// What the bands of a radar series are: powers, or the elements of a covariance matrix.
package enum RadarCovariance: String, Sendable, CaseIterable {
  /// One power.
  case single
  /// Two powers (VV and VH), taken as independent: the diagonal of a covariance matrix.
  case dualDiagonal
  /// A Hermitian 2 × 2 matrix: C₁₁, Re C₁₂, Im C₁₂, C₂₂.
  case dualFull
  /// A Hermitian 3 × 3 matrix: C₁₁, Re C₁₂, Im C₁₂, Re C₁₃, Im C₁₃, C₂₂, Re C₂₃, Im C₂₃, C₃₃.
  case quadFull

  /// Real numbers of a pixel and date.
  package var bandCount: Int { form.bandCount }

  /// The same to the loop in C.
  var form: OmnibusPass.Form {
    switch self {
    case .single: .single
    case .dualDiagonal: .dualDiagonal
    case .dualFull: .dualFull
    case .quadFull: .quadFull
    }
  }

  /// p, the order of each block on the diagonal.
  package var order: Int {
    switch self {
    case .single, .dualDiagonal: 1
    case .dualFull: 2
    case .quadFull: 3
    }
  }

  /// Blocks that are taken as independent.
  package var blocks: Int { self == .dualDiagonal ? 2 : 1 }

  /// f, the degrees of freedom of one comparison: p² for each block.
  package var degreesOfFreedom: Int { blocks * order * order }

  /// For each band the two powers whose gains move it: its own twice on the diagonal.
  package var channels: [(Int, Int)] {
    switch self {
    case .single: [(0, 0)]
    case .dualDiagonal: [(0, 0), (1, 1)]
    case .dualFull: [(0, 0), (0, 1), (0, 1), (1, 1)]
    case .quadFull: [(0, 0), (0, 1), (0, 1), (0, 2), (0, 2), (1, 1), (1, 2), (1, 2), (2, 2)]
    }
  }

  /// Bands that are powers, channel by channel.
  package var powerBands: [Int] {
    channels.indices.filter { channels[$0].0 == channels[$0].1 }
  }
}
