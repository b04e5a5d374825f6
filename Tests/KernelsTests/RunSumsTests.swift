import Kernels
import Statistics
import Testing

@Suite struct RunSumsTests {
  @Test(
    "Sums over runs are those of the plain loop, and what has no whole run is left alone",
    arguments: [0, 1, 2, 3, 4, 5, 10, 11, 12, 60, 2_000], [1, 2, 7])
  func equalsPlain(_ count: Int, _ step: Int) {
    var generator = SeededGenerator(seed: 91)
    let input = (0..<count).map { _ in
      BandVector(
        Float(generator.uniform(-1...1)), Float(generator.uniform(900...1_000)), 0, Float(generator.integer(0...1)))
    }
    let untouched = BandVector(repeating: -77)
    func output(_ run: (inout [BandVector]) -> Void) -> [BandVector] {
      var output = [BandVector](repeating: untouched, count: count)
      run(&output)
      return output
    }
    let fours = output { RunSums.four(input.span, step: step, into: &$0) }
    let results = [
      (3, output { RunSums.three(input.span, step: step, into: &$0) }), (4, fours),
      (5, output { RunSums.five(input.span, step: step, into: &$0) }),
      (11, output { RunSums.eleven(input.span, fours: fours.span, step: step, into: &$0) }),
    ]
    for (length, found) in results {
      let plain = Reference.runSums(input, length: length, step: step)
      for index in 0..<count {
        guard index < plain.count else {
          #expect(found[index] == untouched)
          continue
        }
        for lane in 0..<4 { #expect(abs(Double(found[index][lane]) - plain[index][lane]) < 2e-3) }
      }
    }
  }

  @Test("The middle of three vectors is the middle one lane by lane")
  func middle() {
    var generator = SeededGenerator(seed: 92)
    for _ in 0..<200 {
      let three = (0..<3).map { _ in
        BandVector((0..<4).map { _ in Float(generator.integer(-2...2)) })
      }
      let middle = BandVector.middle(three[0], three[1], three[2])
      for lane in 0..<4 { #expect(middle[lane] == three.map { $0[lane] }.sorted()[1]) }
    }
  }
}
