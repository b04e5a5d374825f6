import Foundation
import Kernels
import Statistics

@testable import Changes

/// Two pictures of one made ground: smooth fields of several bands, gain and offset of their own, noise in each.
enum PairWorld {
  static let side = 160

  /// - Parameters:
  ///   - change: pixels of the second picture that show something else.
  ///   - extra: bands that repeat the first one or are constant.
  static func pair(
    bands: Int = 4, side: Int = side, noise: Double = 4, change: Set<Int> = [], seed: UInt64
  ) -> PicturePair {
    var generator = SeededGenerator(seed: seed)
    let count = side * side
    var (before, after): ([Float], [Float]) = ([], [])
    let weights = Smoothing.mean(
      (0..<count).map { _ in Float(generator.normal()) }, weights: Array(repeating: 1, count: count), columns: side,
      rows: side, deviation: 3)
    let other = Smoothing.mean(
      (0..<count).map { _ in Float(generator.normal()) }, weights: Array(repeating: 1, count: count), columns: side,
      rows: side, deviation: 5)
    for band in 0..<bands {
      let share = Double(band) / Double(max(bands - 1, 1))
      let ground = (0..<count).map { 400 + 300 * (Double(weights[$0]) * (1 - share) + Double(other[$0]) * share) }
      before += ground.map { Float($0 + noise * generator.normal()) }
      after += ground.enumerated().map { pixel, value in
        let shown = change.contains(pixel) ? 480.0 - 30 * Double(band % 2) : value
        return Float(1.2 * shown - 30 + noise * generator.normal())
      }
    }
    return PicturePair(
      columns: side, rows: side, before: before, after: after, valid: Array(repeating: true, count: count),
      displacement: 0)
  }

  /// A rectangle turned by `angle` around its middle.
  static func rectangle(
    column: Double, row: Double, width: Double, height: Double, angle: Double, side: Int = side
  ) -> Set<Int> {
    Set(
      (0..<side * side).filter { pixel in
        let (x, y) = (Double(pixel % side) + 0.5 - column, Double(pixel / side) + 0.5 - row)
        let (u, v) = (x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle))
        return abs(u) <= width / 2 && abs(v) <= height / 2
      })
  }
}

extension PicturePair {
  /// The same with other values, or another mask.
  func with(before: [Float]? = nil, after: [Float]? = nil, valid: [Bool]? = nil) -> PicturePair {
    PicturePair(
      columns: columns, rows: rows, before: before ?? self.before, after: after ?? self.after,
      valid: valid ?? self.valid, displacement: displacement)
  }
}
