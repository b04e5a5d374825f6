/// One power of several pixels.
struct SingleLanes: CovarianceLanes {
  static var covariance: RadarCovariance { .single }

  private var power: PixelLanes

  @inline(__always)
  init(loading values: Span<Float>, from start: Int, to end: Int, stride: Int) {
    power = .load(values, from: start, to: end)
  }

  @inline(__always)
  init(diagonal number: Double) { power = PixelLanes(repeating: number) }

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

  /// Of one power the braces are ln(1 + u) + (j−1) ln(1 − u/(j−1)), u = (j X − S)/S: what is left of j ln j and the other
  /// terms where X is near the mean would else be rounding, and P near 1 goes with its root.
  @inline(__always)
  static func braces(_ step: OmnibusStep<SingleLanes>) -> OmnibusStep<SingleLanes>.Braces {
    let earlier = PixelLanes.larger(step.dates - 1, PixelLanes(repeating: 1))
    let share = 1 / step.sum.power
    let excess = (step.dates * step.here.power - step.sum.power) * share
    let inverse = 1 / earlier
    let first = (step.dates * step.here.power * share).logarithm(ofOneAnd: excess)
    let others = (step.dates * step.before.power * share * inverse).logarithm(ofOneAnd: -excess * inverse)
    return OmnibusStep.Braces(value: first + (step.dates - 1) * others, itself: .zero, sum: .zero)
  }
}
