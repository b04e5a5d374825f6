/// Multitemporal screening as in `ReferenceScreen`, with sums in vectors and no memory of its own but what it keeps.
struct RobustScreen: Sendable {
  private var rows: [SIMD4<Double>] = []
  private var values: [Double] = []
  private var inflation: [Double] = []
  private var scaled: [Double] = []
  private var sorted: [Double] = []
  private(set) var flagged: [Bool] = []

  /// Takes the dates of a window; sets `flagged` to none.
  mutating func begin(slots: [Int], window: Range<Int>, dates: SeriesDates) {
    let span = dates.days[slots[window.upperBound - 1]] - dates.days[slots[window.lowerBound]]
    let years = Int((span / BreakOptions.daysInYear).rounded(.up))
    rows.removeAll(keepingCapacity: true)
    flagged.removeAll(keepingCapacity: true)
    inflation.removeAll(keepingCapacity: true)
    var sums = Sums()
    for index in window {
      let slot = slots[index]
      let yearly = dates.exactTerms[slot]
      // Within a year both waves are one.
      let slow = years > 1 ? dates.slowWaves[years - 1][slot] : .zero
      let row = SIMD4(yearly[2], yearly[3], slow[0], slow[1])
      rows.append(row)
      flagged.append(false)
      sums.add(row, value: 0, weight: 1)
    }
    width = years > 1 ? 5 : 3
    factor = sums.factor(width: width)
    guard let factor else { return }
    for row in rows { inflation.append(1 / (1 - min(factor.leverage(row), 0.9999)).squareRoot()) }
  }

  private var width = 5
  private var factor: Factor?

  /// Flags the dates of the window at which a band lies further than `limit` from its robust fit.
  /// - Parameters:
  ///   - observed: values by date and group; `group` and `lane` are the band's.
  mutating func screen(
    limit: Double, observed: [BandLanes], slots: [Int], window: Range<Int>, group: Int, groups: Int, lane: Int
  ) {
    guard factor != nil else { return }
    values.removeAll(keepingCapacity: true)
    for index in window { values.append(Double(observed[slots[index] * groups + group][lane])) }
    guard let fit = robustFit() else { return }
    for index in 0..<rows.count where abs(values[index] - fit.value(rows[index])) > limit { flagged[index] = true }
  }

  private mutating func robustFit() -> Solution? {
    var sums = Sums()
    for index in 0..<rows.count { sums.add(rows[index], value: values[index], weight: 1) }
    guard var fit = sums.solution(width: width) else { return nil }
    let floor = smallestScale(sums)
    for _ in 0..<ReferenceScreen.mostRounds {
      scaled.removeAll(keepingCapacity: true)
      sorted.removeAll(keepingCapacity: true)
      for index in 0..<rows.count {
        let residual = (values[index] - fit.value(rows[index])) * inflation[index]
        scaled.append(residual)
        sorted.append(abs(residual))
      }
      let scale = Selection.median(of: &sorted, from: width - 1) / 0.6745
      let reach = 1 / (max(scale, floor) * ReferenceScreen.tuning)
      sums = Sums()
      for index in 0..<rows.count {
        let u = scaled[index] * reach
        let part = max(0, 1 - u * u)
        sums.add(rows[index], value: values[index], weight: part * part)
      }
      guard let next = sums.solution(width: width) else { return fit }
      let settled = fit.isNear(next)
      fit = next
      if settled { break }
    }
    return fit
  }

  private func smallestScale(_ sums: Sums) -> Double {
    let count = sums.weight
    let mean = sums.value / count
    var square = 0.0
    for value in values { square += (value - mean) * (value - mean) }
    return square > 0 ? 1e-6 * (square / (count - 1)).squareRoot() : 1
  }
}

/// Constant and four waves.
private struct Solution {
  var constant: Double
  var waves: SIMD4<Double>

  @inline(__always) func value(_ row: SIMD4<Double>) -> Double {
    let product = waves * row
    return constant + ((product[0] + product[1]) + (product[2] + product[3]))
  }

  func isNear(_ other: Solution) -> Bool {
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1.49e-8 * max(abs(a), abs(b)) }
    return near(constant, other.constant) && (0..<4).allSatisfy { near(waves[$0], other.waves[$0]) }
  }
}

