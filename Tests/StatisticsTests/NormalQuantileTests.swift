import Testing

@testable import Statistics

@Suite("Quantiles of the normal distribution") struct NormalQuantileTests {
  @Test(
    "As tables have them",
    arguments: [
      (0.5, 0.0), (0.75, 0.674_489_750_2), (0.975, 1.959_963_984_5), (0.001, -3.090_232_306_2),
      (1e-12, -7.034_483_825_4),
    ])
  func tables(_ probability: Double, _ value: Double) {
    #expect(abs(NormalQuantile.at(probability) - value) < 1e-8)
  }
}
