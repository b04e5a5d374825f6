/// Quantiles of Student's distribution.
package enum StudentQuantile {
  /// Where the distribution function is `probability`; within 0.3 % of the exact quantile for 0.9 to 0.975.
  /// - Parameter freedom: degrees of freedom, 2 at least.
  /// - Source: [Abramowitz1964], 26.7.5.
  package static func at(_ probability: Double, freedom: Double) -> Double {
    precondition(freedom >= 2, "\(freedom) degrees of freedom")
    let z = NormalQuantile.at(probability)
    let square = z * z
    // Powers of the square by Horner's rule, the highest first.
    func sum(_ factors: [Double]) -> Double { factors.reduce(0) { $0 * square + $1 } }
    let terms = [
      sum([1, 1]) / 4, sum([5, 16, 3]) / 96, sum([3, 19, 17, -15]) / 384, sum([79, 776, 1_482, -1_920, -945]) / 92_160,
    ]
    return z * (1 + terms.reversed().reduce(0) { ($0 + $1) / freedom })
  }
}
