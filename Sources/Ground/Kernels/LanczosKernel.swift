import Foundation

/// The sinc function, windowed by the first lobe of another one four times as wide: eight pixels a side.
/// - Source: [Duchon1979]
package struct LanczosKernel: Sendable {
  /// Pixels that a value rests on, along each axis.
  package static let size = 8
  package static let shared = LanczosKernel()

  /// A place between pixel centres along one axis.
  package struct Place {
    /// The first pixel that the value rests on.
    package let first: Int
    /// Row of the kernel's table.
    fileprivate let phase: Int
    /// Whether it is a pixel's centre, so that the value is that pixel's.
    var isCentre: Bool { phase == 0 }

    /// - Parameter position: 0 at the first pixel's centre.
    @inline(__always)
    package init(_ position: Double) {
      let steps = (position * Double(LanczosKernel.phases)).rounded()
      let whole = (steps / Double(LanczosKernel.phases)).rounded(.down)
      first = Int(whole) - LanczosKernel.size / 2 + 1
      phase = Int(steps - whole * Double(LanczosKernel.phases))
    }
  }

  /// Places are taken to the nearest of so many between two pixels: a thousandth of a pixel is less than what noise leaves.
  fileprivate static let phases = 1_024
  private let weights: [SIMD8<Float>]

  private init() {
    weights = (0..<Self.phases).map { phase in
      var result = SIMD8<Float>.zero
      for pixel in 0..<Self.size {
        let distance = Double(phase) / Double(Self.phases) - Double(pixel - Self.size / 2 + 1)
        result[pixel] = Float(Self.sinc(distance) * Self.sinc(distance / Double(Self.size / 2)))
      }
      return result / result.sum()
    }
  }

  /// Weights of the eight pixels from `place.first` on; they add up to 1.
  @inline(__always)
  func weights(_ place: Place) -> SIMD8<Float> { weights.span[place.phase] }

  private static func sinc(_ x: Double) -> Double { abs(x) < 1e-9 ? 1 : sin(.pi * x) / (.pi * x) }

  /// - Parameters:
  ///   - samples: row-major; all that the value rests on must lie inside.
  @inline(__always)
  package func value(of samples: Span<Float>, columns: Int, _ across: Place, _ down: Place) -> Float {
    let table = weights.span
    let (horizontal, vertical) = (table[across.phase], table[down.phase])
    var sum = SIMD8<Float>.zero
    var index = down.first &* columns &+ across.first
    for row in 0..<Self.size {
      let eight = samples.extracting(index..<index &+ 8)
      sum += vertical[row] * SIMD8(eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7])
      index &+= columns
    }
    return (sum * horizontal).sum()
  }
}
