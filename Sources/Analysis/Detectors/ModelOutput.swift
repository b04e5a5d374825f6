/// A tensor that a model gave.
package struct ModelOutput: Sendable, Equatable {
  package let dimensions: [Int]
  /// Row-major.
  package let values: [Float]

  package init(dimensions: [Int], values: [Float]) {
    precondition(dimensions.reduce(1, *) == values.count, "\(values.count) values of shape \(dimensions)")
    self.dimensions = dimensions
    self.values = values
  }

  /// Most values of an answer: 64 MiB.
  static let mostValues = 1 << 24
}
