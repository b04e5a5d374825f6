import Foundation
import Kernels
import Statistics
import Testing

@testable import Changes

@Suite("Two to five dates") struct FewDatesTests {
  private static let side = 96

  /// Dates of one ground; `roof` stands from date `from` on, `cloud` lies over part of one date.
  private func pictures(
    _ count: Int, roof: Set<Int>, from: Int, cloud: (Set<Int>, date: Int)? = nil, seed: UInt64
  ) -> [FewDates.Picture] {
    var generator = SeededGenerator(seed: seed)
    let ground = (0..<Self.side * Self.side).map { _ in generator.normal() }
    let smooth = Smoothing.mean(
      ground.map { Float($0) }, weights: Array(repeating: 1, count: ground.count), columns: Self.side, rows: Self.side,
      deviation: 2)
    return (0..<count).map { date in
      let samples = (0..<3).flatMap { band in
        smooth.indices.map { pixel -> Float in
          var value = 300 + 150 * Double(smooth[pixel]) * (1 + 0.2 * Double(band))
          if date >= from, roof.contains(pixel) { value = 420 - 60 * Double(band) }
          if let cloud, cloud.date == date, cloud.0.contains(pixel) { value = 700 }
          return Float(value + 3 * generator.normal())
        }
      }
      return FewDates.Picture(samples: samples, seen: Array(repeating: true, count: smooth.count))
    }
  }

  private func run(_ pictures: [FewDates.Picture]) throws -> ChangeDetection {
    try #require(
      FewDates.run(
        columns: Self.side, rows: Self.side, bandCount: 3, days: pictures.indices.map { 100 * Double($0) },
        pictures: pictures, threads: 2))
  }

  private let roof = PairWorld.rectangle(column: 40, row: 40, width: 14, height: 10, angle: 0.3, side: 96)

  @Test(
    "A roof is found between the dates that it came, whichever they are", arguments: [(2, 1), (3, 1), (3, 2), (5, 3)])
  func roof(_ count: Int, _ from: Int) throws {
    let found = try run(pictures(count, roof: roof, from: from, seed: 51))
    let strong = found.events.filter { $0.deviations >= 3.09 }
    let inside = strong.filter { roof.contains($0.pixel) }
    #expect(Set(inside.map(\.pixel)).count * 10 > roof.count * 8)
    #expect(inside.allSatisfy { $0.step.lastOld == from - 1 && $0.step.firstNew == from })
    #expect(Double(strong.count - inside.count) < 0.003 * Double(Self.side * Self.side))
    #expect(found.tested == Self.side * Self.side)
  }

  @Test("What one date alone shows between two others is no change, and at the end it cannot be told from one")
  func cloud() throws {
    let cloud = PairWorld.rectangle(column: 60, row: 30, width: 16, height: 16, angle: 0, side: 96)
    func share(_ date: Int) throws -> Double {
      let found = try run(pictures(4, roof: [], from: 9, cloud: (cloud, date: date), seed: 52))
      return Double(cloud.count { found.scores[$0] >= 3 }) / Double(cloud.count)
    }
    #expect(try share(1) < 0.05 && share(2) < 0.05)
    #expect(try share(3) > 0.9)
  }

  @Test("Pixels not seen on a date are compared over it")
  func unseen() throws {
    var all = pictures(3, roof: roof, from: 1, seed: 53)
    let hidden = FewDates.Picture(
      samples: all[1].samples, seen: (0..<Self.side * Self.side).map { !roof.contains($0) })
    all[1] = hidden
    let found = try run(all).events.filter { roof.contains($0.pixel) && $0.deviations > 3.09 }
    #expect(!found.isEmpty && found.allSatisfy { $0.step.lastOld == 0 && $0.step.firstNew == 2 })
  }

  @Test("Deviations and scores are each other's inverse")
  func inverse() {
    for deviations in [0.0, 2.326, 3.09, 8, 40] {
      let score = EmpiricalNull.score(deviations: deviations)
      #expect(abs(EmpiricalNull.deviations(score: score) - deviations) < 1e-3)
    }
  }
}
