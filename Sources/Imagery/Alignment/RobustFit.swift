import Rasters
import Statistics

/// A transform that tie points which disagree do not move, and the scatter of the places that is left.
/// - Source: [Holland1977] for the iteration and Tukey's weights.
struct RobustFit: Sendable {
  let transform: PictureTransform
  /// Deviation along each axis, pixels, by which tie points scatter beyond their own covariances.
  let scatter: Double
  /// Weight of each tie point, 0 … 1, beside its covariance.
  let weights: [Double]
  /// Those within `outlierDeviations` and `farthest`.
  let passing: [Bool]

  /// 99 % of a normal error in two dimensions lie within √9.21 deviations.
  static let outlierDeviations = 9.21
  /// A tie point that lies farther off, in pixels, is wrong whatever its covariance.
  static let farthest = 1.0
  /// Rounding alone moves tie points so far, in pixels.
  private static let leastScatter = 0.002
  private static let largestScatter = 0.4
  private static let tukey = 4.0
  private static let rounds = 8

  /// - Parameter indices: the tie points that the fit may use; `passing` and `weights` are of all.
  init?(_ ties: [TiePoint], indices: [Int], model: LinearFit.Model, start: PictureTransform) {
    var transform = start
    if model == .translation { transform.linear = .none }
    var scatter = 0.0
    for _ in 0..<Self.rounds {
      guard let found = Self.scatter(ties, indices, transform) else { return nil }
      scatter = found
      let weights = indices.map { Self.weight(ties[$0], transform, scatter) }
      guard weights.contains(where: { $0 > 0 }),
        let fit = LinearFit(
          ties, indices: indices, weights: weights, model: model, prior: transform, scatter: max(scatter, 0.005))
      else { return nil }
      transform = fit.transform
    }
    self.init(ties, transform: transform, scatter: scatter)
  }

  init(_ ties: [TiePoint], transform: PictureTransform, scatter: Double) {
    self.transform = transform
    self.scatter = scatter
    weights = ties.map { Self.weight($0, transform, scatter) }
    passing = ties.map { Self.passes($0, transform, scatter) }
  }

  static func passes(_ tie: TiePoint, _ transform: PictureTransform, _ scatter: Double) -> Bool {
    tie.distance(from: transform) <= farthest
      && tie.squaredDeviations(from: transform, scatter: max(scatter, leastScatter)) <= outlierDeviations
  }

  private static func weight(_ tie: TiePoint, _ transform: PictureTransform, _ scatter: Double) -> Double {
    guard tie.distance(from: transform) <= farthest else { return 0 }
    let rest = 1 - tie.squaredDeviations(from: transform, scatter: scatter) / (tukey * tukey)
    return rest > 0 ? rest * rest : 0
  }

  /// The deviation of the places under which half of the tie points lie within the middle of what is expected; `nil`
  /// where fewer than 3 lie near.
  static func scatter(_ ties: [TiePoint], _ indices: [Int], _ transform: PictureTransform) -> Double? {
    let near = indices.filter { ties[$0].distance(from: transform) <= farthest }
    guard near.count >= 3 else { return nil }
    // The median of a squared length in two dimensions is 2 ln 2 variances.
    func isWide(_ scatter: Double) -> Bool {
      (Quantiles.median(near.map { ties[$0].squaredDeviations(from: transform, scatter: scatter) }) ?? 0)
        <= 1.386_294
    }
    var (low, high) = (0.0, largestScatter)
    if isWide(0) { return 0 }
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if isWide(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
