import Kernels
import Rasters

extension StackSeries {
  /// Half the side of the square whose rim a place is compared with, and of the square in its middle that is left out.
  static let rimReach = 5
  static let middleReach = 2
  /// Share of the rim that must have been seen.
  private static let leastRim = 0.3

  /// Like `block`, each value the mean of its 3 × 3 neighbours less that of the rim two to five pixels away.
  ///
  /// Season, wet soil, haze and what normalisation left move a small thing and the ground beside it alike: their
  /// difference shows a crane on its pad where either alone would wander by more than the crane stands out.
  /// - Parameter inner: pixels outside count as not seen.
  package func localContrastBlock(_ window: Window, inside inner: Window) -> Block {
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    let wanted = window.intersection(inner)
    let reach = Self.rimReach
    let wide = Window(
      column: wanted.column - reach, row: wanted.row - reach, columns: wanted.columns + 2 * reach,
      rows: wanted.rows + 2 * reach
    ).intersection(whole)
    var block = Block(
      window: window, bandCount: bandCount, count: count,
      values: [Float](repeating: 0, count: window.pixelCount * bandCount * count),
      seen: [Bool](repeating: false, count: window.pixelCount * count))
    for scene in 0..<count where !scenes[scene].window.intersection(wanted).isEmpty {
      addContrast(of: scene, wanted, wide: wide, to: &block)
    }
    return block
  }

  private func addContrast(of scene: Int, _ wanted: Window, wide: Window, to block: inout Block) {
    let picture = raster(of: scene, window: wide)
    let weights = picture.validity.flags.map { $0 ? Float(1) : 0 }
    let counts = Squares(weights, wide)
    let window = block.window
    let rimSize = Float((2 * Self.rimReach + 1) * (2 * Self.rimReach + 1))
    for band in 0..<bandCount {
      let plane = picture.samples.span.extracting(band * wide.pixelCount..<(band + 1) * wide.pixelCount)
      let sums = Squares((0..<wide.pixelCount).map { weights[$0] * plane[$0] }, wide)
      for row in wanted.row..<wanted.row + wanted.rows {
        for column in wanted.column..<wanted.column + wanted.columns {
          let place = (row - wide.row) * wide.columns + column - wide.column
          let rim = counts.rim[place] - counts.middle[place]
          guard weights[place] > 0, rim >= Float(Self.leastRim) * rimSize else { continue }
          let pixel = (row - window.row) * window.columns + column - window.column
          block.seen[pixel * count + scene] = true
          block.values[(pixel * bandCount + band) * count + scene] =
            sums.core[place] / counts.core[place] - (sums.rim[place] - sums.middle[place]) / rim
        }
      }
    }
  }

  /// Sums over the squares around each pixel.
  private struct Squares {
    let core: [Float]
    let middle: [Float]
    let rim: [Float]

    init(_ plane: [Float], _ window: Window) {
      func sum(_ radius: Int) -> [Float] {
        Convolution.boxSum(plane, columns: window.columns, rows: window.rows, radius: radius)
      }
      core = sum(1)
      middle = sum(StackSeries.middleReach)
      rim = sum(StackSeries.rimReach)
    }
  }
}
