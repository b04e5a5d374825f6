/// A vertical axis from zero, with ticks at 1, 2 or 5 times a power of ten.
package struct ValueAxis {
  package let step: Double
  package let ticks: [Double]
  let top: Double
  let bottom: Double

  package init(highest: Double, top: Double, bottom: Double) {
    let highest = highest.isFinite && highest > 0 ? highest : 1
    var power = 1.0
    while power * 10 <= highest { power *= 10 }
    while power > highest { power /= 10 }
    let candidates = [0.1, 0.2, 0.5, 1, 2, 5, 10].map { $0 * power }
    step = candidates.first { highest / $0 <= 5 } ?? power * 10
    let count = Int((highest / step).rounded(.up))
    ticks = (0...max(count, 1)).map { [step] in Double($0) * step }
    self.top = top
    self.bottom = bottom
  }

  /// Values below zero, which an area has only by its interval, lie on the axis.
  package func row(_ value: Double) -> Double { bottom - (bottom - top) * max(0, value) / (ticks.last ?? 1) }
}
