/// Weighted sums of a fit with a constant and four waves, and its normal equations.
struct ScreenEquations {
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
      (
        SIMD8(weight, 0, 0, 0, 0, 0, 0, 0), SIMD8(first[0], rows.0[0], 0, 0, 0, 0, 0, 0),
        SIMD8(first[1], rows.1[0], rows.1[1], 0, 0, 0, 0, 0),
        SIMD8(first[2], rows.2[0], rows.2[1], rows.2[2], 0, 0, 0, 0),
        SIMD8(first[3], rows.3[0], rows.3[1], rows.3[2], rows.3[3], 0, 0, 0)
      ), width: width)
  }

  func solution(width: Int) -> Solution? {
    factor(width: width).map { $0.solve(value, products) }
  }

  /// Constant and four waves.
  struct Solution {
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

  /// Lower Cholesky factor of five unknowns, or of the first three.
  struct Factor {
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
}
