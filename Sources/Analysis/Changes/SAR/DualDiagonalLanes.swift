/// Two independent powers of several pixels.
struct DualDiagonalLanes: CovarianceLanes {
  static var covariance: RadarCovariance { .dualDiagonal }

  private var first: PixelLanes
  private var second: PixelLanes

  @inline(__always)
  init(loading values: Span<Float>, from start: Int, to end: Int, stride: Int) {
    first = .load(values, from: start, to: end)
    second = .load(values, from: start &+ stride, to: end &+ stride)
  }

  @inline(__always)
  init(diagonal number: Double) { self.init(PixelLanes(repeating: number), PixelLanes(repeating: number)) }

  @inline(__always)
  private init(_ first: PixelLanes, _ second: PixelLanes) {
    self.first = first
    self.second = second
  }

  @inline(__always)
  var isSeen: PixelLaneMask { .isPower(first) .& .isPower(second) }
  // Single precision squared is far from the ends of double precision: one logarithm serves both powers.
  @inline(__always)
  var determinant: PixelLanes { first * second }
  @inline(__always)
  var isPositive: PixelLaneMask { (first .> 0) .& (second .> 0) }

  @inline(__always)
  func adding(_ other: DualDiagonalLanes) -> DualDiagonalLanes {
    DualDiagonalLanes(first + other.first, second + other.second)
  }

  @inline(__always)
  func scaled(by factor: PixelLanes, less other: DualDiagonalLanes) -> DualDiagonalLanes {
    DualDiagonalLanes(factor * first - other.first, factor * second - other.second)
  }

  @inline(__always)
  func less(_ other: DualDiagonalLanes, times factor: PixelLanes) -> DualDiagonalLanes {
    DualDiagonalLanes(first - factor * other.first, second - factor * other.second)
  }

  @inline(__always)
  func replacing(with other: DualDiagonalLanes, where mask: PixelLaneMask) -> DualDiagonalLanes {
    DualDiagonalLanes(
      first.replacing(with: other.first, where: mask), second.replacing(with: other.second, where: mask))
  }
}
