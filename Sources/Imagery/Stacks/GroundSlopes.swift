import Kernels
import Rasters

/// How steeply the ground of a stack rises from pixel to pixel: what a scene that lies displaced shows of it is wrong by
/// that times the displacement.
///
/// The typical ground is the median over a few dates spread over the series, each the one that saw most of its part of
/// it: noise is of no moment where slopes are multiplied with tenths of a pixel, and few dates cost little.
package struct GroundSlopes: Sendable {
  /// Dates that the typical ground is the median of: of five, one or two that show something else have no say.
  static let most = 5

  private let series: StackSeries
  /// In order of time.
  let scenes: [Int]

  /// - Parameter displacements: one a scene: of those that saw enough, the better placed half is preferred.
  package init(_ series: StackSeries, displacements: [Float]) {
    precondition(
      displacements.count == series.count, "\(displacements.count) displacements for \(series.count) scenes")
    self.series = series
    let seen = series.codes.map { codes in
      let span = codes.span
      var count = 0
      for index in span.indices where span[index] == MaskCode.seen { count += 1 }
      return count
    }
    let sorted = displacements.sorted()
    let middle = sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
    let parts = min(Self.most, series.count)
    scenes = (0..<parts).compactMap { part in
      let range = part * series.count / parts..<(part + 1) * series.count / parts
      let placed = range.filter { displacements[$0] <= middle && seen[$0] > 0 }
      // The first of equals, so that the choice is one.
      return (placed.isEmpty ? Array(range) : placed).max { (seen[$0], $1) < (seen[$1], $0) }
    }
  }

  /// What the ground rises by over `window` for a pixel to the right and for one down, of values smoothed as those of
  /// `smoothedBlock`: `[(pixel * groups + group) * 2 + axis]`, in the stack's units; 0 where a neighbour was not seen.
  ///
  /// For `localContrastBlock`, whose middle is a plain mean over 3 × 3, they are right to an eighth; what its rim, five
  /// pixels away on all sides, changes by is left out.
  package func over(_ window: Window) -> [BandVector] {
    let wide = Window(
      column: window.column - 2, row: window.row - 2, columns: window.columns + 4, rows: window.rows + 4)
    var ground = typical(wide)
    StackSeries.sumNeighbours(&ground.pixels, step: wide.columns * ground.groups)
    StackSeries.sumNeighbours(&ground.pixels, step: ground.groups)
    let groups = BandVector.groups(of: series.bandCount)
    var slopes = [BandVector](repeating: .zero, count: window.pixelCount * groups * 2)
    var target = slopes.mutableSpan
    let source = ground.pixels.span
    let (last, lane) = (ground.groups - 1, ground.seenLane)
    for row in 0..<window.rows {
      for column in 0..<window.columns {
        let pixel = ((row + 2) * wide.columns + column + 2) * ground.groups
        for (axis, step) in [ground.groups, wide.columns * ground.groups].enumerated() {
          let (before, after) = (pixel - step, pixel + step)
          let (less, more) = (source[before + last][lane], source[after + last][lane])
          guard less > 0, more > 0 else { continue }
          for group in 0..<groups {
            target[((row * window.columns + column) * groups + group) * 2 + axis] =
              (source[after + group] / more - source[before + group] / less) / 2
          }
        }
      }
    }
    return slopes
  }

  /// The median of the dates over `window`; a pixel's seen lane is 1 where any of them saw it, and all are 0 elsewhere.
  private func typical(_ window: Window) -> ScenePlane {
    var ground = ScenePlane(series, window: window)
    var plane = ground
    let groups = ground.groups
    var held = [BandVector](repeating: .zero, count: window.pixelCount * groups * Self.most)
    var counts = [Int](repeating: 0, count: window.pixelCount)
    for scene in scenes where !series.scenes[scene].window.intersection(window).isEmpty {
      plane.read(scene, hidesUnseen: true)
      let source = plane.pixels.span
      for pixel in counts.indices where plane.isSeen(pixel) {
        for group in pixel * groups..<(pixel + 1) * groups { held[group * Self.most + counts[pixel]] = source[group] }
        counts[pixel] += 1
      }
    }
    let values = held.span
    for pixel in counts.indices {
      for group in pixel * groups..<(pixel + 1) * groups {
        ground.pixels[group] = Self.median(
          values.extracting(group * Self.most..<(group + 1) * Self.most), count: counts[pixel])
      }
    }
    return ground
  }

  /// Lane by lane the median of the first `count` of `values`, at most five; 0 of none.
  static func median(_ values: Span<BandVector>, count: Int) -> BandVector {
    switch count {
    case 0: return .zero
    case 1: return values[0]
    case 2: return (values[0] + values[1]) / 2
    case 3: return BandVector.middle(values[0], values[1], values[2])
    default:
      // The two middle ones of four: the larger of the pairs' smaller ones, and the smaller of their larger ones.
      let low = BandVector.larger(
        BandVector.smaller(values[0], values[1]), BandVector.smaller(values[2], values[3]))
      let high = BandVector.smaller(
        BandVector.larger(values[0], values[1]), BandVector.larger(values[2], values[3]))
      return count == 4 ? (low + high) / 2 : BandVector.middle(low, high, values[4])
    }
  }
}
