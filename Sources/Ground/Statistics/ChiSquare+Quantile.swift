extension ChiSquare {
  /// The value that χ² stays below with `probability`, 0 < probability < 1, to 1e-12 of itself, by bisection.
  package static func quantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    var (low, high) = (0.0, Double(degreesOfFreedom))
    while survival(high, degreesOfFreedom: degreesOfFreedom) > 1 - probability { high *= 2 }
    while high - low > 1e-12 * high {
      let middle = 0.5 * (low + high)
      if survival(middle, degreesOfFreedom: degreesOfFreedom) > 1 - probability { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}
