import Foundation

/// One way in which a picture may have been enlarged, with what it makes of each frequency.
struct Enlargement {
  /// What the model of a spectrum takes from one bin of it.
  struct Bin {
    /// Of the frequency folded into the picture before: its natural logarithm, and its square.
    let log: Double
    let square: Double
    /// Natural logarithm of the power that the kernel lets pass.
    let passed: Double
    /// Cycles a pixel, from `middle` on.
    let centred: Double
  }

  /// 1 or more; at 1 the kernel is left out.
  let factor: Double
  let kernel: InterpolationKernel
  /// From `firstBin` of `AxisSpectra` on.
  let bins: [Bin]

  /// The lowest frequencies hold the taper's width and the scene's slow changes.
  static let firstBin = 3
  /// About which the noise's slope turns.
  static let middle = 0.35

  /// So that no logarithm is of nothing; far below what any picture holds.
  private static let least = 1e-10

  /// Power that passes, as the taper mixes it: a third of each bin is heard from its two neighbours, beside a zero of the
  /// kernel more than the bin itself.
  private static func heard(_ kernel: InterpolationKernel, at u: Double, step: Double) -> Double {
    (4 * kernel.power(u) + kernel.power(u - step) + kernel.power(u + step)) / 6
  }

  init(factor: Double, kernel: InterpolationKernel) {
    self.factor = factor
    self.kernel = kernel
    let size = Double(AxisSpectra.size)
    bins = (Self.firstBin..<AxisSpectra.size / 2).map { bin in
      let frequency = Double(bin) / size
      let u = factor * frequency
      // Nearer to a whole number than the taper resolves there is no infinite power.
      let folded = max(abs(u - u.rounded()), 0.4 * factor / size)
      let passed = factor > 1.0001 ? Foundation.log(Self.heard(kernel, at: u, step: factor / size) + Self.least) : 0
      return Bin(log: Foundation.log(folded), square: folded * folded, passed: passed, centred: frequency - Self.middle)
    }
  }
}
