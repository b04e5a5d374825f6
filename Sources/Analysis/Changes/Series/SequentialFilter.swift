import Statistics

/// Kalman filter of the harmonic coefficients of all bands of a pixel: what a clear date costs is the same however long
/// the series.
///
/// The state is the coefficients of constant, trend and two waves a year themselves, which rest between dates but for a
/// random walk; the paper's rotating level, slope and wave states are the same model in other coordinates. It starts from
/// the lasso, with the covariance of a regression on the starting dates with a prior; the paper's users run the filter
/// twice over them instead.
/// - Source: [Ye2021]; [DurbinKoopman2012], section 4.3
struct SequentialFilter: Sendable, Equatable {
  static let terms = 6
  /// Variance of the random walk of constant and waves, a day, in squared units of reflectances times 10,000; that of
  /// the trend (a day) is 10⁷ times smaller.
  static let walkVariance = 0.25
  static let trendPart = 1e-7
  /// Prior variance of a coefficient as a part of the squared mean.
  static let priorPart = 0.25

  /// By term and group.
  private(set) var state: [SIMD8<Double>]
  /// By term, term and group.
  private var covariance: [SIMD8<Double>]
  /// Of an observation, by group.
  private var noise: [SIMD8<Double>]
  private let groups: Int

  /// - Parameters:
  ///   - coefficients: of each band the first six terms.
  ///   - noise: of each band the variance of a date.
  ///   - rows: terms of the starting dates.
  init(coefficients: [[Double]], noise: [Double], rows: [[Double]]) {
    groups = BandLanes.groups(of: coefficients.count)
    state = Array(repeating: .zero, count: Self.terms * groups)
    covariance = Array(repeating: .zero, count: Self.terms * Self.terms * groups)
    self.noise = Array(repeating: SIMD8(repeating: 1), count: groups)
    for (band, own) in coefficients.enumerated() {
      let (group, lane) = (band / 8, band % 8)
      self.noise[group][lane] = noise[band]
      for term in 0..<Self.terms { state[term * groups + group][lane] = own[term] }
      setCovariance(band, mean: own[0] + own[1] * rows[0][1], noise: noise[band], rows: rows)
    }
  }

  private mutating func setCovariance(_ band: Int, mean: Double, noise: Double, rows: [[Double]]) {
    var information = [Double](repeating: 0, count: Self.terms * Self.terms)
    for row in rows {
      for i in 0..<Self.terms { for j in 0..<Self.terms { information[i * Self.terms + j] += row[i] * row[j] / noise } }
    }
    for term in 0..<Self.terms {
      information[term * Self.terms + term] += 1 / max(Self.priorPart * mean * mean, noise)
    }
    guard let factor = LeastSquares.factor(information, width: Self.terms) else { return }
    for column in 0..<Self.terms {
      var unit = [Double](repeating: 0, count: Self.terms)
      unit[column] = 1
      let solved = LeastSquares.substitute(factor, unit, width: Self.terms)
      for row in 0..<Self.terms {
        covariance[(row * Self.terms + column) * groups + band / 8][band % 8] = solved[row]
      }
    }
  }

  /// What is expected of a group of bands at a date with these terms.
  @inline(__always) func value(_ row: SIMD8<Double>, group: Int) -> SIMD8<Double> {
    var sum = state[group]
    for term in 1..<Self.terms { sum += state[term * groups + group] * row[term] }
    return sum
  }

  /// Takes a date in.
  /// - Returns: what was observed less what was expected.
  mutating func update(_ observed: SIMD8<Double>, row: SIMD8<Double>, group: Int) -> SIMD8<Double> {
    var gains = [SIMD8<Double>](repeating: .zero, count: Self.terms)
    var variance = noise[group]
    for i in 0..<Self.terms {
      for j in 0..<Self.terms { gains[i] += covariance[(i * Self.terms + j) * groups + group] * row[j] }
      variance += gains[i] * row[i]
    }
    let innovation = observed - value(row, group: group)
    for i in 0..<Self.terms {
      let gain = gains[i] / variance
      state[i * groups + group] += gain * innovation
      for j in 0..<Self.terms { covariance[(i * Self.terms + j) * groups + group] -= gain * gains[j] }
    }
    return innovation
  }

  /// Lets `days` pass up to a date with these terms: a step of the walk turns trend and constant about that date.
  mutating func pass(days: Double, row: SIMD8<Double>) {
    let (width, years) = (Self.terms, row[1])
    let level = Self.walkVariance * days
    let slope = level * Self.trendPart * BreakOptions.daysInYear * BreakOptions.daysInYear
    for group in 0..<groups {
      for term in 0..<width where term != 1 { covariance[(term * width + term) * groups + group] += level }
      covariance[group] += slope * years * years
      covariance[groups + group] -= slope * years
      covariance[width * groups + group] -= slope * years
      covariance[(width + 1) * groups + group] += slope
    }
  }
}
