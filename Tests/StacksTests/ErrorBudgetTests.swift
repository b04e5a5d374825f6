import Quantities
import Stacks
import Testing

@Suite struct ErrorBudgetTests {
  private func term(_ scene: String, _ registration: Double, _ radiometry: [Double]? = nil) -> ErrorBudget.SceneTerm {
    ErrorBudget.SceneTerm(scene: scene, registration: Metres(registration), radiometry: radiometry)
  }

  @Test("The reference, which has no shift, does not make the typical registration look better")
  func typical() {
    let budget = ErrorBudget(
      gsd: Metres(3),
      scenes: [term("a", 0), term("b", 0.3, [1, 4]), term("c", 0.5, [2, 5]), term("d", 2.1, [9, 6])],
      position: PositionAccuracy(ce90: Metres(12), source: "provider"))
    #expect(budget.typicalRegistration == Metres(0.5))
    #expect(budget.worstRegistration?.scene == "d")
    #expect(abs(budget.registrationDeviationInPixels - 0.5 / 2.146 / 3) < 1e-12)
    #expect(budget.typicalRadiometry == [2, 5])
    let displacements = budget.displacementsInPixels
    #expect(displacements.count == 4 && displacements[0] == 0)
    #expect(abs(displacements[3] - 2.1 / 2.146 / 3) < 1e-12)
  }

  @Test("A stack of the reference alone says nothing of registration")
  func alone() {
    let budget = ErrorBudget(
      gsd: Metres(3), scenes: [term("a", 0)], position: PositionAccuracy(ce90: nil, source: "unknown"))
    #expect(budget.typicalRegistration == nil && budget.worstRegistration == nil)
    #expect(budget.registrationDeviationInPixels == 0 && budget.typicalRadiometry == nil)
  }

  @Test("The worst relief is that of the scenes which are not orthorectified; without one there is none")
  func relief() {
    func budget(_ reliefs: [Double?]) -> ErrorBudget {
      ErrorBudget(
        gsd: Metres(1),
        scenes: reliefs.enumerated().map { index, relief in
          ErrorBudget.SceneTerm(
            scene: "\(index)", registration: Metres(0), radiometry: nil, relief: relief.map { Metres($0) })
        }, position: PositionAccuracy(ce90: nil, source: ""))
    }
    #expect(budget([nil, nil]).worstRelief == nil)
    #expect(budget([nil, 4, 12, 3]).worstRelief?.scene == "2")
  }
}
