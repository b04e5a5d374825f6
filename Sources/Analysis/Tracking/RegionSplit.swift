import Changes
import Foundation
import Kernels
import Rasters
import Stacks

/// Regions that changed together, cut where they did not change alike.
///
/// Ground is cleared and a hall stands on it before the next clear date: both brightened, within one step. What they
/// became differs; two clusters of change tell them apart.
struct RegionSplit {
  let series: StackSeries

  /// Regions smaller than this, in pixels, are not cut.
  static let smallest = 48
  /// Parts smaller than this are seams.
  static let smallestPart = 16
  /// Distance of the clusters over their scatter [Ashman1994]: one normal cloud cut in two reaches 2.7, an even one 3.5.
  static let apart = 4.0
  /// Cuts of cuts: a roof of two slopes on a yard has three parts.
  static let depth = 2
  private static let rounds = 12

  /// The parts of `region`; none where it is of one piece.
  func parts(of region: ChangeRegion) -> [ChangeRegion] {
    guard region.pixels.count >= Self.smallest else { return [] }
    let window = Composite.window(around: region.pixels, grid: series.grid, margin: 2)
    let before = Array((0..<region.firstNew).suffix(Composite.maximumScenes))
    let after = Array((region.firstNew..<series.count).prefix(Composite.maximumScenes))
    let difference = Composite.difference(
      Composite.lit(series, scenes: after, window: window), Composite.lit(series, scenes: before, window: window))
    let local = Composite.local(region.pixels, in: window, grid: series.grid)
      .filter { difference.validity.flags[$0] }
    return cut(local, difference, window, depth: Self.depth).map { part in
      region.part(Composite.places(part, in: window, grid: series.grid))
    }
  }

  private func cut(_ pixels: [Int], _ picture: Raster, _ window: Window, depth: Int) -> [[Int]] {
    guard depth > 0, pixels.count >= Self.smallest, let classes = clusters(pixels, picture) else { return [] }
    return [classes.first, classes.second].flatMap { members -> [[Int]] in
      var flags = [Bool](repeating: false, count: window.pixelCount)
      for pixel in members { flags[pixel] = true }
      let opened = Morphology.open(flags, columns: window.columns, rows: window.rows, radius: 1)
      let bodies = Morphology.components(opened, columns: window.columns, rows: window.rows)
        .filter { $0.count >= Self.smallestPart }
      return bodies.flatMap { [$0] + cut($0, picture, window, depth: depth - 1) }
    }
  }

  /// The two clusters [MacQueen1967] of the pixels' spectra; `nil` where they are not clearly apart.
  private func clusters(_ pixels: [Int], _ picture: Raster) -> (first: [Int], second: [Int])? {
    let bands = picture.bandCount
    let plane = picture.columns * picture.rows
    let scales = (0..<bands).map { band in
      1 / max(series.dates.indices.reduce(0.0) { $0 + series.deviations(of: $1)[band] } / Double(series.count), 1e-9)
    }
    let points = pixels.map { pixel in
      (0..<bands).map { scales[$0] * Double(picture.samples[$0 * plane + pixel]) }
    }
    guard var isFirst = Self.halves(points) else { return nil }
    for _ in 0..<Self.rounds {
      guard let a = Self.mean(points, where: isFirst, is: true), let b = Self.mean(points, where: isFirst, is: false)
      else { return nil }
      let next = points.map { Self.squared($0, a) < Self.squared($0, b) }
      if next == isFirst { break }
      isFirst = next
    }
    guard Self.separation(points, isFirst) >= Self.apart else { return nil }
    func members(_ side: Bool) -> [Int] { pixels.indices.filter { isFirst[$0] == side }.map { pixels[$0] } }
    return (members(true), members(false))
  }

  /// A first guess: above and below the middle along the direction in which the points spread most.
  private static func halves(_ points: [[Double]]) -> [Bool]? {
    let all = [Bool](repeating: true, count: points.count)
    guard let centre = mean(points, where: all, is: true),
      let far = points.max(by: { squared($0, centre) < squared($1, centre) })
    else { return nil }
    var axis = zip(far, centre).map { $0 - $1 }
    for _ in 0..<rounds {
      var next = [Double](repeating: 0, count: axis.count)
      for point in points {
        let along = zip(zip(point, centre), axis).reduce(0) { $0 + ($1.0.0 - $1.0.1) * $1.1 }
        for band in next.indices { next[band] += along * (point[band] - centre[band]) }
      }
      let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 1e-12 else { return nil }
      axis = next.map { $0 / length }
    }
    return points.map { zip(zip($0, centre), axis).reduce(0) { $0 + ($1.0.0 - $1.0.1) * $1.1 } > 0 }
  }

  /// Ashman's D along the line between the clusters' centres.
  private static func separation(_ points: [[Double]], _ isFirst: [Bool]) -> Double {
    guard let a = mean(points, where: isFirst, is: true), let b = mean(points, where: isFirst, is: false), a != b
    else { return 0 }
    let distance = squared(a, b).squareRoot()
    let axis = zip(a, b).map { ($0 - $1) / distance }
    func variance(_ centre: [Double], _ side: Bool) -> Double {
      let own = points.indices.filter { isFirst[$0] == side }
      return own.reduce(0) { sum, index in
        let along = zip(zip(points[index], centre), axis).reduce(0) { $0 + ($1.0.0 - $1.0.1) * $1.1 }
        return sum + along * along
      } / Double(max(own.count, 1))
    }
    return distance / max(((variance(a, true) + variance(b, false)) / 2).squareRoot(), 1e-9)
  }

  private static func mean(_ points: [[Double]], where flags: [Bool], is side: Bool) -> [Double]? {
    let own = points.indices.filter { flags[$0] == side }
    guard let bands = points.first?.count, !own.isEmpty else { return nil }
    return (0..<bands).map { band in own.reduce(0) { $0 + points[$1][band] } / Double(own.count) }
  }

  private static func squared(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}
