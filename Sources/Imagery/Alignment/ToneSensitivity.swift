import Foundation
import Rasters

/// By how much a picture seems to move where only its tones change.
///
/// Sensors, hazes and screens bend the scale from dark to bright. Where one side of things is lit and the other dark, as
/// trees are from the air, a bent scale moves the middle of every slope the same way: no residual between the tie points
/// shows it. The reference itself tells how large that is, matched against itself through a bent scale.
enum ToneSensitivity {
  /// The power that the scale is bent by; of pictures of two sensors, one may be bent by this much against the other.
  private static let power: Float = 0.8

  /// Variance along an axis, in square pixels; 0 where no tie point is found.
  static func variance(
    _ reference: AlignmentPlane, _ kind: ReferenceView.Kind, _ lattice: TiePointLattice
  ) -> Double {
    guard let bent = reference.bent(by: power) else { return 0 }
    let origin = PictureTransform(centre: PixelPoint(column: 0, row: 0), shift: .none)
    let ties = lattice.match(kind.plane(bent), prior: origin)
    guard !ties.isEmpty else { return 0 }
    let rows = ties.reduce(0) { $0 + $1.displacement.rows } / Double(ties.count)
    let columns = ties.reduce(0) { $0 + $1.displacement.columns } / Double(ties.count)
    return (rows * rows + columns * columns) / 2
  }
}

extension AlignmentPlane {
  /// Samples from 0 at the darkest to 1 at the brightest, to a power; `nil` where they are all alike.
  fileprivate func bent(by power: Float) -> AlignmentPlane? {
    var (low, high) = (Float.infinity, -Float.infinity)
    for pixel in samples.indices where valid[pixel] {
      low = min(low, samples[pixel])
      high = max(high, samples[pixel])
    }
    guard high > low, (high - low).isFinite else { return nil }
    let scale = 1 / (high - low)
    var result = samples
    for pixel in samples.indices where valid[pixel] { result[pixel] = pow((samples[pixel] - low) * scale, power) }
    return AlignmentPlane(columns: columns, rows: rows, samples: result, valid: valid)
  }
}
