/// One power of several pixels.
struct SingleLanes: CovarianceLanes {
  static var covariance: RadarCovariance { .single }

  private var power: PixelLanes

  @inline(__always)
  init(loading values: Span<Float>, from start: Int, to end: Int, stride: Int) {
    power = .load(values, from: start, to: end)
  }

  @inline(__always)
  init() { power = PixelLanes(repeating: 1) }

  @inline(__always)
  private init(power: PixelLanes) { self.power = power }

  @inline(__always)
  var isSeen: PixelLaneMask { .isPower(power) }
  @inline(__always)
  var determinant: PixelLanes { power }
  @inline(__always)
  var isPositive: PixelLaneMask { power .> 0 }

  @inline(__always)
  func adding(_ other: SingleLanes) -> SingleLanes { SingleLanes(power: power + other.power) }

  @inline(__always)
  func scaled(by factor: PixelLanes, less other: SingleLanes) -> SingleLanes {
    SingleLanes(power: factor * power - other.power)
  }

  @inline(__always)
  func less(_ other: SingleLanes, times factor: PixelLanes) -> SingleLanes {
    SingleLanes(power: power - factor * other.power)
  }

  @inline(__always)
  func replacing(with other: SingleLanes, where mask: PixelLaneMask) -> SingleLanes {
    SingleLanes(power: power.replacing(with: other.power, where: mask))
  }
}