/// Weighted sums of a fit with a constant and four waves.
private struct Sums {
  var weight = 0.0
  var value = 0.0
  var first = SIMD4<Double>.zero
  var products = SIMD4<Double>.zero
  var rows = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)

  @inline(__always) mutating func add(_ row: SIMD4<Double>, value: Double, weight: Double) {
    let weighted = row * weight
    self.weight += weight
    self.value += weight * value
    first += weighted
    products += weighted * value
    rows.0 += row * weighted[0]
    rows.1 += row * weighted[1]
    rows.2 += row * weighted[2]
    rows.3 += row * weighted[3]
  }

  /// `nil` where the dates do not fix the fit.
  func factor(width: Int) -> Factor? {
    Factor(
      (SIMD8(weight, 0, 0, 0, 0, 0, 0, 0), SIMD8(first[0], rows.0[0], 0, 0, 0, 0, 0, 0),
        SIMD8(first[1], rows.1[0], rows.1[1], 0, 0, 0, 0, 0),
        SIMD8(first[2], rows.2[0], rows.2[1], rows.2[2], 0, 0, 0, 0),
        SIMD8(first[3], rows.3[0], rows.3[1], rows.3[2], rows.3[3], 0, 0, 0)), width: width)
  }

  func solution(width: Int) -> Solution? {
    factor(width: width).map { $0.solve(value, products) }
  }
}

/// Lower Cholesky factor of five unknowns, or of the first three.
private struct Factor {
  private var rows: (SIMD8<Double>, SIMD8<Double>, SIMD8<Double>, SIMD8<Double>, SIMD8<Double>)
  private let width: Int

  init?(_ matrix: (SIMD8<Double>, SIMD8<Double>, SIMD8<Double>, SIMD8<Double>, SIMD8<Double>), width: Int) {
    var (a, b, c, d, e) = matrix
    guard a[0] > 1e-9 else { return nil }
    a[0] = a[0].squareRoot()
    b[0] /= a[0]
    guard let b1 = Self.pivot(b[1] - b[0] * b[0], of: b[1]) else { return nil }
    b[1] = b1
    c[0] /= a[0]
    c[1] = (c[1] - c[0] * b[0]) / b[1]
    guard let c2 = Self.pivot(c[2] - c[0] * c[0] - c[1] * c[1], of: c[2]) else { return nil }
    c[2] = c2
    if width == 5 {
      d[0] /= a[0]
      d[1] = (d[1] - d[0] * b[0]) / b[1]
      d[2] = (d[2] - d[0] * c[0] - d[1] * c[1]) / c[2]
      guard let d3 = Self.pivot(d[3] - d[0] * d[0] - d[1] * d[1] - d[2] * d[2], of: d[3]) else { return nil }
      d[3] = d3
      e[0] /= a[0]
      e[1] = (e[1] - e[0] * b[0]) / b[1]
      e[2] = (e[2] - e[0] * c[0] - e[1] * c[1]) / c[2]
      e[3] = (e[3] - e[0] * d[0] - e[1] * d[1] - e[2] * d[2]) / d[3]
      let rest = e[4] - e[0] * e[0] - e[1] * e[1] - e[2] * e[2] - e[3] * e[3]
      guard let e4 = Self.pivot(rest, of: e[4]) else { return nil }
      e[4] = e4
    }
    rows = (a, b, c, d, e)
    self.width = width
  }

  private static func pivot(_ rest: Double, of whole: Double) -> Double? {
    rest > 1e-9 * max(whole, 1e-300) ? rest.squareRoot() : nil
  }

  /// L z = right
  @inline(__always) private func forward(_ constant: Double, _ waves: SIMD4<Double>)
    -> (Double, Double, Double, Double, Double)
  {
    let (a, b, c, d, e) = rows
    let z0 = constant / a[0]
    let z1 = (waves[0] - b[0] * z0) / b[1]
    let z2 = (waves[1] - c[0] * z0 - c[1] * z1) / c[2]
    guard width == 5 else { return (z0, z1, z2, 0, 0) }
    let z3 = (waves[2] - d[0] * z0 - d[1] * z1 - d[2] * z2) / d[3]
    let z4 = (waves[3] - e[0] * z0 - e[1] * z1 - e[2] * z2 - e[3] * z3) / e[4]
    return (z0, z1, z2, z3, z4)
  }

  func leverage(_ row: SIMD4<Double>) -> Double {
    let z = forward(1, row)
    return z.0 * z.0 + z.1 * z.1 + z.2 * z.2 + z.3 * z.3 + z.4 * z.4
  }

  func solve(_ constant: Double, _ waves: SIMD4<Double>) -> Solution {
    let z = forward(constant, waves)
    let (a, b, c, d, e) = rows
    let x4 = width == 5 ? z.4 / e[4] : 0
    let x3 = width == 5 ? (z.3 - e[3] * x4) / d[3] : 0
    let x2 = (z.2 - d[2] * x3 - e[2] * x4) / c[2]
    let x1 = (z.1 - c[1] * x2 - d[1] * x3 - e[1] * x4) / b[1]
    let x0 = (z.0 - b[0] * x1 - c[0] * x2 - d[0] * x3 - e[0] * x4) / a[0]
    return Solution(constant: x0, waves: SIMD4(x1, x2, x3, x4))
  }
}
