import Foundation
import Kernels
import Places
import Statistics

/// What one date says of a line.
package struct LineOccupancy: Sendable {
  /// In metres from the line's start; in order.
  package let stretches: [(from: Double, to: Double)]
  /// Metres.
  package let value: Double
  package let low: Double
  package let high: Double
}

extension OccupancyModel {
  /// The occupied length of every date, or why it cannot be told.
  /// - Parameter seed: of the draws that the intervals come from.
  package func occupancies(seed: UInt64, threads: Int) -> [Result<LineOccupancy, NotObservable>] {
    Parallel.map(profiles.sceneCount, threads: threads) { scene in
      guard profiles.clearShare(of: scene) >= Self.leastClear else {
        return .failure(NotObservable(reason: profiles.commonestReason(of: scene)))
      }
      var generator = SeededGenerator(seed: seed, stream: UInt64(scene))
      return .success(occupancy(of: scene, &generator))
    }
  }

  /// Why a date tells no length.
  package struct NotObservable: Error, Sendable, Hashable {
    package let reason: Visibility
  }

  private func occupancy(of scene: Int, _ generator: inout SeededGenerator) -> LineOccupancy {
    let chain = chain(scene)
    let decoded = OccupancyChain.runs(posterior[scene].map { $0 > 0.5 }, starts: profiles.starts)
    let ends = decoded.map { run in (from: end(of: run, scene, outwards: -1), to: end(of: run, scene, outwards: 1)) }
    let stretches = ends.map { (place($0.from.place), place($0.to.place)) }.filter { $0.1 > $0.0 }
    let value = stretches.reduce(0) { $0 + $1.1 - $1.0 }
    var lengths = chain.draws(Self.draws, &generator).map { states in
      length(states, decoded, ends, &generator)
    }
    let (unsureLess, unsureMore) = unsure(scene)
    lengths.sort()
    let low = Quantiles.quantile(0.05, ofSorted: lengths) ?? value
    let high = Quantiles.quantile(0.95, ofSorted: lengths) ?? value
    let whole = profiles.steps.reduce(0, +)
    // Of an empty line: what is shorter than the shortest stretch there is would not have been found.
    let hidden = value > 0 ? 0 : least.occupied
    return LineOccupancy(
      stretches: stretches, value: value, low: max(0, min(low, value) - unsureLess),
      high: min(whole, max(high, value, hidden) + unsureMore))
  }

  /// Metres from the line's start of a place in stations.
  private func place(_ stations: Double) -> Double {
    let whole = min(max(Int(stations), 0), profiles.stationCount - 1)
    let before = profiles.steps[..<whole].reduce(0, +)
    let within = min(max(stations - Double(whole), 0), 1)
    return before + within * profiles.steps[whole]
  }

  /// Of one draw: ends near those that were found finely take their place, with their doubt.
  private func length(
    _ states: [Bool], _ decoded: [Range<Int>], _ ends: [(from: StretchEnds.End, to: StretchEnds.End)],
    _ generator: inout SeededGenerator
  ) -> Double {
    let reach = StretchEnds.reach
    var total = 0.0
    for run in OccupancyChain.runs(states, starts: profiles.starts) {
      let first = decoded.firstIndex { abs($0.lowerBound - run.lowerBound) <= reach }
      let last = decoded.firstIndex { abs($0.upperBound - run.upperBound) <= reach }
      // Light spills over an end that was not found finely by about half a station.
      let from =
        first.map { ends[$0].from.place + ends[$0].from.deviation * generator.normal() }
        ?? Double(run.lowerBound) + 0.5
      let to =
        last.map { ends[$0].to.place + ends[$0].to.deviation * generator.normal() }
        ?? Double(run.upperBound) - 0.5
      total += max(0, place(to) - place(from))
    }
    return total
  }

  /// The end of a stretch; that of the line, or of a part of it, where the stretch runs up to it.
  private func end(of run: Range<Int>, _ scene: Int, outwards: Int) -> StretchEnds.End {
    let inside = outwards > 0 ? run.upperBound - 1 : run.lowerBound
    let outside = inside + outwards
    let isLineEnd = !(0..<profiles.stationCount).contains(outside) || profiles.starts[max(inside, outside)]
    if isLineEnd { return StretchEnds.End(place: Double(inside) + (outwards > 0 ? 1 : 0), deviation: 0) }
    // The level of what stands at this end, from the stations behind the outermost.
    let inner = (1...4).map { inside - $0 * outwards }.filter { run.contains($0) && profiles.isSeen(scene, $0) }
    let used = inner.isEmpty ? [inside] : inner
    let bands = profiles.bandCount
    var level = [Double](repeating: 0, count: bands)
    for station in used {
      let white = baseline.covariance.whitened(residual(scene, station))
      for band in 0..<bands { level[band] += white[band] / Double(used.count) }
    }
    let square = level.reduce(0) { $0 + $1 * $1 }
    return StretchEnds.end(
      inside: inside, outwards: outwards, count: profiles.stationCount, signal: square.squareRoot()
    ) { station in
      guard profiles.isSeen(scene, station) else { return nil }
      let white = baseline.covariance.whitened(residual(scene, station))
      return zip(white, level).reduce(0) { $0 + $1.0 * $1.1 } / max(square, 1e-12)
    }
  }

  /// Metres that may be less, and more, because stations were not seen or their empty look is in doubt.
  private func unsure(_ scene: Int) -> (less: Double, more: Double) {
    var (less, more) = (0.0, 0.0)
    let standing = mayNeverHaveLeft
    for station in 0..<profiles.stationCount {
      let isBlind = !profiles.isSeen(scene, station) || baseline.origins[station] == .unseen
      guard isBlind || standing[station] || baseline.origins[station] == .undetermined else { continue }
      if posterior[scene][station] > 0.5 { less += profiles.steps[station] } else { more += profiles.steps[station] }
    }
    return (less, more)
  }

  /// Stations that look unlike the line on nearly all dates, along as much of it as the shortest rake is long: a rake that
  /// never left would look so.
  private var mayNeverHaveLeft: [Bool] {
    var result = [Bool](repeating: false, count: profiles.stationCount)
    for run in OccupancyChain.runs(baseline.origins.map { $0 == .own }, starts: profiles.starts)
    where profiles.steps[run].reduce(0, +) >= least.occupied {
      for station in run { result[station] = true }
    }
    return result
  }
}
