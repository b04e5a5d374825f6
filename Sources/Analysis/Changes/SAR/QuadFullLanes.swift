/// Hermitian 3 × 3 matrices of several pixels.
///
///     ⎡ a      x + iy   u + iv ⎤
///     ⎢        b        p + iq ⎥
///     ⎣                 c      ⎦
struct QuadFullLanes: CovarianceLanes {
  static var covariance: RadarCovariance { .quadFull }

  private var a: PixelLanes
  private var x: PixelLanes
  private var y: PixelLanes
  private var u: PixelLanes
  private var v: PixelLanes
  private var b: PixelLanes
  private var p: PixelLanes
  private var q: PixelLanes
  private var c: PixelLanes

  @inline(__always)
  init(loading values: Span<Float>, from start: Int, to end: Int, stride: Int) {
    a = .load(values, from: start, to: end)
    x = .load(values, from: start &+ stride, to: end &+ stride)
    y = .load(values, from: start &+ 2 &* stride, to: end &+ 2 &* stride)
    u = .load(values, from: start &+ 3 &* stride, to: end &+ 3 &* stride)
    v = .load(values, from: start &+ 4 &* stride, to: end &+ 4 &* stride)
    b = .load(values, from: start &+ 5 &* stride, to: end &+ 5 &* stride)
    p = .load(values, from: start &+ 6 &* stride, to: end &+ 6 &* stride)
    q = .load(values, from: start &+ 7 &* stride, to: end &+ 7 &* stride)
    c = .load(values, from: start &+ 8 &* stride, to: end &+ 8 &* stride)
  }

  @inline(__always)
  init(diagonal number: Double) {
    (a, b, c) = (PixelLanes(repeating: number), PixelLanes(repeating: number), PixelLanes(repeating: number))
    (x, y, u, v, p, q) = (.zero, .zero, .zero, .zero, .zero, .zero)
  }

  /// |upper left 2 × 2|.
  @inline(__always)
  private var minor: PixelLanes { a * b - (x * x + y * y) }

  @inline(__always)
  var determinant: PixelLanes {
    // 2 Re(C₁₂ C₂₃ C̄₁₃)
    let turn = 2 * ((x * p - y * q) * u + (x * q + y * p) * v)
    return c * minor - a * (p * p + q * q) - b * (u * u + v * v) + turn
  }

  @inline(__always)
  var isSeen: PixelLaneMask {
    let least = DualFullLanes.leastDeterminant
    let powers = .isPower(a) .& .isPower(b) .& .isPower(c) as PixelLaneMask
    return powers .& (minor .> a * b * least) .& (determinant .> a * b * c * least)
  }

  @inline(__always)
  var isPositive: PixelLaneMask { (a .> 0) .& (minor .> 0) .& (determinant .> 0) }

  @inline(__always)
  func adding(_ other: QuadFullLanes) -> QuadFullLanes {
    combined(other) { $0 + $1 }
  }

  @inline(__always)
  func scaled(by factor: PixelLanes, less other: QuadFullLanes) -> QuadFullLanes {
    combined(other) { factor * $0 - $1 }
  }

  @inline(__always)
  func less(_ other: QuadFullLanes, times factor: PixelLanes) -> QuadFullLanes {
    combined(other) { $0 - factor * $1 }
  }

  @inline(__always)
  func replacing(with other: QuadFullLanes, where mask: PixelLaneMask) -> QuadFullLanes {
    combined(other) { $0.replacing(with: $1, where: mask) }
  }

  @inline(__always)
  private func combined(_ other: QuadFullLanes, _ body: (PixelLanes, PixelLanes) -> PixelLanes) -> QuadFullLanes {
    var made = self
    (made.a, made.b, made.c) = (body(a, other.a), body(b, other.b), body(c, other.c))
    (made.x, made.y) = (body(x, other.x), body(y, other.y))
    (made.u, made.v) = (body(u, other.u), body(v, other.v))
    (made.p, made.q) = (body(p, other.p), body(q, other.q))
    return made
  }
}
