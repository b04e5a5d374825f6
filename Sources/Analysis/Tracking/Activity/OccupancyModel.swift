import Foundation
import Kernels
import Places
import Statistics

/// Which part of a line is occupied on each date, told from how the line looks when it is empty.
///
/// Both states of every station and date are fitted together, by expectation and maximisation: the empty look of each
/// station, its scatter, what all of the line has in common on a date, and how far occupied stations lie from the empty
/// look. Neighbours are tied by `OccupancyChain`. The interval comes from draws of all states of a date together.
/// - Source: [Rabiner1989], section V, for the re-estimation of what a chain emits.
package struct OccupancyModel: Sendable {
  /// On so few clear dates no empty look can be learnt.
  package static let fewestDates = 4
  /// A date that saw less of the line tells no length.
  static let leastClear = 0.5

  static let rounds = 8
  static let draws = 400
  /// Optics and resampling spread a station's light over its neighbours, so that they are no independent witnesses.
  static let independence = 0.6
  static let emptyFreedom = 5.0
  static let occupiedFreedom = 3.0
  /// What stands there differs from the ground by so many deviations of it at least, as a scale.
  static let leastOccupiedScale = 4.0
  /// Dates that a station's own scatter has to outweigh before it counts more than the line's.
  static let scatterPrior = 8.0

  package let profiles: LineProfiles
  var baseline: OccupancyBaseline
  /// What all of the line has in common on each date.
  var common: [CommonLight]
  /// Of occupied stations about the empty look, in units in which the empty scatter is 1.
  var occupied: BandCovariance
  /// `posterior[scene][station]`
  private(set) var posterior: [[Double]] = []
  /// Rail cars have a length of their own, and no gaps of a car's length between them.
  let isRail: Bool

  /// `nil` where no empty look could be learnt.
  package init?(_ profiles: LineProfiles, isRail: Bool, threads: Int) {
    guard let (baseline, common) = Self.start(profiles, threads) else { return nil }
    self.profiles = profiles
    self.baseline = baseline
    self.common = common
    self.isRail = isRail
    let bands = profiles.bandCount
    occupied = Self.broad(bands, scale: 20)
    for _ in 0..<Self.rounds {
      expect(threads)
      maximise()
    }
    expect(threads)
  }

  private static func broad(_ bands: Int, scale: Double) -> BandCovariance {
    BandCovariance(
      (0..<bands * bands).map { $0 % (bands + 1) == 0 ? scale * scale : 0 }, count: bands)
  }

  /// Empty looks need the dates' light and the light needs the looks: each twice.
  private static func start(
    _ profiles: LineProfiles, _ threads: Int
  ) -> (baseline: OccupancyBaseline, common: [CommonLight])? {
    var level = profiles.medians()
    var result: (baseline: OccupancyBaseline, common: [CommonLight])?
    for _ in 0..<2 {
      let fixed = level
      let common = Parallel.map(profiles.sceneCount, threads: threads) { scene in
        CommonLight(profiles, scene: scene, level: fixed)
      }
      guard let baseline = OccupancyBaseline(profiles.lit(by: common)) else { return nil }
      level = baseline.level
      result = (baseline, common)
    }
    return result
  }

  // MARK: - Fitting

  /// What a station shows on a date above its empty look.
  func residual(_ scene: Int, _ station: Int) -> [Double] {
    let bands = profiles.bandCount
    return (0..<bands).map { band in
      common[scene].lit(profiles.values[scene][station * bands + band], station: station, band: band)
        - baseline.level[station * bands + band]
    }
  }

  func logOdds(_ scene: Int) -> [Double] {
    (0..<profiles.stationCount).map { station in
      guard profiles.isSeen(scene, station), baseline.origins[station] != .unseen else { return 0 }
      let scale = baseline.scales[station]
      let white = baseline.covariance.whitened(residual(scene, station)).map { $0 / scale }
      let square = white.reduce(0) { $0 + $1 * $1 }
      let unit = BandCovariance.logStudent(square, bands: profiles.bandCount, freedom: Self.emptyFreedom)
      let other = occupied.logStudent(occupied.square(white), freedom: Self.occupiedFreedom)
      return Self.independence * (other - unit)
    }
  }

  var least: OccupancyChain.Least { isRail ? .rail : .other }

  func chain(_ scene: Int) -> OccupancyChain {
    OccupancyChain(
      steps: profiles.steps, starts: profiles.starts, logOdds: logOdds(scene), least: least)
  }

  private mutating func expect(_ threads: Int) {
    let model = self
    posterior = Parallel.map(profiles.sceneCount, threads: threads) { model.chain($0).posterior() }
  }

  private mutating func maximise() {
    fitCommon()
    fitLevels()
    fitScatter()
    fitOccupied()
  }

  /// Weight with which a station on a date tells of the empty line.
  private func weight(_ scene: Int, _ station: Int) -> Double {
    guard profiles.isSeen(scene, station) else { return 0 }
    let square = baseline.covariance.square(residual(scene, station)) / pow(baseline.scales[station], 2)
    let bands = Double(profiles.bandCount)
    return (1 - posterior[scene][station]) * (Self.emptyFreedom + bands) / (Self.emptyFreedom + square)
  }

  private mutating func fitCommon() {
    for scene in 0..<profiles.sceneCount {
      let weights = (0..<profiles.stationCount).map { weight(scene, $0) }
      common[scene].refine(profiles, scene: scene, level: baseline.level, weights: weights)
    }
  }

  private mutating func fitLevels() {
    let bands = profiles.bandCount
    for station in 0..<profiles.stationCount where baseline.origins[station] != .unseen {
      var (sum, total) = ([Double](repeating: 0, count: bands), 0.5)
      for scene in 0..<profiles.sceneCount {
        let weight = weight(scene, station)
        guard weight > 0 else { continue }
        let residual = residual(scene, station)
        for band in 0..<bands { sum[band] += weight * residual[band] }
        total += weight
      }
      for band in 0..<bands { baseline.level[station * bands + band] += sum[band] / total }
    }
  }

  private mutating func fitScatter() {
    let bands = profiles.bandCount
    var (matrix, total) = ([Double](repeating: 0, count: bands * bands), 0.0)
    for scene in 0..<profiles.sceneCount {
      for station in 0..<profiles.stationCount {
        let weight = weight(scene, station)
        guard weight > 0 else { continue }
        let residual = residual(scene, station).map { $0 / baseline.scales[station] }
        for row in 0..<bands {
          for column in 0..<bands { matrix[row * bands + column] += weight * residual[row] * residual[column] }
        }
        total += 1 - posterior[scene][station]
      }
    }
    guard total > 10 * Double(bands) else { return }
    // Levels were fitted to the same dates, which takes one of them off.
    let dates = Double(profiles.sceneCount)
    baseline.covariance = BandCovariance(
      matrix.map { $0 / total * dates / max(dates - 1, 1) }, count: bands)
    for station in 0..<profiles.stationCount {
      var (sum, count) = (0.0, 0.0)
      for scene in 0..<profiles.sceneCount where profiles.isSeen(scene, station) {
        let empty = 1 - posterior[scene][station]
        sum += weight(scene, station) * baseline.covariance.square(residual(scene, station))
        count += empty
      }
      let square = (sum / Double(bands) + Self.scatterPrior) / (count + Self.scatterPrior)
      baseline.scales[station] = min(max(square.squareRoot(), 0.7), 4)
    }
  }

  private mutating func fitOccupied() {
    let bands = profiles.bandCount
    let prior = 5.0
    let least = Self.leastOccupiedScale * Self.leastOccupiedScale
    var matrix = (0..<bands * bands).map { $0 % (bands + 1) == 0 ? 400 * prior : 0 }
    var total = prior
    for scene in 0..<profiles.sceneCount {
      for station in 0..<profiles.stationCount
      where profiles.isSeen(scene, station) && posterior[scene][station] > 0.5 {
        let white = baseline.covariance.whitened(residual(scene, station)).map { $0 / baseline.scales[station] }
        let square = occupied.square(white)
        let weight =
          posterior[scene][station] * (Self.occupiedFreedom + Double(bands))
          / (Self.occupiedFreedom + square)
        for row in 0..<bands {
          for column in 0..<bands { matrix[row * bands + column] += weight * white[row] * white[column] }
        }
        total += posterior[scene][station]
      }
    }
    occupied = BandCovariance(
      matrix.enumerated().map { index, value in
        value / total + (index % (bands + 1) == 0 ? least : 0)
      }, count: bands)
  }
}
