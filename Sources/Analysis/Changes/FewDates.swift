import Foundation
import Kernels
import Statistics

/// Change over two to five dates, too few to tell a step from what a pixel does anyway.
///
/// Every pair of dates is compared by IR-MAD, each against the unchanged ground of its own. A change between two
/// neighbouring dates of a pixel must show in every pair that spans them: what one date alone shows, a cloud or a vehicle,
/// does not. The change counts by the weakest of these pairs.
package enum FewDates {
  /// With more dates `StepDetector` has as many on either side as it needs.
  package static let most = 2 * StepDetector.persistence - 1

  /// One date.
  package struct Picture: Sendable {
    /// Band by band, row by row.
    let samples: [Float]
    let seen: [Bool]

    package init(samples: [Float], seen: [Bool]) {
      self.samples = samples
      self.seen = seen
    }
  }

  private struct Pair {
    let earlier: Int
    let later: Int
    let scores: [Float]
  }

  /// - Parameters:
  ///   - displacements: per date the deviation of its place along one axis, in pixels; empty where all lie exactly.
  /// - Returns: `nil` where no two dates can be compared.
  package static func run(
    columns: Int, rows: Int, bandCount: Int, days: [Double], displacements: [Float] = [], pictures: [Picture],
    threads: Int
  ) -> ChangeDetection? {
    precondition(pictures.count == days.count, "\(pictures.count) pictures of \(days.count) dates")
    var pairs: [Pair] = []
    var variances: [[Double]] = Array(repeating: [], count: bandCount)
    for later in pictures.indices {
      for earlier in 0..<later {
        let pair = PicturePair(
          columns: columns, rows: rows, before: pictures[earlier].samples, after: pictures[later].samples,
          valid: zip(pictures[earlier].seen, pictures[later].seen).map { $0 && $1 },
          displacement: displacements.isEmpty ? 0 : hypotf(displacements[earlier], displacements[later]))
        guard
          let change = try? PairChange(
            pair, kind: .any, pixel: nil, factor: 1, isRedGreenBlue: false, threads: threads)
        else { continue }
        pairs.append(Pair(earlier: earlier, later: later, scores: change.scores))
        for band in 0..<bandCount {
          if let variance = variance(pair, band: band) { variances[band].append(variance) }
        }
      }
    }
    guard !pairs.isEmpty else { return nil }
    let drift = variances.map { Float(max(Quantiles.median($0) ?? 0, 1e-12)) }
    let found = events(pairs, pictures, bandCount: bandCount)
    return ChangeDetection(
      columns: columns, rows: rows, null: EmpiricalNull(centre: 0, width: 1),
      detector: StepDetector(
        days: days, displacements: displacements, noiseFloor: drift.map { ($0 / 2).squareRoot() },
        driftVariance: drift), events: found.events, scores: found.scores, tested: found.tested)
  }

  /// Of the difference of two dates, on most of the ground.
  private static func variance(_ pair: PicturePair, band: Int) -> Double? {
    let sample = LevelDifference.sample(pair.places())
    let start = band * pair.count
    let deviation = Quantiles.robustDeviation(sample.map { Double(pair.after[start + $0] - pair.before[start + $0]) })
    return deviation.map { $0 * $0 }
  }

  private static func events(
    _ pairs: [Pair], _ pictures: [Picture], bandCount: Int
  ) -> (events: [ChangeDetection.Event], scores: [Float], tested: Int) {
    let count = pictures[0].seen.count
    let growing = Float(EmpiricalNull.score(deviations: ChangeDetection.growing))
    var events: [ChangeDetection.Event] = []
    var scores = [Float](repeating: 0, count: count)
    var tested = 0
    for pixel in 0..<count {
      let seen = pictures.indices.filter { pictures[$0].seen[pixel] }
      var best: Float = -1
      for (lastOld, firstNew) in zip(seen, seen.dropFirst()) {
        var weakest = Float.infinity
        for pair in pairs where pair.earlier <= lastOld && pair.later >= firstNew && pair.scores[pixel] >= 0 {
          weakest = min(weakest, pair.scores[pixel])
        }
        guard weakest.isFinite else { continue }
        best = max(best, weakest)
        guard weakest >= growing else { continue }
        let deviations = Float(EmpiricalNull.deviations(score: Double(weakest)))
        let change = (0..<bandCount).map { band -> Float in
          func mean(_ dates: [Int]) -> Float {
            dates.reduce(Float(0)) { $0 + pictures[$1].samples[band * count + pixel] } / Float(dates.count)
          }
          return mean(seen.filter { $0 >= firstNew }) - mean(seen.filter { $0 <= lastOld })
        }
        events.append(
          ChangeDetection.Event(
            pixel: pixel,
            step: PixelStep(
              lastOld: lastOld, firstNew: firstNew, statistic: deviations * deviations * deviations, change: change),
            deviations: deviations))
      }
      if best >= 0 {
        tested += 1
        scores[pixel] = best
      }
    }
    return (events, scores, tested)
  }
}
