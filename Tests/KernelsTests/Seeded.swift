import Statistics

/// Seeded planes and masks that the tests of this folder share.
enum Seeded {
  /// Uniform in −1 ..< 1.
  static func plane(_ count: Int, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Float(2 * generator.uniform() - 1) }
  }

  /// Flags of which about `share` are set.
  static func mask(_ count: Int, share: Double, seed: UInt64) -> [Bool] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in generator.uniform() < share }
  }
}
