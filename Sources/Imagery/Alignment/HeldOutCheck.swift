import Rasters
import Statistics

/// Each tie point against a transform that was fitted without it and without its neighbours: the ground is cut into the
/// squares of a checkerboard, and what is fitted on the one colour is checked on the other.
struct HeldOutCheck: Sendable {
  /// Per tie point the transform that did not use it.
  private let folds: [Int]
  private let transforms: [PictureTransform]
  private let ties: [TiePoint]

  /// - Parameter fit: the transform of the tie points at these indices; `nil` where they do not fix one.
  init?(_ ties: [TiePoint], folds: [Int], fit: ([Int]) -> PictureTransform?) {
    var transforms: [PictureTransform] = []
    for fold in 0..<2 {
      guard let transform = fit(ties.indices.filter { folds[$0] != fold }) else { return nil }
      transforms.append(transform)
    }
    self.ties = ties
    self.folds = folds
    self.transforms = transforms
  }

  /// Colour of each tie point's square; squares are `side` pixels wide.
  static func folds(_ ties: [TiePoint], side: Double) -> [Int] {
    ties.map { (Int($0.place.row / side) + Int($0.place.column / side)) % 2 }
  }

  /// Residuals' squares in deviations, cut where a tie point counts as an outlier.
  func losses(scatter: Double) -> [Double] {
    ties.indices.map { index in
      let transform = transforms[folds[index]]
      guard ties[index].distance(from: transform) <= RobustFit.farthest else { return RobustFit.outlierDeviations }
      return min(
        ties[index].squaredDeviations(from: transform, scatter: scatter), RobustFit.outlierDeviations)
    }
  }

  func result(scatter: Double) -> FittedTransform.HeldOut? {
    var lengths: [Double] = []
    for index in ties.indices where RobustFit.passes(ties[index], transforms[folds[index]], scatter) {
      lengths.append(ties[index].distance(from: transforms[folds[index]]))
    }
    let passing = lengths.count
    guard let radius = Quantiles.quantile(0.9, of: &lengths) else { return nil }
    return FittedTransform.HeldOut(count: ties.count, passing: passing, ce90InPixels: radius)
  }

  /// Whether the losses fell from `first` to `second` by more than chance, and by a share worth having.
  /// - Parameter independent: share of the tie points that say something of their own.
  static func fell(_ first: [Double], _ second: [Double], independent: Double, leastShare: Double) -> Bool {
    let gains = zip(first, second).filter { min($0, $1) < RobustFit.outlierDeviations }.map { $0 - $1 }
    let count = Double(gains.count)
    guard count >= 8 else { return false }
    let mean = gains.reduce(0, +) / count
    let variance = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let error = (variance / (count * independent)).squareRoot()
    let level = first.reduce(0, +) / Double(max(first.count, 1))
    return mean > 2.5 * error && mean > leastShare * level
  }
}
