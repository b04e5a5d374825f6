import Kernels
import Statistics
import Testing

@testable import Changes

@Suite struct StepDetectorTests {
  /// Of ground without slopes.
  private let level: [BandVector] = []

  private struct World {
    let days: [Double]
    let seen: [Bool]
    /// `values[band][scene]`
    let values: [[Double]]

    /// A season and noise, a step in the middle, and some dates unseen.
    init(count: Int, bandCount: Int, step: Double, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      days = (0..<count).map { Double($0) * 17 + generator.uniform(0...9) }
      seen = (0..<count).map { _ in generator.uniform() > 0.2 }
      let days = days
      values = (0..<bandCount).map { band in
        (0..<count).map { scene in
          let season = 3 * SeasonalBasis.terms(day: days[scene], withSeason: true)[1]
          return 500 + 40 * Double(band) + season + generator.uniform(-2...2)
            + (scene >= count / 2 ? step * Double(band + 1) : 0)
        }
      }
    }

    var vectors: [BandVector] {
      let groups = BandVector.groups(of: values.count)
      return (0..<days.count * groups).map { place in
        var vector = BandVector(repeating: -99)
        for lane in 0..<4 where place % groups * 4 + lane < values.count {
          vector[lane] = Float(values[place % groups * 4 + lane][place / groups])
        }
        return vector
      }
    }
  }

  /// The same search band by band in `Double`, with nothing kept from one date to the next.
  private func plain(_ world: World, _ detector: StepDetector) -> (date: Int, statistic: Double)? {
    let scenes = world.days.indices.filter { world.seen[$0] }
    let count = scenes.count
    guard count >= 6 else { return nil }
    let basis = SeasonalBasis.orthonormal(scenes.map { world.days[$0] }).map { $0.map(Double.init) }
    let bands = world.values.indices.map { band -> (residuals: [Double], variance: Double) in
      let values = scenes.map { world.values[band][$0] - world.values[band][scenes[0]] }
      var rest = values.indices.map { date in
        [values[max(date - 1, 0)], values[date], values[min(date + 1, count - 1)]].sorted()[1]
      }
      let differences = zip(values.dropFirst(), values).map { abs($0 - $1) }.sorted()
      for vector in basis {
        let product = zip(vector, rest).reduce(0) { $0 + $1.0 * $1.1 }
        for date in rest.indices { rest[date] -= product * vector[date] }
      }
      let deviation = max(Double(detector.noiseFloor[band]), differences[differences.count / 2] * 1.0484)
      return (rest, deviation * deviation)
    }
    var best: (date: Int, statistic: Double)?
    for date in 3...count - 3 {
      let weight = basis.reduce(Double(count - date)) { rest, vector in
        let tail = vector[date...].reduce(0, +)
        return rest - tail * tail
      }
      guard weight >= 0.8 else { continue }
      let sum = bands.enumerated().reduce(0.0) { sum, band in
        let step = band.element.residuals[date...].reduce(0, +) / weight
        return sum + step * step / (band.element.variance / weight + Double(detector.driftVariance[band.offset]))
      }
      let statistic = sum / Double(bands.count)
      if statistic > best?.statistic ?? -1 { best = (date, statistic) }
    }
    return best
  }

  private func detector(_ world: World) -> StepDetector {
    StepDetector(
      days: world.days, noiseFloor: world.values.indices.map { 0.1 + 0.1 * Float($0) },
      driftVariance: world.values.indices.map { 0.5 + Float($0) })
  }

  @Test(
    "The strongest step is that of the plain search, for any number of bands and dates",
    arguments: [1, 3, 4, 5, 8], [4, 9, 10, 24, 91])
  func equalsPlain(_ bandCount: Int, _ count: Int) {
    var scratch: [Float] = []
    for seed in 0..<6 {
      let world = World(count: count, bandCount: bandCount, step: seed % 2 == 0 ? 0 : 6, seed: UInt64(700 + seed))
      let detector = detector(world)
      var one = detector.emptySeries()
      detector.load(&one, values: world.vectors.span, seen: world.seen.span, slopes: level.span, scratch: &scratch)
      let found = detector.strongest(one)
      let plain = plain(world, detector)
      #expect((found == nil) == (plain == nil))
      if let found, let plain {
        #expect(found.date == plain.date)
        #expect(abs(Double(found.statistic) / plain.statistic - 1) < 2e-3)
      }
    }
  }

  @Test("A step is found at its date with its height in each band", arguments: [1, 3, 5])
  func height(_ bandCount: Int) throws {
    let world = World(count: 60, bandCount: bandCount, step: 12, seed: 711)
    let detector = detector(world)
    var series = detector.emptySeries()
    var scratch: [Float] = []
    detector.load(&series, values: world.vectors.span, seen: world.seen.span, slopes: level.span, scratch: &scratch)
    let steps = detector.steps(series, threshold: 20)
    let step = try #require(steps.first)
    #expect(steps.count == 1 && step.lastOld < 30 && step.firstNew >= 30)
    for band in 0..<bandCount { #expect(abs(step.change[band] - 12 * Float(band + 1)) < 2) }
  }
}
