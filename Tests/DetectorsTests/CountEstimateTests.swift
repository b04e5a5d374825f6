import Quantities
import Statistics
import Testing

@testable import Detectors

@Suite("Counts and their intervals")
struct CountEstimateTests {
  /// A world in which things are found with one probability, and so many boxes are wrong as the precision tells.
  struct World: CustomStringConvertible, Sendable {
    let things: Int
    let probability: Double
    let precision: Double
    let calibrationThings: Int
    var description: String { "\(things) things, p \(probability), precision \(precision), from \(calibrationThings)" }

    static let all = [
      World(things: 12, probability: 0.7, precision: 0.9, calibrationThings: 200),
      World(things: 60, probability: 0.8, precision: 0.85, calibrationThings: 150),
      World(things: 300, probability: 0.6, precision: 0.7, calibrationThings: 400),
      World(things: 60, probability: 0.9, precision: 0.95, calibrationThings: 40),
      World(things: 2_000, probability: 0.85, precision: 0.9, calibrationThings: 1_000),
    ]

    /// Boxes that are things, and boxes that are none.
    func boxes(of things: Int, _ random: inout SeededGenerator) -> (correct: Int, wrong: Int) {
      let wrong = Double(things) * probability * (1 - precision) / precision
      return (random.binomial(things, probability), random.poisson(wrong))
    }
  }

  @Test("The 90 % interval holds the number of things in 85 to 95 % of 400 draws", arguments: World.all)
  func calibrated(_ world: World) {
    var random = SeededGenerator(seed: 41, stream: UInt64(world.things))
    var held = 0
    for _ in 0..<400 {
      let known = world.boxes(of: world.calibrationThings, &random)
      let calibration = ScoreCalibration(
        threshold: 0.5, correct: max(1, known.correct), wrong: known.wrong,
        missed: world.calibrationThings - known.correct)
      // The number varies from scene to scene, as it does where nobody knows it.
      let things = random.poisson(random.gamma(4) * Double(world.things) / 4)
      let found = world.boxes(of: things, &random)
      let count = CountEstimate.things(boxes: found.correct + found.wrong, calibration, draws: 2_000)
      if count.low.magnitude <= Double(things), Double(things) <= count.high.magnitude { held += 1 }
    }
    print("count interval, \(world): holds \(Double(held) / 4) %")
    #expect(held >= 340 && held <= 384, "\(held) of 400")
  }

  @Test(
    "The value is boxes × precision / detection probability, inside its interval, and a count without boxes is doubtful"
  )
  func values() {
    let calibration = ScoreCalibration(threshold: 0.3, correct: 400, wrong: 100, missed: 100)
    let count = CountEstimate.things(boxes: 100, calibration)
    #expect(count.value == Ratio(100) && count.method == "boxes-by-calibration" && count.level == 0.9)
    #expect(count.low < Ratio(93) && count.high > Ratio(107))
    #expect(count == CountEstimate.things(boxes: 100, calibration))
    let none = CountEstimate.things(
      boxes: 0, ScoreCalibration(threshold: 0.3, correct: 20, wrong: 3, missed: 60))
    #expect(none.value == Ratio(0) && none.low == Ratio(0) && none.high > Ratio(3))
    // A small calibration leaves more in doubt than a large one of the same rates.
    let few = CountEstimate.things(
      boxes: 100, ScoreCalibration(threshold: 0.3, correct: 20, wrong: 5, missed: 5))
    #expect(few.high - few.low > (count.high - count.low) * 1.5)
  }

  @Test("Draws have the mean and the variance of their distributions")
  func draws() {
    var random = SeededGenerator(seed: 42)
    func check(_ name: String, mean: Double, variance: Double, _ draw: () -> Double) {
      let values = (0..<20_000).map { _ in draw() }
      let average = values.reduce(0, +) / 20_000
      let spread = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 20_000
      #expect(abs(average - mean) < 5 * (variance / 20_000).squareRoot(), "\(name): \(average)")
      #expect(abs(spread / variance - 1) < 0.08, "\(name): \(spread)")
    }
    check("gamma 0.4", mean: 0.4, variance: 0.4) { random.gamma(0.4) }
    check("gamma 7", mean: 7, variance: 7) { random.gamma(7) }
    check("beta 3, 2", mean: 0.6, variance: 0.04) { random.beta(3, 2) }
    check("binomial 20", mean: 6, variance: 4.2) { Double(random.binomial(20, 0.3)) }
    check("binomial 5000", mean: 3_500, variance: 1_050) { Double(random.binomial(5_000, 0.7)) }
    check("poisson 3", mean: 3, variance: 3) { Double(random.poisson(3)) }
    check("poisson 900", mean: 900, variance: 900) { Double(random.poisson(900)) }
    #expect(random.binomial(100, 0) == 0 && random.binomial(100, 1) == 100 && random.poisson(0) == 0)
  }
}
