import Statistics
import Testing

@testable import Tracking

@Suite struct GroundBesideTests {
  private static let (stations, dates, bands) = (60, 12, 3)

  /// A line that its ground sheds 12 % of its own change on, on the left alone; a rake stands on date 2.
  @Test("What the ground beside sheds on a line is taken off, and a rake is not", arguments: [1, 2, 3] as [UInt64])
  func takesOff(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var (values, beside) = ([[Double]](), [[Double]]())
    for date in 0..<Self.dates {
      let season = [Double](repeating: 0, count: Self.bands).map { _ in 60 * generator.normal() }
      var (line, ground) = ([Double](), [Double]())
      for station in 0..<Self.stations {
        let rake = date == 2 && 20..<40 ~= station ? -70.0 : 0
        let patch = 30..<50 ~= station ? season : [0, 0, 0]
        line += patch.map { 200 + 0.12 * $0 + rake + generator.normal() }
        ground += patch.map { 150 + $0 + generator.normal() } + season.map { _ in 150 + generator.normal() }
      }
      values.append(line)
      beside.append(ground)
    }
    let isSeen = [[Bool]](repeating: Array(repeating: true, count: Self.stations), count: Self.dates)
    let clean = GroundBeside.corrected(values, beside: beside, isSeen: isSeen, bandCount: Self.bands)
    for date in 0..<Self.dates {
      for station in 0..<Self.stations {
        let rake = date == 2 && 20..<40 ~= station ? -70.0 : 0
        let patch = (30..<50 ~= station ? 1 : 0)
        for band in 0..<Self.bands {
          let found = clean[date][station * Self.bands + band] - 200 - rake
          #expect(abs(found) < (patch > 0 ? 9 : 7), "seed \(seed), date \(date), station \(station)")
        }
      }
    }
  }
}
