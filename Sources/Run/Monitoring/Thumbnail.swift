import Places
import Rasters
import Reports
import Stacks

/// A part of a stack's grid at the size of a thumbnail: whole blocks of pixels averaged, or each pixel enlarged.
struct Thumbnail {
  /// The averaged grid, not enlarged.
  let grid: Grid
  let enlargement: Int
  /// Columns of the stack's grid.
  private let stackColumns: Int
  private let window: Window
  private let step: Int

  /// Size of the picture.
  var columns: Int { grid.columns * enlargement }
  var rows: Int { grid.rows * enlargement }

  /// - Parameters:
  ///   - window: the part of `grid` that is shown.
  ///   - side: pixels of the longer side, from two thirds of it to half as much again.
  init(_ grid: Grid, window: Window, side: Int) {
    let longer = max(window.columns, window.rows)
    stackColumns = grid.columns
    self.window = window
    step = max(1, (longer + side / 2) / side)
    enlargement = max(1, side / longer)
    self.grid = grid.cut(window, reducing: step)
  }

  /// Pixels of a block that are looked at each way, where it has that many: of more, a regular sample tells the mean.
  private static let looks = 8

  /// A scene's normalised pixels averaged, masked ones too, and of each block why most of it was not seen.
  func reduced(_ series: StackSeries, _ scene: Int) -> (raster: Raster, reasons: [Visibility]) {
    var samples = [Float](repeating: 0, count: grid.pixelCount * series.bandCount)
    var flags = [Bool](repeating: false, count: grid.pixelCount)
    var reasons = [Visibility](repeating: .offPicture, count: grid.pixelCount)
    for row in 0..<grid.rows {
      var line = BlockLine(columns: grid.columns, bandCount: series.bandCount)
      for strip in strips(ofRow: row) { line.add(series, scene, strip, step: step, pitch: pitch) }
      for column in 0..<grid.columns {
        let target = row * grid.columns + column
        reasons[target] = line.reason(column)
        guard line.counts[column] > 0 else { continue }
        flags[target] = true
        for band in 0..<series.bandCount {
          samples[band * grid.pixelCount + target] =
            line.sums[band * grid.columns + column] / Float(line.counts[column])
        }
      }
      if row % Self.rowsHeld == 0 { series.releasePages(of: scene) }
    }
    series.releasePages(of: scene)
    let mask = Mask(columns: grid.columns, rows: grid.rows, flags: flags)
    return (
      Raster(
        columns: grid.columns, rows: grid.rows, bandCount: series.bandCount, samples: samples, validity: mask), reasons
    )
  }

  private static let rowsHeld = 8

  /// Pixels from one that is looked at to the next.
  private var pitch: Int { max(1, step / Self.looks) }

  /// The rows of the stack's grid that are read for one row of the thumbnail.
  private func strips(ofRow row: Int) -> [Window] {
    let (top, rows) = (window.row + row * step, min(step, window.rows - row * step))
    let height = pitch == 1 ? rows : 1
    return stride(from: min(pitch / 2, rows - 1), to: rows, by: pitch == 1 ? rows : pitch).map { first in
      Window(column: window.column, row: top + first, columns: window.columns, rows: height)
    }
  }

  /// Averaged pixels inside the site that touch its outside.
  func outline(_ inSite: [Bool]) -> Set<Int> {
    func isInside(_ column: Int, _ row: Int) -> Bool {
      guard column >= 0, row >= 0, column < grid.columns, row < grid.rows else { return false }
      let right = window.column + min(column * step + step / 2, window.columns - 1)
      return inSite[(window.row + min(row * step + step / 2, window.rows - 1)) * stackColumns + right]
    }
    var outline: Set<Int> = []
    for row in 0..<grid.rows {
      for column in 0..<grid.columns where isInside(column, row) {
        let isSurrounded =
          isInside(column - 1, row) && isInside(column + 1, row) && isInside(column, row - 1)
          && isInside(column, row + 1)
        if !isSurrounded { outline.insert(row * grid.columns + column) }
      }
    }
    return outline
  }

  /// Interleaved RGB of the thumbnail, half of it the tint where a pixel was not seen.
  func drawn(_ raster: Raster, _ reasons: [Visibility], _ stretch: Stretch, outline: Set<Int>) -> [UInt8] {
    var rgb = stretch.bytes(raster, enlarged: enlargement)
    for row in 0..<rows {
      for column in 0..<columns {
        let pixel = row / enlargement * grid.columns + column / enlargement
        let index = (row * columns + column) * 3
        if let tint = ContactSheet.tint(reasons[pixel]) {
          for (channel, value) in [tint.red, tint.green, tint.blue].enumerated() {
            rgb[index + channel] = UInt8((Int(rgb[index + channel]) + Int(value)) / 2)
          }
        }
        guard outline.contains(pixel) else { continue }
        for (channel, value) in [255, 225, 60].enumerated() { rgb[index + channel] = UInt8(value) }
      }
    }
    return rgb
  }
}

/// Sums over one row of a thumbnail's blocks.
private struct BlockLine {
  /// `sums[band * columns + column]`
  var sums: [Float]
  /// Pixels that hold a number.
  var counts: [Int]
  private let columns: Int
  /// `states[column * StackSeries.codeCount + code]`
  private var states: [Int]

  init(columns: Int, bandCount: Int) {
    self.columns = columns
    sums = Array(repeating: 0, count: columns * bandCount)
    counts = Array(repeating: 0, count: columns)
    states = Array(repeating: 0, count: columns * StackSeries.codeCount)
  }

  /// Adds every `pitch`-th column of all rows of `strip`.
  mutating func add(_ series: StackSeries, _ scene: Int, _ strip: Window, step: Int, pitch: Int) {
    let raster = series.raster(of: scene, window: strip)
    let samples = raster.samples.span
    for row in 0..<strip.rows {
      let codes = series.codes(of: scene, row: strip.row + row, columns: strip.column..<strip.column + strip.columns)
      for block in 0..<columns {
        let (first, end) = (block * step, min((block + 1) * step, strip.columns))
        for column in stride(from: min(first + pitch / 2, end - 1), to: end, by: pitch) {
          states[block * StackSeries.codeCount + Int(codes[column])] += 1
          guard codes[column] != StackSeries.offPictureCode else { continue }
          counts[block] += 1
          for band in 0..<series.bandCount {
            sums[band * columns + block] += samples[band * strip.pixelCount + row * strip.columns + column]
          }
        }
      }
    }
  }

  /// The commonest state of a block's pixels.
  func reason(_ column: Int) -> Visibility {
    let start = column * StackSeries.codeCount
    return StackSeries.reasons.max { states[start + Int($0.code)] < states[start + Int($1.code)] }?.reason ?? .seen
  }
}
