import Foundation
import Statistics

/// How a line looks where nothing stands on it, station by station, and how far it scatters about that.
struct OccupancyBaseline: Sendable {
  enum Origin: Sendable {
    /// The station's own dates show the look of the line.
    case line
    /// Nearly all of its dates show one look, which is not the line's: ground of its own colour, or what never left.
    case own
    /// Its dates show two looks, neither the line's; the commoner is taken, and may be the wrong one.
    case undetermined
    /// It was seen on too few dates.
    case unseen
  }

  /// `level[station * bandCount + band]`
  var level: [Double]
  var origins: [Origin]
  /// Of each station its scatter over that of the line.
  var scales: [Double]
  /// Of one station and date about the baseline, bands together.
  var covariance: BandCovariance
  let bandCount: Int

  /// Distance in typical deviations within which two looks are one.
  private static let near = 4.0
  private static let leastDates = 2
  /// Share of dates from which on a look of the station's own is taken to be its ground.
  private static let ownShare = 0.75
  /// Share of all looks that the line's own must gather.
  private static let leastGathered = 0.25
  /// A line's ground differs along it by so many times its scatter from date to date at least.
  private static let alongFactor = 2.0

  /// `nil` where no look is common enough to be the line's empty one.
  init?(_ profiles: LineProfiles) {
    bandCount = profiles.bandCount
    let (count, bands) = (profiles.stationCount, profiles.bandCount)
    guard let deviation = Self.typicalDeviation(profiles) else { return nil }
    guard let common = Self.commonLook(profiles, deviation) else { return nil }
    let empty = EmptyLooks(deviation: deviation, near: Self.near, along: common.spread, line: common.look)
    let found = (0..<count).map { station in
      empty.looks(
        (0..<profiles.sceneCount).map { scene in
          profiles.isSeen(scene, station)
            ? Array(profiles.values[scene][station * bands..<(station + 1) * bands]) : nil
        }, least: Self.leastDates)
    }
    let chosen = empty.chosen(found, starts: profiles.starts)
    level = [Double](repeating: 0, count: count * bands)
    origins = []
    for station in 0..<count {
      let look = chosen[station].map { found[station][$0] }
      let seen = (0..<profiles.sceneCount).count { profiles.isSeen($0, station) }
      origins.append(Self.origin(of: look, seen: seen, along: common.spread))
      for band in 0..<bands { level[station * bands + band] = look?.values[band] ?? common.look[band] }
    }
    scales = Self.scales(profiles, level, deviation)
    var diagonal = [Double](repeating: 0, count: bands * bands)
    for band in 0..<bands { diagonal[band * bands + band] = deviation[band] * deviation[band] }
    covariance = BandCovariance(diagonal, count: bands)
  }

  /// Per band the deviation of a date from a station's median: by the lower quartile, as up to half may be occupied.
  private static func typicalDeviation(_ profiles: LineProfiles) -> [Double]? {
    let bands = profiles.bandCount
    var distances = [[Double]](repeating: [], count: bands)
    for station in 0..<profiles.stationCount {
      let seen = (0..<profiles.sceneCount).filter { profiles.isSeen($0, station) }
      guard seen.count >= OccupancyModel.fewestDates else { continue }
      for band in 0..<bands {
        let values = seen.map { profiles.values[$0][station * bands + band] }
        let middle = Quantiles.median(values) ?? 0
        distances[band] += values.map { abs($0 - middle) }
      }
    }
    // A normal variable lies within 0.3186 deviations in a quarter of the cases.
    let result = distances.map { distances -> Double in
      var distances = distances
      return (Quantiles.quantile(0.25, of: &distances) ?? 0) / 0.3186
    }
    return distances[0].isEmpty ? nil : result.map { max($0, 1e-9) }
  }

  /// Scatter of each station about its empty look over that of the line: by its quieter third, along some neighbours.
  private static func scales(_ profiles: LineProfiles, _ level: [Double], _ deviation: [Double]) -> [Double] {
    let bands = profiles.bandCount
    let own = (0..<profiles.stationCount).map { station -> Double in
      var distances = (0..<profiles.sceneCount).filter { profiles.isSeen($0, station) }.map { scene in
        distance(
          Array(profiles.values[scene][station * bands..<(station + 1) * bands]),
          Array(level[station * bands..<(station + 1) * bands]), deviation)
      }
      return (Quantiles.quantile(quietShare, of: &distances) ?? 1) / quietNormal
    }
    return own.indices.map { station in
      let around = own[max(0, station - 2)...min(own.count - 1, station + 2)]
      return min(max(Quantiles.median(Array(around)) ?? 1, 0.7), 2)
    }
  }

  private static let quietShare = 0.2
  /// What that quantile is of a date that scatters as the line does, bands alike.
  private static let quietNormal = 0.6

  /// Root mean square over the bands, in deviations.
  static func distance(_ one: [Double], _ other: [Double], _ deviation: [Double]) -> Double {
    let sum = one.indices.reduce(0) { sum, band in
      let part = (one[band] - other[band]) / deviation[band]
      return sum + part * part
    }
    return (sum / Double(one.count)).squareRoot()
  }

  /// The look that gathers most of what all stations show on all dates, and how far it spreads along the line.
  private static func commonLook(
    _ profiles: LineProfiles, _ deviation: [Double]
  ) -> (look: [Double], spread: Double)? {
    let bands = profiles.bandCount
    var looks: [[Double]] = []
    for scene in 0..<profiles.sceneCount {
      for station in 0..<profiles.stationCount where profiles.isSeen(scene, station) {
        looks.append(Array(profiles.values[scene][station * bands..<(station + 1) * bands]))
      }
    }
    let spread = near * alongFactor
    let stride = max(1, looks.count / 400)
    var best: (look: [Double], gathered: Int)?
    for index in Swift.stride(from: 0, to: looks.count, by: stride) {
      let gathered = looks.count { distance($0, looks[index], deviation) < spread }
      if gathered > best?.gathered ?? 0 { best = (looks[index], gathered) }
    }
    guard let best, Double(best.gathered) >= leastGathered * Double(looks.count) else { return nil }
    let members = looks.filter { distance($0, best.look, deviation) < spread }
    return ((0..<bands).map { band in Quantiles.median(members.map { $0[band] }) ?? best.look[band] }, spread)
  }

  private static func origin(of look: EmptyLooks.Look?, seen: Int, along: Double) -> Origin {
    guard let look else { return .unseen }
    if look.off < along { return .line }
    return Double(look.dates) >= ownShare * Double(seen) ? .own : .undetermined
  }
}
