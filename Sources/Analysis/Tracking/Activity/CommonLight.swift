import Foundation
import Statistics

/// What all of a line has in common on one date: ballast stays dry where the ground around it is wet, and haze lies over
/// all of it. A factor for each band that changes slowly along the line; an amount where levels are no brightnesses.
struct CommonLight: Sendable {
  /// `factors[station * bandCount + band]`: what is seen, over the empty look; or the difference.
  private var factors: [Double]
  /// Of each band what the date began with.
  private var origin: [Double]
  private let bandCount: Int
  private let isFactor: Bool

  /// Deviation of the logarithm of a date's factor: how far a date's light may lie from that of the others.
  private static let spread = 0.1
  /// The same of one band against the others: light has little colour, and paint has much.
  private static let colour = 0.07
  /// Looks within this part of each other are one.
  private static let near = 0.05
  /// Metres over which the light changes along a line.
  private static let wavelength = 60.0
  /// A factor stays so near to that of the whole date: beyond it something stands there.
  private static let mostDrift = 0.12
  /// Stations that the date's common factor counts for, against the neighbours of a station.
  private static let commonWeight = 12.0

  /// The factor that most stations share, the likelier the nearer it is to 1: what stands there makes no common light.
  /// - Parameter level: empty looks, `level[station * bandCount + band]`.
  init(_ profiles: LineProfiles, scene: Int, level: [Double]) {
    bandCount = profiles.bandCount
    let bands = bandCount
    let (least, most) = (level.min() ?? 0, level.max() ?? 0)
    isFactor = least > 0.05 * most && most > 0
    factors = Array(repeating: isFactor ? 1 : 0, count: level.count)
    origin = Array(repeating: 1, count: bands)
    guard isFactor else { return }
    let looks = (0..<profiles.stationCount).filter { profiles.isSeen(scene, $0) }.map { station in
      (0..<bands).map { profiles.values[scene][station * bands + $0] / level[station * bands + $0] }
    }
    guard looks.count >= 5 else { return }
    var best: (score: Double, look: [Double])?
    for look in looks {
      let gathered = looks.count { other in zip(look, other).allSatisfy { abs($0 - $1) < Self.near } }
      let score = Double(gathered) * Self.likelihood(look)
      if score > best?.score ?? 0 { best = (score, look) }
    }
    guard let best else { return }
    let members = looks.filter { other in zip(best.look, other).allSatisfy { abs($0 - $1) < Self.near } }
    for band in 0..<bands {
      let middle = Quantiles.median(members.map { $0[band] }) ?? 1
      origin[band] = middle
      for station in 0..<profiles.stationCount { factors[station * bands + band] = middle }
    }
  }

  /// Of a date's factors, band by band: falls with their distance from 1 and from each other.
  private static func likelihood(_ look: [Double]) -> Double {
    let logs = look.map { log(max($0, 0.01)) }
    let mean = logs.reduce(0, +) / Double(logs.count)
    let apart = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(logs.count)
    return exp(-(mean / spread * (mean / spread) + apart / (colour * colour)) / 2)
  }

  /// A value as it would be in common light.
  func lit(_ value: Double, station: Int, band: Int) -> Double {
    let factor = factors[station * bandCount + band]
    return isFactor ? value / factor : value - factor
  }

  /// Fits again to what is empty.
  /// - Parameter weights: of each station, how much it tells of the empty line on this date.
  mutating func refine(_ profiles: LineProfiles, scene: Int, level: [Double], weights: [Double]) {
    let total = weights.reduce(0, +)
    // A date that is occupied nearly all along says little of its own light.
    guard total >= 5 else { return }
    for band in 0..<bandCount {
      let ratios = weights.indices.map { station -> Double in
        let index = station * bandCount + band
        let value = profiles.values[scene][index]
        return weights[station] > 0 ? (isFactor ? value / level[index] : value - level[index]) : 0
      }
      let common = zip(weights, ratios).reduce(0) { $0 + $1.0 * $1.1 } / total
      let local = smoothed(profiles, weights, ratios, common)
      for station in weights.indices {
        factors[station * bandCount + band] =
          isFactor
          ? min(max(local[station], origin[band] * (1 - Self.mostDrift)), origin[band] * (1 + Self.mostDrift))
          : local[station]
      }
    }
  }

  /// Means of the neighbours along the line by a falling weight, drawn to `common`.
  private func smoothed(
    _ profiles: LineProfiles, _ weights: [Double], _ ratios: [Double], _ common: Double
  ) -> [Double] {
    let step = max(profiles.steps.reduce(0, +) / Double(max(1, profiles.stationCount)), 1e-6)
    let reach = max(1, Int(3 * Self.wavelength / step))
    let kernel = (0...reach).map { exp(-pow(Double($0) * step / Self.wavelength, 2) / 2) }
    return weights.indices.map { station in
      var (sum, total) = (Self.commonWeight * common, Self.commonWeight)
      for other in max(0, station - reach)...min(weights.count - 1, station + reach) where weights[other] > 0 {
        let weight = weights[other] * kernel[abs(other - station)]
        sum += weight * ratios[other]
        total += weight
      }
      return sum / total
    }
  }
}

extension LineProfiles {
  /// Of each station and band the median over the dates that saw it; of stations that none saw, that of all.
  func medians() -> [Double] {
    var medians = [Double?](repeating: nil, count: stationCount * bandCount)
    for station in 0..<stationCount {
      let seen = (0..<sceneCount).filter { isSeen($0, station) }
      for band in 0..<bandCount {
        medians[station * bandCount + band] = Quantiles.median(seen.map { values[$0][station * bandCount + band] })
      }
    }
    let all = (0..<bandCount).map { band in
      Quantiles.median(stride(from: band, to: medians.count, by: bandCount).compactMap { medians[$0] }) ?? 0
    }
    return medians.enumerated().map { $1 ?? all[$0 % bandCount] }
  }

  /// The same under common light.
  func lit(by common: [CommonLight]) -> LineProfiles {
    let values = (0..<sceneCount).map { scene in
      self.values[scene].enumerated().map { index, value in
        common[scene].lit(value, station: index / bandCount, band: index % bandCount)
      }
    }
    return LineProfiles(
      steps: steps, starts: starts, bandCount: bandCount, values: values, reasons: reasons, offset: offset)
  }
}
