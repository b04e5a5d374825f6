import Foundation
import Rasters
import Statistics

/// How unlike the ground around it every pixel of a picture is: the Mahalanobis distance from most of that ground.
///
/// A contrast plane looks for what resembles the part of a thing that is known already. A roof of two slopes, or one that
/// was built in two parts, resembles itself in neither colour nor date; but all of it is unlike the ground.
///
/// - Source: [RousseeuwVanDriessen1999], concentration steps: of the pixels around, the half that lie closest together.
package struct GroundDistance {
  /// Share of the surroundings that is certainly ground: the rest may be other parts of the thing, shadows, neighbours.
  private static let groundShare = 0.6
  private static let rounds = 5
  /// Distances from here on are unlike the ground whatever the ground's scatter: in deviations of the ground's own
  /// distances above their middle.
  private static let unlike = 5.0

  /// Distance less what ground has itself, as a share of that of `inside`.
  package let plane: ContrastPlane
  /// Level of `plane` above which a pixel is not ground.
  package let threshold: Float

  /// - Parameters:
  ///   - picture: the pixels of `window` of the grid, best the difference of two states: what stood before drops out.
  ///   - inside: indices in `window` of some part of the thing.
  ///   - around: indices beside it, mostly of ground.
  ///   - ground: per band the level of sunlit ground, of which shadows take most away; `nil` to expect no shadows.
  /// - Returns: `nil` where too few pixels are known, or the thing is not unlike the ground.
  package init?(_ picture: Raster, window: Window, inside: [Int], around: [Int], ground: [Double]?) {
    let bands = picture.bandCount
    let plane = window.pixelCount
    let inside = inside.filter { picture.validity.flags[$0] }
    let around = around.filter { picture.validity.flags[$0] }
    guard inside.count >= 3, around.count >= 10 * bands else { return nil }
    func spectrum(_ pixel: Int) -> [Double] { (0..<bands).map { Double(picture.samples[$0 * plane + pixel]) } }
    let points = around.map(spectrum)
    let thing = (0..<bands).map { band in Quantiles.median(inside.map { spectrum($0)[band] }) ?? 0 }
    guard let cloud = Self.concentrated(points, thing: thing, ground: ground) else { return nil }
    let own = points.map(cloud.distance).sorted().prefix(Int(Self.groundShare * Double(points.count)))
    guard let centre = Quantiles.median(Array(own)), let spread = Quantiles.robustDeviation(Array(own)),
      let level = Quantiles.quantile(0.25, ofSorted: inside.map { cloud.distance(spectrum($0)) }.sorted())
    else { return nil }
    let unlike = centre + Self.unlike * max(spread, 0.2 * centre)
    guard level > unlike else { return nil }
    let scale = level - centre
    let values = (0..<plane).map { Float((cloud.distance(spectrum($0)) - centre) / scale) }
    threshold = Float((unlike - centre) / scale)
    let scatter = Quantiles.robustDeviation(around.map { Double(values[$0]) }) ?? 1
    self.plane = ContrastPlane(
      window: window, values: values, valid: picture.validity.flags, separation: 1 / max(scatter, 1e-6))
  }

  /// Centre and inverse scatter of points in the space of the bands.
  private struct Cloud {
    let centre: [Double]
    private let factor: [Double]

    init?(_ points: [[Double]], floor: [Double]) {
      let bands = floor.count
      let centre = (0..<bands).map { band in
        points.reduce(0) { $0 + $1[band] } / Double(max(points.count, 1))
      }
      var scatter = [Double](repeating: 0, count: bands * bands)
      for point in points {
        for i in 0..<bands {
          for j in 0...i { scatter[i * bands + j] += (point[i] - centre[i]) * (point[j] - centre[j]) }
        }
      }
      for index in scatter.indices { scatter[index] /= Double(max(points.count, 1)) }
      self.init(centre: centre, scatter: scatter, floor: floor, along: nil)
    }

    /// `scatter` by its lower triangle; `along` is a direction in which pixels may lie though no sampled one does.
    private init?(centre: [Double], scatter: [Double], floor: [Double], along: [Double]?) {
      let bands = floor.count
      var matrix = scatter
      for i in 0..<bands {
        matrix[i * bands + i] += floor[i]
        if let along {
          for j in 0...i { matrix[i * bands + j] += ContrastPlane.shadowScatter * along[i] * along[j] }
        }
      }
      guard let factor = LeastSquares.factor(matrix, width: bands) else { return nil }
      self.centre = centre
      self.factor = factor
      self.scatter = scatter
    }

    private let scatter: [Double]

    func expecting(_ along: [Double], floor: [Double]) -> Cloud? {
      Cloud(centre: centre, scatter: scatter, floor: floor, along: along)
    }

    func distance(_ point: [Double]) -> Double {
      let bands = centre.count
      var sum = 0.0
      var solved = [Double](repeating: 0, count: bands)
      for i in 0..<bands {
        var value = point[i] - centre[i]
        for j in 0..<i { value -= factor[i * bands + j] * solved[j] }
        solved[i] = value / factor[i * bands + i]
        sum += solved[i] * solved[i]
      }
      return sum.squareRoot()
    }
  }

  private static func concentrated(_ points: [[Double]], thing: [Double], ground: [Double]?) -> Cloud? {
    let bands = thing.count
    let middle = (0..<bands).map { band in Quantiles.median(points.map { $0[band] }) ?? 0 }
    let spreads = (0..<bands).map { band in Quantiles.robustDeviation(points.map { $0[band] }) ?? 0 }
    let largest = zip(thing, middle).map { abs($0 - $1) }.max() ?? 0
    guard largest > 0 else { return nil }
    let least = ContrastPlane.leastScatter * largest
    let floor = [Double](repeating: least * least, count: bands)
    func closest(_ distance: ([Double]) -> Double) -> [[Double]] {
      let ranked = points.map { (distance($0), $0) }.sorted { $0.0 < $1.0 }
      return ranked.prefix(Int(groundShare * Double(points.count))).map(\.1)
    }
    var kept = closest { point in
      zip(zip(point, middle), spreads).reduce(0) { $0 + abs($1.0.0 - $1.0.1) / max($1.1, least) }
    }
    var cloud: Cloud?
    for _ in 0..<rounds {
      guard let next = Cloud(kept, floor: floor) else { return nil }
      cloud = next
      kept = closest(next.distance)
    }
    return ground.map { ground in cloud.flatMap { $0.expecting(ground, floor: floor) } } ?? cloud
  }
}
