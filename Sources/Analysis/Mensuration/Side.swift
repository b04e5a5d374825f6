import Foundation
import Rasters
import Statistics

/// One straight side of a right-angled outline, walked with the thing on its right hand in pixel axes (rows down).
struct Side {
  private(set) var start: PixelPoint
  private(set) var end: PixelPoint

  init(_ start: PixelPoint, _ end: PixelPoint) {
    self.start = start
    self.end = end
  }

  var length: Double { hypot(end.column - start.column, end.row - start.row) }

  /// Unit vector pointing out of a ring of positive signed area.
  private var outward: (column: Double, row: Double) {
    let length = max(length, 1e-9)
    return ((end.row - start.row) / length, -(end.column - start.column) / length)
  }

  mutating func move(by offset: Double) {
    let (column, row) = outward
    start = PixelPoint(column: start.column + offset * column, row: start.row + offset * row)
    end = PixelPoint(column: end.column + offset * column, row: end.row + offset * row)
  }

  /// Where the lines of two sides meet; `nil` for parallels.
  func intersection(_ other: Side) -> PixelPoint? {
    let a = (end.column - start.column, end.row - start.row)
    let b = (other.end.column - other.start.column, other.end.row - other.start.row)
    let determinant = a.0 * b.1 - a.1 * b.0
    guard abs(determinant) > 1e-6 * length * other.length else { return nil }
    let t = ((other.start.column - start.column) * b.1 - (other.start.row - start.row) * b.0) / determinant
    return PixelPoint(column: start.column + t * a.0, row: start.row + t * a.1)
  }

  struct Edge {
    /// Outward distance from the side to the edge, pixels.
    let offset: Double
    /// Deviation of `offset` as parts of the side disagree.
    let deviation: Double
    /// Fall of the plane across the edge, per pixel.
    let steepness: Double
  }

  static let step = 0.25

  /// The place across the side where the plane falls most steeply, averaged along it; `nil` where it falls nowhere.
  func edge(_ plane: ContrastPlane) -> Edge? {
    let inset = min(1.5, 0.2 * length)
    let usable = length - 2 * inset
    let places = max(3, Int(usable / 0.5))
    let reach = Outliner.searchReach + 1
    let samples = Int(2 * reach / Side.step) + 1
    var profiles: [[Double]] = []
    let (outColumn, outRow) = outward
    for place in 0..<places {
      let t = (inset + usable * (Double(place) + 0.5) / Double(places)) / max(length, 1e-9)
      let column = start.column + t * (end.column - start.column)
      let row = start.row + t * (end.row - start.row)
      var profile: [Double] = []
      for sample in 0..<samples {
        let distance = -reach + Double(sample) * Side.step
        guard
          let value = plane.value(at: PixelPoint(column: column + distance * outColumn, row: row + distance * outRow))
        else { break }
        profile.append(value)
      }
      if profile.count == samples { profiles.append(profile) }
    }
    guard profiles.count >= 2, let whole = Side.steepest(profiles[...]) else { return nil }
    let parts = min(4, profiles.count / 2)
    guard parts >= 2 else { return Edge(offset: whole.offset, deviation: 0.4, steepness: whole.steepness) }
    let offsets = (0..<parts).compactMap { part in
      Side.steepest(profiles[profiles.count * part / parts..<profiles.count * (part + 1) / parts])?.offset
    }
    let mean = offsets.reduce(0, +) / Double(max(offsets.count, 1))
    let variance = offsets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(offsets.count - 1, 1))
    return Edge(
      offset: whole.offset, deviation: max((variance / Double(max(offsets.count, 1))).squareRoot(), 0.02),
      steepness: whole.steepness)
  }

  /// Centre of mass of the fall around its steepest place in the mean profile.
  private static func steepest(_ profiles: ArraySlice<[Double]>) -> (offset: Double, steepness: Double)? {
    guard let width = profiles.first?.count, width > 8 else { return nil }
    var mean = [Double](repeating: 0, count: width)
    for profile in profiles { for index in 0..<width { mean[index] += profile[index] / Double(profiles.count) } }
    // Falls over one pixel, so that the bilinear kinks between samples do not count as edges.
    let half = Int(0.5 / step)
    let falls = (half..<width - half).map { mean[$0 - half] - mean[$0 + half] }
    let centre = Double(falls.count - 1) / 2
    let bound = Outliner.searchReach / step
    var best: Int?
    for index in falls.indices where abs(Double(index) - centre) <= bound {
      // Near edges win over far ones of the same height: the first guess is rarely off by two pixels.
      let value = falls[index] * (1 - 0.1 * abs(Double(index) - centre) / bound)
      if value > best.map({ falls[$0] * (1 - 0.1 * abs(Double($0) - centre) / bound) }) ?? 0 { best = index }
    }
    guard let peak = best, falls[peak] > 0.05 else { return nil }
    var weight = 0.0
    var sum = 0.0
    for index in max(0, peak - 5)...min(falls.count - 1, peak + 5) {
      let excess = falls[index] - 0.4 * falls[peak]
      if excess > 0 {
        weight += excess
        sum += excess * Double(index)
      }
    }
    return ((sum / weight - centre) * step, falls[peak])
  }
}
