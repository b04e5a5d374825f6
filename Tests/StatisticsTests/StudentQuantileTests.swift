import Testing

@testable import Statistics

@Suite("Quantiles of Student's distribution") struct StudentQuantileTests {
  @Test(
    "As tables have them, to 0.3 %",
    arguments: [
      (0.95, 2.0, 2.919_986), (0.95, 3.0, 2.353_363), (0.95, 5.0, 2.015_048), (0.95, 30.0, 1.697_261),
      (0.975, 4.0, 2.776_445), (0.9, 2.0, 1.885_618), (0.95, 1e9, 1.644_854),
    ])
  func tables(_ probability: Double, _ freedom: Double, _ value: Double) {
    #expect(abs(StudentQuantile.at(probability, freedom: freedom) / value - 1) < 0.003)
  }
}
