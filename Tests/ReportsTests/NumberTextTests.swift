import Quantities
import Reports
import Testing

@Suite("Numbers for readers")
struct NumberTextTests {
  @Test(
    "A value is rounded to a multiple of a power of ten, with commas",
    arguments: [
      (1239.6, 1, "1,240"), (1235, 1, "1,240"), (0.3456, -2, "0.35"), (-12.4, 0, "−12"), (1_234_567, 0, "1,234,567"),
      (0, 2, "0"), (4, 2, "0"), (0.004, -2, "0.00"), (-0.004, -2, "0.00"), (999.96, -1, "1,000.0"), (.infinity, 0, "∞"),
    ])
  func rounds(_ value: Double, _ exponent: Int, _ expected: String) {
    #expect(NumberText.rounded(value, toPowerOfTen: exponent) == expected)
  }

  @Test(
    "An area keeps the digits that its interval supports, and whole square metres at least",
    arguments: [
      (1243.7, 1131.2, 1351.9, "1,240", "1,130", "1,350"), (52_343, 48_123, 57_901, "52,300", "48,100", "57,900"),
      (88.4, 82.2, 93.9, "88", "82", "94"), (3.42, 3.11, 3.74, "3.42", "3.11", "3.74"),
      (1243.7, 1243.7, 1243.7, "1,240", "1,240", "1,240"), (0, 0, 0, "0", "0", "0"),
    ])
  func intervals(
    _ value: Double, _ low: Double, _ high: Double, _ valueText: String, _ lowText: String, _ highText: String
  ) {
    let text = IntervalText(value: value, low: low, high: high)
    #expect(text.value == valueText)
    #expect(text.low == lowText)
    #expect(text.high == highText)
  }

  @Test("A share never claims all or nothing for nearly so")
  func shares() {
    #expect(NumberText.share(0) == "0 %")
    #expect(NumberText.share(0.001) == "under 1 %")
    #expect(NumberText.share(0.874) == "87 %")
    #expect(NumberText.share(0.999) == "over 99 %")
    #expect(NumberText.share(1) == "100 %")
  }

  @Test("Lengths have one decimal under a hundred metres and two under one")
  func lengths() {
    #expect(NumberText.metres(Metres(3)) == "3.0 m")
    #expect(NumberText.metres(Metres(0.48)) == "0.48 m")
    #expect(NumberText.metres(Metres(1234)) == "1,234 m")
  }
}
