import Changes
import Testing

@Suite("What is wrong with a radar series is said in so many words")
struct RadarSeriesErrorTests {
  private func words(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing was thrown"
    } catch {
      return "\(error)"
    }
  }

  private func series(_ days: [Double], values: Int, _ covariance: RadarCovariance = .single) throws {
    _ = try RadarSeries(
      covariance: covariance, days: days, pixelCount: 2, values: [Float](repeating: 1, count: values))
  }

  @Test("One date, and none")
  func dates() {
    #expect(
      words { try series([5], values: 2) }
        == "radar series: A change needs two dates, and there is 1. Add scenes of other dates.")
    #expect(
      words { try series([], values: 0) }
        == "radar series: A change needs two dates, and there are 0. Add scenes of other dates.")
  }

  @Test("Dates out of order, the same twice, and no number")
  func order() {
    let mend = "Sort the scenes by date and give each date once."
    #expect(
      words { try series([1, 7, 3], values: 6) }
        == "radar series: Date 3, day 3.0, is not later than the one before, day 7.0. \(mend)")
    #expect(
      words { try series([1, 1], values: 4) }
        == "radar series: Date 2, day 1.0, is not later than the one before, day 1.0. \(mend)")
    #expect(words { try series([1, .nan], values: 4) }.hasPrefix("radar series: Date 2, day nan, is not later"))
  }

  @Test("Values that are too many or too few")
  func shape() {
    #expect(
      words { try series([1, 2], values: 4, .dualDiagonal) }
        == "radar series: 2 dates of 2 bands and 2 pixels are 8 values, and 4 were given. "
        + "Give every band of every date on the one grid.")
  }

  @Test("Looks that no radar scene has", arguments: [0, -3, 0.9, 1_001, Double.nan, .infinity])
  func looks(_ value: Double) {
    #expect(
      words { _ = try Looks(value, of: .dualDiagonal) }
        == "equivalent number of looks: \(value) is outside 1 to 1000, which two powers can have. "
        + "Give the product's own figure (about 4.4 for Sentinel-1 GRD), or let it be estimated.")
  }

  @Test("A matrix needs as many looks as its order")
  func looksOfMatrices() throws {
    let three = words { _ = try Looks(2.9, of: .quadFull) }
    #expect(three.hasPrefix("equivalent number of looks: 2.9 is outside 3 to 1000, which a 3 × 3 matrix can have."))
    let two = words { _ = try Looks(1, of: .dualFull) }
    #expect(two.hasPrefix("equivalent number of looks: 1.0 is outside 2 to 1000, which a 2 × 2 matrix can have."))
    let least = (try Looks(3, of: .quadFull), try Looks(1, of: .single))
    #expect(least.0.value == 3 && least.1.value == 1)
  }

  @Test("A rate that is no probability", arguments: [0, 1, -0.1, 7, Double.nan])
  func rate(_ rate: Double) throws {
    let test = OmnibusTest(covariance: .single, looks: try Looks(4, of: .single))
    #expect(
      words { _ = try SequentialOmnibus(test: test, falseAlarmRate: rate) }
        == "false-alarm rate: \(rate) is not a probability between 0 and 1. Give one such as 1e-3.")
  }
}
