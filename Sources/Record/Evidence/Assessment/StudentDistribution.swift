import Foundation

/// Student's distribution for whole degrees of freedom, in closed form.
/// - Source: [Abramowitz1964], 26.7.3 and 26.7.4
enum StudentDistribution {
  /// Share of draws that lie within −t … t.
  static func inside(_ t: Double, freedom: Int) -> Double {
    // Past some hundred degrees the sums lose nothing but time; the normal limit is then right to 1e-3 of the tail.
    guard freedom <= 1_000 else { return erf(t / 2.0.squareRoot()) }
    let angle = atan(t / Double(freedom).squareRoot())
    let square = cos(angle) * cos(angle)
    let isOdd = freedom % 2 == 1
    var term = isOdd ? cos(angle) : 1
    var sum = 0.0
    for step in stride(from: isOdd ? 3 : 2, through: freedom, by: 2) {
      sum += term
      term *= square * Double(step - 1) / Double(step)
    }
    return isOdd ? 2 / .pi * (angle + sin(angle) * sum) : sin(angle) * sum
  }

  /// Half-width that holds `level` of all draws, in standard deviations; 0 < level < 1, freedom from 1 on.
  static func reach(level: Double, freedom: Int) -> Double {
    precondition(level > 0 && level < 1 && freedom >= 1, "level \(level), \(freedom) degrees of freedom")
    var (low, high) = (0.0, 1.0)
    while inside(high, freedom: freedom) < level, high < 1e12 { high *= 2 }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if inside(middle, freedom: freedom) < level { low = middle } else { high = middle }
    }
    return high
  }
}
