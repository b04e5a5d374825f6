/// The χ² distribution with any whole number of degrees of freedom.
package enum ChiSquare {
  /// Probability that χ² exceeds `value`, to 1e-12 of itself however small; 1 where `value` is 0 or less.
  /// - Source: [DiDonato1986], as Q(f/2, value/2).
  package static func survival(_ value: Double, degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom >= 1, "\(degreesOfFreedom) degrees of freedom")
    return IncompleteGamma.upper(Double(degreesOfFreedom) / 2, max(value, 0) / 2)
  }

  /// Its natural logarithm, which is finite where the probability itself is too small for a number.
  package static func logSurvival(_ value: Double, degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom >= 1, "\(degreesOfFreedom) degrees of freedom")
    return IncompleteGamma.logUpper(Double(degreesOfFreedom) / 2, max(value, 0) / 2)
  }
}
