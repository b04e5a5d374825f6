import Statistics
import Testing

@Suite struct RobustLineTests {
  /// Points near y = gain · x + offset, of which `share` are anywhere in the same box.
  private func points(
    _ count: Int, gain: Double, offset: Double, noise: Double, outliers share: Double, seed: UInt64
  ) -> (x: [Double], y: [Double]) {
    var generator = SeededGenerator(seed: seed)
    var points: (x: [Double], y: [Double]) = ([], [])
    for _ in 0..<count {
      let x = generator.uniform(0...100)
      let isOutlier = generator.uniform() < share
      let scatter = noise * generator.normal()
      points.x.append(x)
      points.y.append(
        isOutlier ? generator.uniform(offset...offset + 100 * gain) : gain * x + offset + scatter)
    }
    return points
  }

  @Test("A line is found though two points in five lie anywhere", arguments: 1...25 as ClosedRange<UInt64>)
  func outliers(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed, stream: 1)
    let gain = generator.uniform(0.3...3)
    let offset = generator.uniform(-50...50)
    let noise = gain
    let points = points(1_200, gain: gain, offset: offset, noise: noise, outliers: 0.4, seed: seed)
    let line = try #require(RobustLine.fit(points.x, points.y, tolerance: 5 * noise, seed: 1))
    #expect(abs(line.gain / gain - 1) < 0.02, "seed \(seed)")
    #expect(abs(line(50) - (50 * gain + offset)) < 0.5 * noise, "seed \(seed)")
    #expect((0.55...0.75).contains(line.inlierShare), "seed \(seed), share \(line.inlierShare)")
    #expect((0.5...1.3).contains(line.deviation / noise), "seed \(seed), deviation \(line.deviation)")
  }

  @Test("A second, weaker line is left alone")
  func minorityLine() throws {
    let majority = points(700, gain: 1, offset: 0, noise: 0.5, outliers: 0, seed: 101)
    let minority = points(300, gain: 0.4, offset: 60, noise: 0.5, outliers: 0, seed: 102)
    let line = try #require(
      RobustLine.fit(majority.x + minority.x, majority.y + minority.y, tolerance: 3, seed: 5))
    #expect(abs(line.gain - 1) < 0.01 && abs(line.offset) < 0.5)
  }

  @Test(
    "Cloud over two places in five draws no flat line through ground and cloud",
    arguments: 1...10 as ClosedRange<UInt64>)
  func cloud(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed, stream: 3)
    var x: [Double] = []
    var y: [Double] = []
    for _ in 0..<2_000 {
      let level = 1_300 + 120 * generator.normal()
      y.append(level)
      x.append(generator.uniform() < 0.4 ? generator.uniform(3_000...6_500) : 0.8 * level + 30 * generator.normal())
    }
    let line = try #require(RobustLine.fit(x, y, tolerance: 40, seed: 1))
    #expect(abs(line.gain / 1.25 - 1) < 0.15, "seed \(seed), gain \(line.gain)")
  }

  @Test("The same points and seed give the same line, and units do not matter")
  func sameness() throws {
    let points = points(400, gain: 1.5, offset: -4, noise: 1, outliers: 0.3, seed: 103)
    let line = try #require(RobustLine.fit(points.x, points.y, tolerance: 5, seed: 9))
    #expect(RobustLine.fit(points.x, points.y, tolerance: 5, seed: 9) == line)
    let scaled = try #require(
      RobustLine.fit(points.x.map { $0 * 1_000 }, points.y.map { $0 / 1_000 }, tolerance: 0.005, seed: 9))
    #expect(abs(scaled.gain * 1e6 / line.gain - 1) < 1e-9)
    #expect(abs(scaled.offset * 1e3 - line.offset) < 1e-6)
  }

  @Test("Points on a line without noise give it")
  func exact() throws {
    let x = (0..<200).map(Double.init)
    let line = try #require(RobustLine.fit(x, x.map { 0.25 * $0 + 3 }, tolerance: 1, seed: 1))
    #expect(abs(line.gain - 0.25) < 1e-12 && abs(line.offset - 3) < 1e-9)
    #expect(line.inlierShare == 1)
    #expect(line.deviation < 1e-9)
  }

  @Test(
    "A line that most points meet exactly is given, though the others lie a little to one side of it")
  func mostlyExact() throws {
    // Two 8-bit pictures of one place: most numbers are equal, some a little higher.
    let x = (0..<1_000).map { Double($0 % 256) }
    let y = x.indices.map { x[$0] + ($0 % 10 < 3 ? 3 : 0) }
    let line = try #require(RobustLine.fit(x, y, tolerance: 20, seed: 1))
    #expect(abs(line.gain - 1) < 0.01)
    #expect((-0.5...3.5).contains(line.offset))
  }

  @Test("Nothing is given where no rising line can be drawn")
  func degenerate() {
    let x = (0..<100).map(Double.init)
    let flat = [Double](repeating: 4, count: 100)
    #expect(RobustLine.fit([], [], tolerance: 1, seed: 1) == nil)
    #expect(RobustLine.fit(Array(x.prefix(19)), Array(x.prefix(19)), tolerance: 1, seed: 1) == nil)
    #expect(RobustLine.fit(Array(x.prefix(20)), Array(x.prefix(20)), tolerance: 1, seed: 1) != nil)
    #expect(RobustLine.fit(flat, x, tolerance: 1, seed: 1) == nil)
    #expect(RobustLine.fit(x, flat, tolerance: 1, seed: 1) == nil)
    #expect(RobustLine.fit(flat, flat, tolerance: 1, seed: 1) == nil)
    #expect(RobustLine.fit(x, x.map { -$0 }, tolerance: 1, seed: 1) == nil)
    #expect(RobustLine.fit(x, x, tolerance: 0, seed: 1) == nil)
    #expect(RobustLine.fit(x, x, tolerance: -1, seed: 1) == nil)
  }

  @Test("Of two lines the one whose gain is known to be right is found, though fewer points follow it") func knownGain()
    throws
  {
    var generator = SeededGenerator(seed: 77)
    let x = (0..<900).map { _ in generator.uniform(0...100) }
    let y = x.indices.map { ($0 < 600 ? 0.5 * x[$0] + 40 : 1.2 * x[$0]) + 0.5 * generator.normal() }
    let free = try #require(RobustLine.fit(x, y, tolerance: 2, seed: 1))
    #expect(abs(free.gain - 0.5) < 0.02)
    let known = try #require(RobustLine.fit(x, y, tolerance: 2, gains: 0.9...1.6, seed: 1))
    #expect(abs(known.gain - 1.2) < 0.02)
    #expect(abs(known.offset) < 1)
  }
}
