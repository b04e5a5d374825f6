import Statistics
import Testing

@testable import Stacks

@Suite struct GroundContrastTests {
  private static let side = 64

  /// Ground of deviation `spread`, pixel by pixel, and what a scene of deviation 1 shows of it.
  private func sights(spread: Double, seed: UInt64, _ look: (Double) -> Double) -> [GroundContrast.Sight] {
    var generator = SeededGenerator(seed: seed)
    let ground = (0..<Self.side * Self.side).map { _ in 40 + spread * generator.normal() }
    let scene = ground.map { Float(look($0) + generator.normal()) }
    let contrast = GroundContrast(
      scene: scene, ground: ground.map(Float.init), weights: nil, columns: Self.side, rows: Self.side)
    return (0..<Self.side * Self.side).map(contrast.sight)
  }

  private func share(_ sights: [GroundContrast.Sight], _ sight: GroundContrast.Sight) -> Double {
    Double(sights.count { $0 == sight }) / Double(sights.count)
  }

  @Test("Ground in full light is shown, also where the scene is brighter throughout")
  func shown() {
    for offset in [0.0, 9] {
      #expect(share(sights(spread: 3, seed: 731) { $0 + offset }, .shown) > 0.98)
    }
  }

  @Test("Under a cloud that lets a fifth of the light through the ground is lost, however bright it is itself")
  func lost() {
    for brightness in [40.0, 60] {
      #expect(share(sights(spread: 3, seed: 732) { 0.2 * $0 + 0.8 * brightness }, .lost) > 0.98)
    }
  }

  @Test("Even ground tells nothing")
  func unknown() {
    #expect(share(sights(spread: 0, seed: 733) { $0 }, .unknown) == 1)
    #expect(share(sights(spread: 0.2, seed: 734) { _ in 60 }, .lost) < 0.1)
  }
}
