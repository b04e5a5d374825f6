extension ChiSquare {
  /// The value that χ² stays below with `probability`, 0 < probability < 1, to 1e-12 of itself.
  package static func quantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    return 2 * IncompleteGamma.upperQuantile(Double(degreesOfFreedom) / 2, tail: 1 - probability)
  }
}
