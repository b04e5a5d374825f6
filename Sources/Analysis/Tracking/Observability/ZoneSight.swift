import Foundation
import Kernels
import Places
import Quantities
import Stacks
import Statistics

/// What a stack's dates saw of some ground: how much of it, from when to when a change there could be told, and where not.
package struct ZoneSight {
  /// Scenes between which a building on this ground would have been seen often enough before and after: first on which
  /// it may stand first, and last.
  package let firsts: ClosedRange<Int>?
  /// Shares of the ground that were seen on no date, and on too few around `firsts`.
  package let neverClear: Double
  package let seldomClear: Double
  /// Pixels of the grid on which a change can be told.
  package let places: [Int]
  /// Share that each scene saw.
  package let clearShares: [Double]
  /// Of each scene, were it the first on which a building stands, the clear dates before it, and those from it on: medians
  /// over `places`.
  package let before: [Int]
  package let after: [Int]

  /// Pixels of a zone that are looked at: of larger ones every second, or third, and so on.
  private static let mostPixels = 20_000
  /// So much of the ground that could be told at all is left out where its clear dates come later, or end earlier.
  private static let late = 0.05

  /// - Parameter pixels: of the zone in the stack's grid, rising.
  package init(_ series: StackSeries, pixels: [Int], threads: Int) {
    let step = max(1, (pixels.count + Self.mostPixels - 1) / Self.mostPixels)
    let sampled = stride(from: 0, to: pixels.count, by: step).map { pixels[$0] }
    let seen = Parallel.map(sampled.count, threads: threads) { index in
      (0..<series.count).map { series.visibility(of: $0, pixel: sampled[index]) == .seen }
    }
    clearShares = (0..<series.count).map { scene in
      Double(seen.count { $0[scene] }) / Double(max(seen.count, 1))
    }
    let spans = seen.map(Self.span)
    let told = spans.compactMap(\.self)
    let range = Self.common(told)
    firsts = range
    let isPlace = spans.map { span in
      guard let span, let range else { return false }
      return span.lowerBound <= range.lowerBound && span.upperBound >= range.upperBound
    }
    let count = Double(max(seen.count, 1))
    neverClear = Double(seen.count { !$0.contains(true) }) / count
    seldomClear = Double(isPlace.count { !$0 }) / count - neverClear
    places = sampled.indices.filter { isPlace[$0] }.map { sampled[$0] }
    let judged = sampled.indices.filter { isPlace[$0] }.map { seen[$0] }
    (before, after) = Self.counts(judged, scenes: series.count)
  }

  /// The scenes on which a building may stand first that has `AbsenceSearch.Class.certain` clear dates on either side.
  private static func span(_ seen: [Bool]) -> ClosedRange<Int>? {
    let clear = seen.indices.filter { seen[$0] }
    let least = AbsenceSearch.Class.certain
    guard clear.count >= 2 * least else { return nil }
    return clear[least - 1] + 1...clear[clear.count - least]
  }

  /// What nearly all spans share.
  private static func common(_ spans: [ClosedRange<Int>]) -> ClosedRange<Int>? {
    guard !spans.isEmpty else { return nil }
    let skipped = Int(late * Double(spans.count))
    let first = spans.map(\.lowerBound).sorted()[spans.count - 1 - skipped]
    let last = spans.map(\.upperBound).sorted()[skipped]
    return first <= last ? first...last : nil
  }

  private static func counts(_ seen: [[Bool]], scenes: Int) -> (before: [Int], after: [Int]) {
    guard !seen.isEmpty else { return (Array(repeating: 0, count: scenes), Array(repeating: 0, count: scenes)) }
    var running = [Int](repeating: 0, count: seen.count)
    let whole = seen.map { flags in flags.count { $0 } }
    var (before, after): ([Int], [Int]) = ([], [])
    for scene in 0..<scenes {
      before.append(running.sorted()[running.count / 2])
      after.append(running.indices.map { whole[$0] - running[$0] }.sorted()[running.count / 2])
      for index in seen.indices where seen[index][scene] { running[index] += 1 }
    }
    return (before, after)
  }
}
