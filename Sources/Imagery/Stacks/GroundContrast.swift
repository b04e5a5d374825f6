import Kernels
import Rasters

/// How much of the ground's own contrast a scene shows around each pixel: all of it in full light, the light's share of
/// it in a shadow, the part that a veil lets through under one, nothing under a cloud.
///
/// The slope of the scene over the ground on most dates, in squares of 17 pixels. It asks nothing of brightness: a white
/// roof under a cloud is as bright as the cloud, but the gaps between roofs are gone. Even ground tells nothing.
struct GroundContrast {
  enum Sight: UInt8 {
    case unknown, shown, lost
  }

  /// Every second pixel of every second row enters; half the side of a square in these.
  static let sampling = 2
  static let reach = 4
  /// Pixels that the samples of a square are worth: neighbours share noise by resampling.
  static let independentShare: Float = 0.5
  /// Where less than this share of the contrast is left, the ground is lost.
  static let half: Float = 0.5
  /// Errors by which a slope must lie beyond it.
  static let certainty: Float = 1.5

  private let columns: Int
  private let across: Int
  private let sights: [Sight]

  /// - Parameters:
  ///   - scene: in its own deviations.
  ///   - ground: on most dates, in the same; NaN where not known.
  init(scene: [Float], ground: [Float], weights: [Float]?, columns: Int, rows: Int) {
    self.columns = columns
    let across = (columns + Self.sampling - 1) / Self.sampling
    self.across = across
    let down = (rows + Self.sampling - 1) / Self.sampling
    let count = across * down
    // Of weights, ground, scene, and their products. About the ground's own middle, so that squares keep their digits.
    var planes = [[Float]](repeating: [Float](repeating: 0, count: count), count: 6)
    let origin = ground.first { $0.isFinite } ?? 0
    for row in 0..<down {
      for column in 0..<across {
        let pixel = row * Self.sampling * columns + column * Self.sampling
        guard ground[pixel].isFinite, weights.map({ $0[pixel] > 0 }) ?? true else { continue }
        let (x, y, index) = (ground[pixel] - origin, scene[pixel] - origin, row * across + column)
        planes[0][index] = 1
        planes[1][index] = x
        planes[2][index] = y
        planes[3][index] = x * x
        planes[4][index] = x * y
        planes[5][index] = y * y
      }
    }
    let sums = planes.map { Convolution.boxSum($0, columns: across, rows: down, radius: Self.reach) }
    sights = (0..<count).map { index in
      Self.sight(sums[0][index], sums[1][index], sums[2][index], sums[3][index], sums[4][index], sums[5][index])
    }
  }

  private static func sight(
    _ n: Float, _ x: Float, _ y: Float, _ xx: Float, _ xy: Float, _ yy: Float
  ) -> Sight {
    guard n >= 12 else { return .unknown }
    let (squareX, product, squareY) = (xx - x * x / n, xy - x * y / n, yy - y * y / n)
    guard squareX > 0 else { return .unknown }
    let slope = product / squareX
    // What does not follow the ground; noise at least, which is 1.
    let rest = max(squareY - slope * product, n) / (n * independentShare)
    let error = (rest / squareX).squareRoot()
    if slope - certainty * error > half { return .shown }
    return slope + certainty * error < half ? .lost : .unknown
  }

  func sight(_ pixel: Int) -> Sight {
    let (row, column) = (pixel / columns, pixel % columns)
    return sights[row / Self.sampling * across + column / Self.sampling]
  }
}
