import Foundation
import Statistics
import Testing

@Suite("Tails of the χ² distribution")
struct ChiSquareTests {
  /// Degrees of freedom, value, P and ln P; reckoned to 60 digits. P is 0 where it is no number.
  private static let table: [(Int, Double, Double, Double)] = [
    (1, 1e-08, 0.9999202115440526, -7.97916392154835e-05),
    (1, 0.3, 0.5838824207703652, -0.5380556507217004),
    (1, 3.84, 0.050043521248705106, -2.994862227180027),
    (1, 50.0, 1.537459794428035e-12, -27.200889545537436),
    (1, 1400.0, 0, -703.8486181251224),
    (1, 100000.0, 0, -50005.98226408488),
    (2, 0.01, 0.9950124791926823, -0.005),
    (2, 5.99, 0.05003662708658628, -2.995),
    (2, 100.0, 1.9287498479639178e-22, -50.0),
    (2, 1480.0, 0, -740.0),
    (3, 0.001, 0.9999915920809419, -8.407954404795732e-06),
    (3, 2.5, 0.4752910833430206, -0.7438278555991162),
    (3, 60.0, 5.878230727906912e-13, -28.162350388904997),
    (3, 900.0, 8.851690237125581e-195, -446.823484705809),
    (4, 0.5, 0.9735009788392561, -0.026856448685790246),
    (4, 9.5, 0.049747247417943646, -3.000800145190741),
    (4, 1000.0, 3.569412779777384e-215, -493.7833938989151),
    (6, 0.5, 0.9978385033102375, -0.0021638360954187434),
    (6, 12.0, 0.06196880441665896, -2.7811241751317994),
    (6, 1200.0, 4.786642678691315e-256, -587.8959545429517),
    (9, 0.05, 0.9999999988439061, -1.1560938395067365e-09),
    (9, 8.0, 0.5341462169096913, -0.6270856630646495),
    (9, 17.0, 0.04871597614764129, -3.021748250378025),
    (9, 700.0, 6.916357838795498e-145, -331.9409491769376),
    (13, 1.0, 0.9999961652652649, -3.834742087749993e-06),
    (13, 13.0, 0.4478116743194915, -0.8033825047698785),
    (13, 400.0, 2.2366449596323236e-77, -176.49407520335555),
    (40, 10.0, 0.999999654786418, -3.4521364167766837e-07),
    (40, 38.0, 0.5606073893915084, -0.5787344591190763),
    (40, 41.0, 0.42647529857943556, -0.8522008303057442),
    (40, 200.0, 3.764893576001475e-23, -51.633737544676976),
    (40, 2000.0, 0, -908.0733707691373),
    (101, 60.0, 0.9996058637044722, -0.0003942139876523611),
    (101, 100.5, 0.49532853503161145, -0.702534029435051),
    (101, 103.0, 0.4259662988650653, -0.8533950464875655),
    (101, 1500.0, 9.812426292767319e-248, -568.7574534910082),
    (1000, 700.0, 0.9999999999999711, -2.890359939561237e-14),
    (1000, 999.0, 0.502975706170884, -0.6872134079197835),
    (1000, 1100.0, 0.014614408126295194, -4.225747378926617),
    (1000, 3000.0, 1.6436845843569544e-198, -455.41490799325794),
    (20001, 19500.0, 0.9941791562420933, -0.0058378508983182075),
    (20001, 20000.0, 0.5006649113730551, -0.6918182412449854),
    (20001, 20500.0, 0.006609533248889083, -5.019242240487833),
  ]

  @Test("P and ln P are those of 60 digits to 1e-12 of themselves, near 1 and far out", arguments: table)
  func digits(_ row: (freedom: Int, value: Double, tail: Double, logTail: Double)) {
    let logTail = ChiSquare.logSurvival(row.value, degreesOfFreedom: row.freedom)
    #expect(abs(logTail / row.logTail - 1) < 1e-12, "\(logTail)")
    guard row.tail > 0 else { return }
    let tail = ChiSquare.survival(row.value, degreesOfFreedom: row.freedom)
    #expect(abs(tail / row.tail - 1) < 1e-12, "\(tail)")
  }

  @Test("At 0 and below P is 1, at infinity 0")
  func ends() {
    for freedom in [1, 2, 9, 100] {
      #expect(ChiSquare.survival(0, degreesOfFreedom: freedom) == 1)
      #expect(ChiSquare.survival(-3, degreesOfFreedom: freedom) == 1)
      #expect(ChiSquare.logSurvival(0, degreesOfFreedom: freedom) == 0)
      #expect(ChiSquare.survival(.infinity, degreesOfFreedom: freedom) == 0)
      #expect(ChiSquare.logSurvival(.infinity, degreesOfFreedom: freedom) == -.infinity)
    }
  }

  @Test("Two degrees are the exponential, one the normal's two tails, and two more add the next term")
  func closedForms() {
    for value in [0.01, 0.7, 1.99, 3, 8, 40, 300] {
      #expect(abs(ChiSquare.survival(value, degreesOfFreedom: 2) / exp(-value / 2) - 1) < 1e-12)
      #expect(abs(ChiSquare.survival(value, degreesOfFreedom: 1) / erfc((value / 2).squareRoot()) - 1) < 1e-12)
      for freedom in [1, 2, 5, 8, 33] {
        let half = Double(freedom) / 2
        let step = exp(half * log(value / 2) - value / 2 - log(tgamma(half + 1)))
        let sum = ChiSquare.survival(value, degreesOfFreedom: freedom) + step
        #expect(abs(ChiSquare.survival(value, degreesOfFreedom: freedom + 2) / sum - 1) < 1e-12)
      }
    }
  }

  @Test("P never rises with the value, across the place where one sum takes over from the other")
  func falls() {
    for freedom in [1, 3, 10, 77, 500] {
      let middle = Double(freedom) + 2
      let tails = (-200...200).map { ChiSquare.survival(middle + Double($0) * 1e-3, degreesOfFreedom: freedom) }
      #expect(zip(tails, tails.dropFirst()).allSatisfy { $0 > $1 })
    }
  }

  @Test("Of simulated squares of normals as many exceed a quantile as P says")
  func simulated() {
    var generator = SeededGenerator(seed: 90)
    let draws = (0..<20_000).map { _ in (0..<3).reduce(0.0) { sum, _ in sum + pow(generator.normal(), 2) } }
    for value in [1.0, 2.4, 6.3, 11.3] {
      let tail = ChiSquare.survival(value, degreesOfFreedom: 3)
      let share = Double(draws.count { $0 > value }) / Double(draws.count)
      #expect(abs(share - tail) < 4 * (tail * (1 - tail) / Double(draws.count)).squareRoot())
    }
  }

  @Test("The incomplete gamma function takes any shape")
  func anyShape() {
    // Γ(a, x)/Γ(a) + its complement's recurrence: Q(a + 1, x) = Q(a, x) + xᵃe⁻ˣ/Γ(a + 1).
    for shape in [0.05, 0.7, 2.3, 15.2, 60.9] {
      for x in [0.02, 0.9, 4, 20, 90] {
        let step = exp(shape * log(x) - x - lgamma(shape + 1))
        let sum = IncompleteGamma.upper(shape, x) + step
        #expect(abs(IncompleteGamma.upper(shape + 1, x) / sum - 1) < 2e-12, "\(shape), \(x)")
        #expect(abs(exp(IncompleteGamma.logUpper(shape, x)) / IncompleteGamma.upper(shape, x) - 1) < 1e-12)
      }
    }
  }
}
