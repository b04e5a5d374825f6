import Foundation
import Kernels
import Mensuration
import Places
import Rasters
import Stacks
import Statistics

/// The smallest new building that would have been found on some ground, by how many clear dates it had on either side.
///
/// Buildings are put on random places and dates of that ground, and looked for. A size counts as one that would have been
/// found where so many of them are that nineteen in twenty are found, by the mean of the posterior of a share under an
/// even prior. Sizes are tried up and down a ladder until one is found and the next smaller is not.
package struct AbsenceSearch: Sendable {
  /// Clear dates before the building and from it on, whichever are fewer.
  package struct Class: Sendable, Hashable {
    package let dates: ClosedRange<Int>

    package static let all = [4...5, 6...Int.max].map { Class(dates: $0) }
    /// Fewer confirm only what stands out more than most buildings do.
    package static let certain = 4
  }

  package struct Size: Sendable, Hashable {
    package let dates: Class
    /// Pixels of the grid; `nil` where even the largest that was tried was missed too often.
    package let areaInPixels: Double?
    /// Of that size.
    package let planted: Int
    package let found: Int
  }

  /// "A roof a quarter brighter or darker than its ground": fibre cement on soil differs by so much, metal, paint and
  /// bitumen by more.
  package static let contrast: Float = 0.25
  /// Metres: a hall of one storey.
  package static let height = 6.0
  package static let level = 0.95
  /// Longer side over the shorter.
  static let aspect = 1.0...2.2
  /// Step between rungs of the ladder, and the rungs; the first holds the least area that is reported, the last is as large
  /// as 227 pixels: of what is missed at that size, size is not the reason.
  static let rung = 1.25
  static let rungs = 0...14
  private static let startRung = 5
  /// Buildings planted for a size, and of how many one may be missed: (40 + 1) / 42 with none, 40 / 42 with one missed. Of
  /// 18 with none missed the mean would be the same, but a size of which one in ten is missed would pass 15 times in 100, not 8.
  static let trials = 40
  private static let atOnce = 8

  private let power: DetectionPower
  /// Pixels of the grid on which buildings may be planted.
  private let places: [Int]
  private let seed: UInt64
  private let threads: Int

  /// - Parameters:
  ///   - places: pixels of the grid where the middle of a building may lie.
  ///   - seed: the same seed plants the same buildings.
  package init(_ power: DetectionPower, places: [Int], seed: UInt64, threads: Int) {
    self.power = power
    self.places = places
    self.seed = seed
    self.threads = threads
  }

  /// Of each class of dates that the ground has, the smallest size.
  package func sizes() -> [Size] {
    var result: [Size] = []
    var start = Self.startRung
    // The most dates first: fewer see no smaller things.
    for dates in Class.all.reversed() {
      guard let found = size(dates, from: start) else { continue }
      result.append(found.size)
      // What many dates do not see, fewer see still less.
      guard found.size.areaInPixels != nil else { break }
      start = found.rung
    }
    return result.reversed()
  }

  private func size(_ dates: Class, from start: Int) -> (size: Size, rung: Int)? {
    guard let first = attempt(dates, rung: start) else { return nil }
    var rung = start
    if first.isFound {
      var best = first
      while rung > Self.rungs.lowerBound, let next = attempt(dates, rung: rung - 1), next.isFound {
        rung -= 1
        best = next
      }
      return (size(dates, rung, best), rung)
    }
    while rung < Self.rungs.upperBound {
      rung += 1
      guard let next = attempt(dates, rung: rung) else { break }
      if next.isFound { return (size(dates, rung, next), rung) }
    }
    return (Size(dates: dates, areaInPixels: nil, planted: first.planted, found: first.found), start)
  }

  private func size(_ dates: Class, _ rung: Int, _ attempt: Attempt) -> Size {
    Size(dates: dates, areaInPixels: area(rung), planted: attempt.planted, found: attempt.found)
  }

  private func area(_ rung: Int) -> Double {
    power.limits.area(ThingFinder.smallestThing) * pow(Self.rung, Double(rung))
  }

  private struct Attempt {
    var planted = 0
    var found = 0
    /// As many may be missed as leave nineteen in twenty.
    var mayPass: Bool {
      Double(AbsenceSearch.trials - (planted - found) + 1) >= level * Double(AbsenceSearch.trials + 2)
    }
    var isFound: Bool { planted == AbsenceSearch.trials && mayPass }
  }

  /// `nil` where the ground has no such dates.
  private func attempt(_ dates: Class, rung: Int) -> Attempt? {
    var generator = SeededGenerator(seed: seed, stream: UInt64(rung * 16 + dates.dates.lowerBound))
    var result = Attempt()
    while result.planted < Self.trials, result.mayPass {
      let buildings = (0..<Self.atOnce).compactMap { _ in draw(dates, area: area(rung), &generator) }
      guard buildings.count == Self.atOnce else { return nil }
      let found = Parallel.map(buildings.count, threads: threads) { power.finds(buildings[$0]) }
      result.planted += buildings.count
      result.found += found.count { $0 }
    }
    return result
  }

  /// A building on a place and a date that has as many clear dates as `dates` asks for; `nil` after many tries.
  private func draw(_ dates: Class, area: Double, _ generator: inout SeededGenerator) -> PlantedBuilding? {
    let series = power.series
    for _ in 0..<200 where !places.isEmpty {
      let place = places[generator.integer(0...places.count - 1)]
      let first = generator.integer(1...max(1, series.count - 1))
      let seen = (0..<series.count).map { series.visibility(of: $0, pixel: place) == .seen }
      let (before, after) = (seen[..<first].count { $0 }, seen[first...].count { $0 })
      guard dates.dates.contains(min(before, after)) else { continue }
      let aspect = generator.uniform(Self.aspect)
      return PlantedBuilding(
        centre: PixelPoint(
          column: Double(place % series.grid.columns) + generator.uniform(),
          row: Double(place / series.grid.columns) + generator.uniform()),
        angle: generator.uniform(0...Double.pi), length: (area * aspect).squareRoot(),
        width: (area / aspect).squareRoot(), contrast: generator.uniform() < 0.5 ? Self.contrast : -Self.contrast,
        height: Self.height, firstScene: first)
    }
    return nil
  }
}
