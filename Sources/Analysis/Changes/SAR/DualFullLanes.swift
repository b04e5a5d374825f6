/// Hermitian 2 × 2 matrices of several pixels.
struct DualFullLanes: CovarianceLanes {
  static var covariance: RadarCovariance { .dualFull }
  /// A determinant below this share of the diagonal's product is rounding of single precision.
  static let leastDeterminant = 1e-6

  private var first: PixelLanes
  private var real: PixelLanes
  private var imaginary: PixelLanes
  private var second: PixelLanes

  @inline(__always)
  init(loading values: Span<Float>, from start: Int, to end: Int, stride: Int) {
    first = .load(values, from: start, to: end)
    real = .load(values, from: start &+ stride, to: end &+ stride)
    imaginary = .load(values, from: start &+ 2 &* stride, to: end &+ 2 &* stride)
    second = .load(values, from: start &+ 3 &* stride, to: end &+ 3 &* stride)
  }

  @inline(__always)
  init(diagonal number: Double) {
    self.init(PixelLanes(repeating: number), .zero, .zero, PixelLanes(repeating: number))
  }

  @inline(__always)
  private init(_ first: PixelLanes, _ real: PixelLanes, _ imaginary: PixelLanes, _ second: PixelLanes) {
    self.first = first
    self.real = real
    self.imaginary = imaginary
    self.second = second
  }

  @inline(__always)
  var isSeen: PixelLaneMask {
    // What is no number fails the comparison.
    .isPower(first) .& .isPower(second) .& (determinant .> first * second * Self.leastDeterminant)
  }

  @inline(__always)
  var determinant: PixelLanes { first * second - (real * real + imaginary * imaginary) }
  @inline(__always)
  var isPositive: PixelLaneMask { (first .> 0) .& (determinant .> 0) }

  @inline(__always)
  func adding(_ other: DualFullLanes) -> DualFullLanes {
    DualFullLanes(
      first + other.first, real + other.real, imaginary + other.imaginary, second + other.second)
  }

  @inline(__always)
  func scaled(by factor: PixelLanes, less other: DualFullLanes) -> DualFullLanes {
    DualFullLanes(
      factor * first - other.first, factor * real - other.real, factor * imaginary - other.imaginary,
      factor * second - other.second)
  }

  @inline(__always)
  func less(_ other: DualFullLanes, times factor: PixelLanes) -> DualFullLanes {
    DualFullLanes(
      first - factor * other.first, real - factor * other.real, imaginary - factor * other.imaginary,
      second - factor * other.second)
  }

  @inline(__always)
  func replacing(with other: DualFullLanes, where mask: PixelLaneMask) -> DualFullLanes {
    DualFullLanes(
      first.replacing(with: other.first, where: mask), real.replacing(with: other.real, where: mask),
      imaginary.replacing(with: other.imaginary, where: mask), second.replacing(with: other.second, where: mask))
  }
}
