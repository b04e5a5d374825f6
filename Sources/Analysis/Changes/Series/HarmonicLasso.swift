/// The lasso for eight bands at once, from sums over the dates: as `ReferenceLasso`, each band with its own course of
/// sweeps, but on covariances, so that a sweep costs the same whatever the number of dates.
/// - Source: [Friedman2010], section 2.2
struct HarmonicLasso: Sendable {
  private typealias Mask = SIMDMask<SIMD8<Int32>>
  private let penalty: Float
  /// By term without the constant: what is fitted, standardised, and its covariance with the residuals.
  private var slopes = [BandLanes](repeating: .zero, count: terms)
  private var gradients = [BandLanes](repeating: .zero, count: terms)
  private var touched = [Mask](repeating: Mask(repeating: false), count: terms)
  private var correlations = [Float](repeating: 0, count: terms * terms)
  private var means = [Double](repeating: 0, count: terms)
  private var scales = [Double](repeating: 0, count: terms)

  private static let terms = BreakOptions.mostTerms - 1

  init(penalty: Double) { self.penalty = Float(penalty) }

  /// Writes `model[term * groups + group]`, the constant first, 0 from term `count` on.
  mutating func fit(_ sums: HarmonicSums, terms count: Int, groups: Int, into model: inout [BandLanes]) {
    let dates = Double(sums.count)
    standardise(sums, count - 1)
    for group in 0..<groups {
      let mean = sums.products[group] / dates
      let variance = sums.squares[group] / dates - mean * mean
      for term in 0..<count - 1 {
        let covariance = sums.products[(term + 1) * groups + group] / dates - mean * means[term]
        gradients[term] = scales[term] > 0 ? BandLanes(covariance / scales[term]) : .zero
        slopes[term] = .zero
        touched[term] = Mask(repeating: false)
      }
      let deviation = BandLanes(variance).replacing(with: 0, where: BandLanes(variance) .< 0).root
      Self.descend(
        &slopes, &gradients, &touched, correlations: correlations, terms: count - 1, penalty: penalty,
        small: deviation * Float(ReferenceLasso.tolerance))
      var constant = mean
      for term in 0..<BreakOptions.mostTerms - 1 {
        guard term < count - 1, scales[term] > 0 else {
          model[(term + 1) * groups + group] = .zero
          continue
        }
        let slope = SIMD8<Double>(slopes[term]) / scales[term]
        constant -= slope * means[term]
        model[(term + 1) * groups + group] = BandLanes(slope)
      }
      model[group] = BandLanes(constant)
    }
  }

  private mutating func standardise(_ sums: HarmonicSums, _ count: Int) {
    let dates = Double(sums.count)
    for term in 0..<count {
      means[term] = sums.terms[0][term + 1] / dates
      let variance = sums.terms[term + 1][term + 1] / dates - means[term] * means[term]
      scales[term] = variance > 1e-12 ? variance.squareRoot() : 0
    }
    for term in 0..<count {
      for other in 0..<count {
        let covariance = sums.terms[term + 1][other + 1] / dates - means[term] * means[other]
        let product = scales[term] * scales[other]
        correlations[term * Self.terms + other] = product > 0 ? Float(covariance / product) : 0
      }
    }
  }

  /// Sweeps until every band has settled.
  private static func descend(
    _ slopes: inout [BandLanes], _ gradients: inout [BandLanes], _ touched: inout [Mask], correlations: [Float],
    terms: Int, penalty: Float, small: BandLanes
  ) {
    var slopes = slopes.mutableSpan
    var gradients = gradients.mutableSpan
    var touched = touched.mutableSpan
    let correlations = correlations.span
    // A band sweeps all terms or those it has touched; it is done when a sweep of all moves little.
    var all = Mask(repeating: true)
    var done = Mask(repeating: false)
    while true {
      var largest = BandLanes.zero
      for term in 0..<terms {
        let old = slopes[term]
        let gradient = gradients[term] + old
        let size = gradient.magnitude - penalty
        let signed = size.replacing(with: -size, where: gradient .< 0)
        let shrunk = signed.replacing(with: 0, where: size .<= 0)
        let new = old.replacing(with: shrunk, where: (all .| touched[term]) .& .!done)
        let move = new - old
        let moved = move .!= 0
        touched[term] .|= moved
        largest = BandLanes.larger(largest, move.magnitude)
        slopes[term] = new
        for other in 0..<terms { gradients[other] -= move * correlations[term &* Self.terms &+ other] }
      }
      let settled = largest .<= small
      done .|= all .& settled
      if Swift.all(done) { return }
      all = settled
    }
  }
}
