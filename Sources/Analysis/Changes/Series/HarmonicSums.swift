/// Sums over the dates of a model, to which dates are added one by one: what the lasso needs of them.
struct HarmonicSums: Sendable {
  private(set) var count = 0
  /// Σ xⱼ xₖ, row j; x₀ is 1.
  private(set) var terms = [SIMD8<Double>](repeating: .zero, count: BreakOptions.mostTerms)
  /// Σ xⱼ y, by term and group of bands.
  private(set) var products: [SIMD8<Double>]
  /// Σ y²
  private(set) var squares: [SIMD8<Double>]
  private let groups: Int

  init(groups: Int) {
    self.groups = groups
    products = Array(repeating: .zero, count: BreakOptions.mostTerms * groups)
    squares = Array(repeating: .zero, count: groups)
  }

  mutating func reset() {
    count = 0
    for term in terms.indices { terms[term] = .zero }
    for index in products.indices { products[index] = .zero }
    for group in squares.indices { squares[group] = .zero }
  }

  /// Adds a date by its terms; `add(_:row:group:)` has to follow for each group of bands.
  @inline(__always) mutating func add(row: SIMD8<Double>) {
    count += 1
    for term in 0..<BreakOptions.mostTerms { terms[term] += row * row[term] }
  }

  @inline(__always) mutating func add(_ values: BandLanes, row: SIMD8<Double>, group: Int) {
    let value = SIMD8<Double>(values)
    squares[group] += value * value
    for term in 0..<BreakOptions.mostTerms { products[term * groups + group] += value * row[term] }
  }
}
