import Foundation
import Geodesy
import Quantities
import Statistics

/// The yearly course of three classes of vegetation, with good years and bad ones.
struct Seasons {
  private let peaks: [Double]
  private let lengths: [Double]
  private let anomalies: [Double]

  init(years: Int, drawing generator: inout SeededGenerator) {
    peaks = (0..<3).map { _ in generator.uniform(SimulationRanges.greenestDay) }
    lengths = (0..<3).map { _ in generator.uniform(SimulationRanges.seasonLengthDays) }
    anomalies = (0...years).map { _ in generator.uniform(SimulationRanges.yearAnomaly) }
  }

  /// 0–1 for each class; the fourth lane is 0, for ground without vegetation.
  func greenness(on date: Timestamp, since start: Timestamp) -> SIMD4<Float> {
    let day = date.daysSince1970
    let year = Int(max(0, date.days(since: start) / SolarPosition.daysInYear))
    var result = SIMD4<Float>()
    for kind in 0..<3 {
      let phase = (day - peaks[kind]).remainder(dividingBy: SolarPosition.daysInYear)
      let bell = exp(-phase * phase / (2 * (lengths[kind] / 2) * (lengths[kind] / 2)))
      result[kind] = Float(min(1, bell * anomalies[min(year, anomalies.count - 1)]))
    }
    return result
  }
}
