import Foundation
import Statistics

/// What the ground on both sides of a line sheds on it: optics and resampling mix it into a track that is two pixels wide,
/// and it changes with the season far more than ballast does, one patch of it so and the next otherwise.
///
/// What a station departs by is regressed on what the ground left and right of it departs by on the same dates, all bands
/// together, as the mixture is one of places. Dates on which something stands there lie far off any such mixture and take
/// no part (Tukey's weights); the two shares vary along the line with the width of the bed, drawn to those of all the line.
/// - Source: [Holland1977], for the weights and their iteration.
struct GroundBeside: Sendable {
  /// `shares[station]`, of the left and of the right.
  private(set) var shares: [(left: Double, right: Double)]

  /// One station, band and date: departures from their medians over the dates, in units of the band's scatter.
  private struct Sample {
    let line: Double
    let left: Double
    let right: Double

    func rest(_ shares: (left: Double, right: Double)) -> Double {
      line - shares.left * left - shares.right * right
    }
  }

  /// Half the stretch along the line that a station's shares are learnt from.
  private static let reach = 6
  /// Deviations beyond which a date tells nothing of the mixture.
  private static let most = 5.0
  /// More than this of what a track shows is not the ground beside it.
  private static let mostShare = 0.6
  /// Weight of the whole line's shares against those of a stretch that scatters as the line does.
  private static let prior = 0.3
  private static let rounds = 8

  /// Corrects `values` for the ground beside.
  /// - Parameters:
  ///   - values: `values[scene][station * bandCount + band]`.
  ///   - beside: `beside[scene][(station * 2 + side) * bandCount + band]`, left, then right.
  static func corrected(
    _ values: [[Double]], beside: [[Double]], isSeen: [[Bool]], bandCount: Int
  ) -> [[Double]] {
    let count = isSeen.first?.count ?? 0
    let middles = Self.middles(values, isSeen, per: bandCount)
    let sides = Self.middles(beside, isSeen, per: 2 * bandCount)
    let scatter = (0..<bandCount).map { band -> Double in
      var distances: [Double] = []
      for (scene, values) in values.enumerated() {
        for station in 0..<count where isSeen[scene][station] {
          distances.append(abs(values[station * bandCount + band] - middles[station * bandCount + band]))
        }
      }
      return max((Quantiles.median(distances) ?? 1) * 1.4826, 1e-9)
    }
    let samples = (0..<count).map { station -> [Sample] in
      values.indices.filter { isSeen[$0][station] }.flatMap { scene in
        (0..<bandCount).map { band in
          let (index, left) = (station * bandCount + band, station * 2 * bandCount + band)
          return Sample(
            line: (values[scene][index] - middles[index]) / scatter[band],
            left: (beside[scene][left] - sides[left]) / scatter[band],
            right: (beside[scene][left + bandCount] - sides[left + bandCount]) / scatter[band])
        }
      }
    }
    let ground = GroundBeside(samples)
    return values.indices.map { scene in
      values[scene].indices.map { index in
        let (station, band) = (index / bandCount, index % bandCount)
        let left = station * 2 * bandCount + band
        let right = left + bandCount
        return values[scene][index] - ground.shares[station].left * (beside[scene][left] - sides[left])
          - ground.shares[station].right * (beside[scene][right] - sides[right])
      }
    }
  }

  private init(_ samples: [[Sample]]) {
    let all = samples.flatMap { $0 }
    var common = (left: 0.0, right: 0.0)
    var scale = 1.0
    for _ in 0..<Self.rounds {
      scale = max((Quantiles.median(all.map { abs($0.rest(common)) }) ?? 1) * 1.4826, 1e-9)
      common = Self.fit(all, common, scale, prior: nil).shares
    }
    let (fixed, information) = (common, Self.fit(all, common, scale, prior: nil).information)
    let weight = Self.prior * information / Double(max(1, samples.count)) * Double(2 * Self.reach + 1)
    shares = samples.indices.map { station in
      let near = samples[max(0, station - Self.reach)...min(samples.count - 1, station + Self.reach)].flatMap { $0 }
      var own = fixed
      for _ in 0..<Self.rounds { own = Self.fit(near, own, scale, prior: (fixed, weight)).shares }
      return own
    }
  }

  /// One round: shares by weighted least squares, and how much the samples tell of them.
  private static func fit(
    _ samples: [Sample], _ shares: (left: Double, right: Double), _ scale: Double,
    prior: (shares: (left: Double, right: Double), weight: Double)?
  ) -> (shares: (left: Double, right: Double), information: Double) {
    var (ll, lr, rr, lv, rv) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for sample in samples {
      let away = sample.rest(shares) / (most * scale)
      guard abs(away) < 1 else { continue }
      let weight = (1 - away * away) * (1 - away * away)
      ll += weight * sample.left * sample.left
      lr += weight * sample.left * sample.right
      rr += weight * sample.right * sample.right
      lv += weight * sample.left * sample.line
      rv += weight * sample.right * sample.line
    }
    let information = (ll + rr) / 2
    let weight = prior?.weight ?? 1e-6 * information + 1e-12
    let middle = prior?.shares ?? (left: 0, right: 0)
    ll += weight
    rr += weight
    lv += weight * middle.left
    rv += weight * middle.right
    let determinant = ll * rr - lr * lr
    guard determinant > 1e-12 * ll * rr else { return (middle, information) }
    let found = ((lv * rr - rv * lr) / determinant, (rv * ll - lv * lr) / determinant)
    let shares = (left: min(max(found.0, 0), mostShare), right: min(max(found.1, 0), mostShare))
    return (shares, information)
  }

  private static func middles(_ values: [[Double]], _ isSeen: [[Bool]], per: Int) -> [Double] {
    (0..<(values.first?.count ?? 0)).map { index in
      Quantiles.median(values.indices.filter { isSeen[$0][index / per] }.map { values[$0][index] }) ?? 0
    }
  }
}
