import Quantities
import Testing

@Suite("Quantities and estimates") struct EstimateTests {
  @Test("Units are the contract's short forms")
  func units() {
    #expect([Metres.unit, SquareMetres.unit, Ratio.unit, Radians.unit] == ["m", "m2", "1", "rad"])
  }

  @Test("Quantities add, subtract, scale and order by magnitude")
  func arithmetic() {
    #expect(Metres(2) + Metres(3) == Metres(5))
    #expect(Metres(2) - Metres(3) == Metres(-1))
    #expect(Metres(2) * 1.5 == Metres(3))
    #expect(SquareMetres(2) < SquareMetres(3))
  }

  @Test("What is not a number lies in no interval")
  func notANumber() {
    let nan = Metres(.nan)
    #expect(!(nan <= Metres(1)) && !(nan >= Metres(1)) && !(nan < Metres(1)) && !(nan > Metres(1)))
  }

  @Test("Degrees become radians and come back", arguments: [0, 90, -180, 12.5, 360.0])
  func degrees(_ degrees: Double) {
    #expect(abs(Radians(degrees: degrees).degrees - degrees) < 1e-12)
    #expect(Radians(degrees: 180).magnitude == .pi)
  }

  @Test("An estimate has level 0.9 unless it says otherwise, and may be a point or open to one side")
  func defaults() {
    let point = Estimate(Metres(1), low: Metres(1), high: Metres(1), method: "m")
    #expect(point.level == 0.9)
    #expect(Estimate(Metres(1), low: Metres(0), high: Metres(.infinity), level: 0.5, method: "m").level == 0.5)
  }

  @Test("A refused measure has no estimate")
  func refused() {
    #expect(Measured<Metres>.refused("too coarse").estimate == nil)
    let estimate = Estimate(Metres(1), low: Metres(0), high: Metres(2), method: "m")
    #expect(Measured.estimate(estimate).estimate == estimate)
  }

  @Test("An interval that does not hold its value is a broken promise")
  func brokenPromise() async {
    await #expect(processExitsWith: .failure) {
      _ = Estimate(Metres(3), low: Metres(0), high: Metres(2), method: "m")
    }
    await #expect(processExitsWith: .failure) {
      _ = Estimate(Metres(.nan), low: Metres(0), high: Metres(2), method: "m")
    }
  }
}
