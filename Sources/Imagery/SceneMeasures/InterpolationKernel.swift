import Foundation

/// The kernels by which pictures are enlarged, by what they let pass.
enum InterpolationKernel: CaseIterable {
  case nearest
  case bilinear
  /// Cubic convolution with a = −1/2.
  case cubic

  /// Power that passes at `frequency`, in cycles per pixel of the picture before it was enlarged. All have a zero at 1:
  /// a kernel that gives a constant picture back must.
  /// - Source: [Keys1981] for the cubic one
  func power(_ frequency: Double) -> Double {
    let u = frequency
    switch self {
    case .nearest: return pow(Self.sinc(u), 2)
    case .bilinear: return pow(Self.sinc(u), 4)
    case .cubic:
      guard abs(u) > 1e-3 else { return 1 }
      let square = pow(Double.pi * u, 2)
      let first = 3 / square * (pow(Self.sinc(u), 2) - Self.sinc(2 * u))
      let second = 1 / square * (3 * pow(Self.sinc(2 * u), 2) - 2 * Self.sinc(2 * u) - Self.sinc(4 * u))
      return pow(first - second, 2)
    }
  }

  private static func sinc(_ u: Double) -> Double { abs(u) < 1e-9 ? 1 : sin(.pi * u) / (.pi * u) }
}
