import Foundation
import Statistics
import Testing

@testable import Changes

@Suite("Radar changes as steps") struct RadarStepsTests {
  private static let side = 80

  /// Decibels of two polarisations under speckle of `looks`, each date at a level of its own.
  private func dates(_ count: Int, block: Set<Int>, from: Int, raisedBy gain: Double, seed: UInt64) -> [RadarSteps.Date]
  {
    var generator = SeededGenerator(seed: seed)
    let ground = (0..<Self.side * Self.side).map { pixel in -12 + 4 * sin(Double(pixel % Self.side) / 9) }
    return (0..<count).map { date in
      let weather = 1.5 * generator.normal()
      let decibels = [0.0, -7.0].flatMap { band in
        ground.indices.map { pixel -> Float in
          // Five looks: the mean of five exponentials.
          let speckle = (0..<5).reduce(0.0) { sum, _ in sum - log(1 - generator.uniform()) } / 5
          let raised = date >= from && block.contains(pixel) ? gain : 0
          return Float(ground[pixel] + band + weather + raised + 10 * log10(max(speckle, 1e-6)))
        }
      }
      return RadarSteps.Date(
        decibels: decibels, seen: Array(repeating: true, count: ground.count), pass: date % 2 == 0 ? "A" : "B")
    }
  }

  private func run(_ dates: [RadarSteps.Date]) throws -> RadarSteps.Result {
    try RadarSteps.run(
      columns: Self.side, rows: Self.side, bandCount: 2, days: dates.indices.map { 12 * Double($0) }, dates: dates,
      falseAlarmRate: 1e-3, threads: 2)
  }

  @Test("A building of eight pixels a side is one region, between the right dates, and rose in both polarisations")
  func building() throws {
    let block = PairWorld.rectangle(column: 40, row: 30, width: 8, height: 8, angle: 0, side: Self.side)
    let result = try run(dates(16, block: block, from: 9, raisedBy: 6, seed: 61))
    let regions = ChangeRegions.group(
      result.detection, days: (0..<16).map { 12 * Double($0) }, tolerance: 20)
    let found = try #require(regions.max { $0.pixels.count < $1.pixels.count })
    #expect(found.lastOld == 8 && found.firstNew == 9)
    #expect(block.intersection(found.pixels).count * 10 > block.count * 7)
    #expect(found.change.allSatisfy { $0 > 2 })
    #expect(regions.filter { block.isDisjoint(with: $0.pixels) && $0.pixels.count > block.count / 2 }.isEmpty)
  }

  @Test("Dates are refused in words where nothing can be told of them")
  func refusals() throws {
    let all = dates(4, block: [], from: 9, raisedBy: 0, seed: 62)
    func failure(_ dates: [RadarSteps.Date], _ days: [Double]) -> ChangesError.Code? {
      do {
        _ = try RadarSteps.run(
          columns: Self.side, rows: Self.side, bandCount: 2, days: days, dates: dates, falseAlarmRate: 1e-3, threads: 1)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(failure([all[0]], [0]) == .tooFewDates)
    #expect(failure(all, [0, 12, 12, 24]) == .datesOutOfOrder)
    let unseen = all.map {
      RadarSteps.Date(decibels: $0.decibels, seen: $0.seen.map { _ in false }, pass: $0.pass)
    }
    #expect(failure(unseen, [0, 12, 24, 36]) != nil)
  }
}
