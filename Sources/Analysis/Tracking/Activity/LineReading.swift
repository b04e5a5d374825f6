import Foundation
import Places
import Statistics

/// Makes profiles of swaths: in the middle of what stands on a line, and under masks that took it for weather.
///
/// A line is drawn by hand and lies a pixel beside the track as easily as on it. What stands on it is a narrow ridge that
/// comes and goes: across the line, the second difference scatters most from date to date in its middle. Season and wet
/// ground are broad and leave that difference alone.
package struct LineReading {
  private let swaths: [LineSwath]
  private let steps: [Double]
  private let starts: [Bool]
  private let shares: [Double]
  private let bandCount: Int

  /// Steps among which the middle is looked for.
  private static let searched = -8...8
  /// A line drawn from one end of a track to the other turns from it by no more than this, in steps.
  private static let mostTilt = 4
  /// Half the distance between the places of the second difference, in steps.
  private static let wing = 4
  /// Another place than the drawn one has to scatter by so much more.
  private static let leastGain = 1.1

  /// - Parameters:
  ///   - steps: metres that each station stands for.
  ///   - starts: whether a part of the line begins at a station.
  ///   - shares: of each station the share of the way along its part.
  package init(swaths: [LineSwath], steps: [Double], starts: [Bool], shares: [Double]) {
    precondition(
      swaths.allSatisfy { $0.reasons.count == steps.count } && starts.count == steps.count
        && shares.count == steps.count, "swaths of \(steps.count) stations do not fit together")
    self.swaths = swaths
    self.steps = steps
    self.starts = starts
    self.shares = shares
    bandCount = swaths.first?.bandCount ?? 0
  }

  package func profiles() -> LineProfiles {
    var swaths = swaths
    unmask(&swaths)
    let offset = offset(swaths)
    let count = steps.count
    let values = swaths.map { swath -> [Double] in
      var values = [Double](repeating: 0, count: count * bandCount)
      for station in 0..<count where swath.reasons[station] == .seen {
        let middle = position(station, offset)
        for band in 0..<bandCount {
          // Half a pixel to either side, so that a little misregistration matters less.
          values[station * bandCount + band] =
            (swath.value(station, band, middle - 1) + 2 * swath.value(station, band, middle)
              + swath.value(station, band, middle + 1)) / 4
        }
      }
      return values
    }
    let clean = GroundBeside.corrected(
      values, beside: swaths.map { beside($0, offset) },
      isSeen: swaths.map { $0.reasons.map { $0 == .seen } }, bandCount: bandCount)
    return LineProfiles(
      steps: steps, starts: starts, bandCount: bandCount, values: clean, reasons: swaths.map(\.reasons),
      offset: (Double(offset.start) * LineSwath.step, Double(offset.end) * LineSwath.step))
  }

  // MARK: - Masks

  /// Ground beside the line lies from `reach` − 2 to `reach` steps off it.
  private static let besideWidth = 3
  /// Deviations by which the ground beside the line may depart from its usual look under clear air.
  private static let mostDeparture = 3.0

  /// Share of the ground beside the line that must be seen to tell what a date's light does to all of it.
  private static let leastOpen = 0.25

  /// A long rake departs from the line's past as a cloud or its shadow does, and masks take it for one. Cloud does not
  /// end at the ballast: where the ground on both sides looks as it always does, the line was seen.
  private func unmask(_ swaths: inout [LineSwath]) {
    let masked: Set<Visibility> = [.cloud, .cloudShadow, .haze, .saturated]
    let sides = swaths.map(beside)
    let count = steps.count * 2 * bandCount
    var (middles, scatters) = ([Double](repeating: 0, count: count), [Double?](repeating: nil, count: count))
    for index in 0..<count {
      let station = index / (2 * bandCount)
      let values = swaths.indices.filter { swaths[$0].reasons[station] == .seen }.map { sides[$0][index] }
      guard values.count >= OccupancyModel.fewestDates else { continue }
      middles[index] = Quantiles.median(values) ?? 0
      scatters[index] = Quantiles.robustDeviation(values)
    }
    let typical = (0..<bandCount).map { band in
      Quantiles.median(stride(from: band, to: count, by: bandCount).compactMap { scatters[$0] }) ?? 0
    }
    for scene in swaths.indices {
      // Wet ground and haze move all of a date's ground alike.
      let shift = (0..<bandCount).map { band in
        let open = stride(from: band, to: count, by: bandCount).filter {
          scatters[$0] != nil && swaths[scene].reasons[$0 / (2 * bandCount)] == .seen
        }
        return Double(open.count) < Self.leastOpen * Double(2 * steps.count)
          ? 0 : Quantiles.median(open.map { sides[scene][$0] - middles[$0] }) ?? 0
      }
      for station in steps.indices where masked.contains(swaths[scene].reasons[station]) {
        let departures = (0..<2 * bandCount).map { part -> Double in
          let index = station * 2 * bandCount + part
          guard let own = scatters[index] else { return .infinity }
          let scatter = max(own, typical[part % bandCount])
          let departure = sides[scene][index] - middles[index] - shift[part % bandCount]
          return scatter > 0 ? abs(departure) / scatter : .infinity
        }
        let isClear = [departures.prefix(bandCount), departures.suffix(bandCount)].allSatisfy { side in
          side.reduce(0, +) / Double(bandCount) < Self.mostDeparture
        }
        if isClear { swaths[scene].reasons[station] = .seen }
      }
    }
  }

  /// The ground left and right of the line: `result[(station * 2 + side) * bandCount + band]`.
  private func beside(_ swath: LineSwath) -> [Double] {
    var result: [Double] = []
    for station in steps.indices {
      for side in [-1, 1] {
        for band in 0..<bandCount {
          let sum = (0..<Self.besideWidth).reduce(0) {
            $0 + swath.value(station, band, Double(side * (LineSwath.reach - $1)))
          }
          result.append(sum / Double(Self.besideWidth))
        }
      }
    }
    return result
  }

  /// Steps from the middle of the track at which its bed has ended: the ground beside it.
  private static let ground = 4...6

  /// The ground next to the track: `result[(station * 2 + side) * bandCount + band]`, left, then right.
  private func beside(_ swath: LineSwath, _ offset: (start: Int, end: Int)) -> [Double] {
    let limit = Double(LineSwath.reach) - 1
    var result: [Double] = []
    for station in steps.indices {
      let middle = position(station, offset)
      for side in [-1.0, 1.0] {
        for band in 0..<bandCount {
          let sum = Self.ground.reduce(0) { sum, step in
            sum + swath.value(station, band, min(max(middle + side * Double(step), -limit), limit))
          }
          result.append(sum / Double(Self.ground.count))
        }
      }
    }
    return result
  }

  // MARK: - Across

  private func position(_ station: Int, _ offset: (start: Int, end: Int)) -> Double {
    let share = shares[station]
    return Double(offset.start) + share * Double(offset.end - offset.start)
  }

  /// In steps to the right, at the start and at the end of each part.
  private func offset(_ swaths: [LineSwath]) -> (start: Int, end: Int) {
    let scatter = steps.indices.map { self.scatter(at: $0, swaths) }
    func score(_ start: Int, _ end: Int) -> Double {
      steps.indices.reduce(0) { sum, station in
        let place = position(station, (start, end)) - Double(Self.searched.lowerBound)
        let whole = min(Int(place), Self.searched.count - 2)
        let share = place - Double(whole)
        return sum + scatter[station][whole] * (1 - share) + scatter[station][whole + 1] * share
      }
    }
    let drawn = score(0, 0)
    var best = (start: 0, end: 0, score: drawn * Self.leastGain)
    for start in Self.searched {
      for end in Self.searched where abs(end - start) <= Self.mostTilt {
        let score = score(start, end)
        if score > best.score { best = (start, end, score) }
      }
    }
    return (best.start, best.end)
  }

  /// Of each offset that is searched, how far the ridge's height at a station lies from its median over the dates.
  private func scatter(at station: Int, _ swaths: [LineSwath]) -> [Double] {
    let seen = swaths.filter { $0.reasons[station] == .seen }
    return Self.searched.map { offset in
      guard seen.count > 2 else { return 0 }
      return (0..<bandCount).reduce(0) { sum, band in
        let ridges = seen.map { swath in
          swath.value(station, band, Double(offset))
            - (swath.value(station, band, Double(offset - Self.wing))
              + swath.value(station, band, Double(offset + Self.wing))) / 2
        }
        let middle = Quantiles.median(ridges) ?? 0
        return sum + ridges.reduce(0) { $0 + abs($1 - middle) } / Double(ridges.count)
      }
    }
  }
}
