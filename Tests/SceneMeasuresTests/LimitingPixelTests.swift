import Quantities
import Statistics
import Testing

@testable import SceneMeasures

@Suite("The pixel that limits a stack")
struct LimitingPixelTests {
  /// Pictures of `own` metres a pixel that are as fine as each of `sizes`, which may be unknown.
  private func pictures(_ own: Double, _ sizes: [Double?]) -> [LimitingPixel.Picture] {
    sizes.map { LimitingPixel.Picture(own: Metres(own), effective: $0.map { Metres($0) }) }
  }

  private func size(_ pictures: [LimitingPixel.Picture]) -> Double {
    LimitingPixel(grid: Metres(3), pictures: pictures).size.magnitude
  }

  @Test("Pictures that were enlarged together limit their stack by their median")
  func together() {
    let sizes: [Double?] = [9.8, 10, 10.2, 9.9, nil, 12, 10.1]
    let limiting = LimitingPixel(grid: Metres(3), pictures: pictures(3, sizes))
    #expect(limiting.size == Metres(10) && abs(limiting.factor - 10 / 3) < 1e-12)
    #expect(limiting.measured == 6 && limiting.enlarged == 6)
    // One in three that passed for as fine as its pixels does not save the others.
    #expect(size(pictures(3, [10, 10, 10, 10, 3, 3])) == 10)
  }

  @Test("Single errors, too few pictures and mostly unknown ones limit nothing")
  func tooLittle() {
    #expect(size(pictures(3, [7, 3, 3, 3, 6, 3, 9, 3])) == 3)
    #expect(size(pictures(3, [10, 10])) == 3)
    #expect(size(pictures(3, [10, 10, 10, nil, nil, nil, nil])) == 3)
    #expect(size([]) == 3)
    // Under a quarter more than its own pixel is no enlargement.
    #expect(size(pictures(3, [3.7, 3.7, 3.7, 3.7])) == 3)
    #expect(LimitingPixel(grid: Metres(3)).factor == 1)
  }

  @Test("Of two sources the finer half of the pictures counts")
  func mixed() {
    let (native, enlarged) = (pictures(3, Array(repeating: 3, count: 10)), pictures(3, Array(repeating: 10, count: 10)))
    #expect(size(native + enlarged) == 3)
    #expect(size(native.prefix(4) + enlarged) == 10)
    // Enlarged twice as much as the others: half of the pictures are as fine as 6 m.
    let two = pictures(3, Array(repeating: 6, count: 6)) + pictures(3, Array(repeating: 12, count: 5))
    #expect(size(two) == 6)
    // Guests from a finer stack, enlarged to pixels below the grid's.
    #expect(size(pictures(1, [2, 2, 2, 2])) == 3)
  }

  @Test("Where single pictures err thrice as often as they do, one stack of twelve in ten thousand is called enlarged")
  func rareErrors() {
    var random = SeededGenerator(seed: 91)
    let called = (0..<10_000).count { _ in
      size(pictures(3, (0..<12).map { _ in random.uniform() < 0.1 ? 6 : 3 })) > 3
    }
    #expect(called <= 1)
  }
}
