import Foundation
import Mensuration
import Rasters
import Stacks
import Statistics

/// Whether a thing was whole on a date: all its parts in the new state, none behind the others.
///
/// A hall is roofed from one end to the other. On a date with nine tenths of its roof the mean over the whole is near the
/// new level already; the last tenth is not.
struct PartialState {
  /// Slices across the thing's length.
  static let slices = 5
  /// Pixels that a slice needs for its mean to say anything.
  static let fewestPixels = 5
  /// How far, as a share of the step, a slice may lie behind the middle one beyond what it does on later dates.
  static let tolerance = 0.12

  private let slices: [[Int]]

  /// `nil` for things too small to be cut into slices.
  init?(_ outline: PixelOutline, pixels: [Int], grid: Grid) {
    guard let box = OrientedBox(around: outline.ring) else { return nil }
    var slices = [[Int]](repeating: [], count: Self.slices)
    for pixel in pixels {
      let column = Double(pixel % grid.columns) + 0.5 - box.centre.column
      let row = Double(pixel / grid.columns) + 0.5 - box.centre.row
      let along = (column * cos(box.angle) + row * sin(box.angle)) / max(box.length, 1e-9) + 0.5
      guard (0..<1).contains(along) else { continue }
      slices[Int(along * Double(Self.slices))].append(pixel)
    }
    guard slices.allSatisfy({ $0.count >= Self.fewestPixels }) else { return nil }
    self.slices = slices
  }

  /// The first of `dates` (scenes in the new state, in order) on which no slice lies behind; the first one where the later
  /// dates are too few to tell.
  func firstWhole(_ series: StackSeries, old: [Int], dates: [Int]) -> Int? {
    guard dates.count >= 4, !old.isEmpty else { return dates.first }
    let means = slices.map { series.means(over: $0).map(\.values) }
    let lags = dates.map { lag(means, on: $0, old: old, new: Array(dates.suffix(from: dates.count / 2))) }
    let usual = lags.suffix(from: dates.count / 2).compactMap { $0 }.max() ?? 0
    // Two dates at most: what is not whole by then changes otherwise.
    return zip(dates, lags).prefix(2).first { $0.1.map { $0 <= usual + Self.tolerance } ?? true }?.0 ?? dates[2]
  }

  /// How far the last slice lies behind the middle one on a date, as a share of the step; `nil` where one was not seen.
  private func lag(_ means: [[[Double]?]], on date: Int, old: [Int], new: [Int]) -> Double? {
    let progress = means.compactMap { slice -> Double? in
      guard let value = slice[date], let before = level(slice, old), let after = level(slice, new) else { return nil }
      let step = zip(after, before).map { $0 - $1 }
      let whole = step.reduce(0) { $0 + $1 * $1 }
      guard whole > 0 else { return nil }
      return zip(zip(value, before), step).reduce(0) { $0 + ($1.0.0 - $1.0.1) * $1.1 } / whole
    }
    guard progress.count == means.count, let middle = Quantiles.median(progress), let last = progress.min()
    else { return nil }
    return middle - last
  }

  private func level(_ slice: [[Double]?], _ dates: [Int]) -> [Double]? {
    let seen = dates.compactMap { slice[$0] }
    guard let bands = seen.first?.count else { return nil }
    return (0..<bands).map { band in Quantiles.median(seen.map { $0[band] }) ?? 0 }
  }
}
