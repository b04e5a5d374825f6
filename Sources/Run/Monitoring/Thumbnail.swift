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

  /// A scene's normalised pixels averaged, masked ones too, and of each block why most of it was not seen.
  func reduced(_ series: StackSeries, _ scene: Int) -> (raster: Raster, reasons: [Visibility]) {
    var samples = [Float](repeating: 0, count: grid.pixelCount * series.bandCount)
    var flags = [Bool](repeating: false, count: grid.pixelCount)
    var reasons = [Visibility](repeating: .offPicture, count: grid.pixelCount)
    for row in 0..<grid.rows {
      let strip = Window(
        column: window.column, row: window.row + row * step, columns: window.columns,
        rows: min(step, window.rows - row * step))
      let raster = series.raster(of: scene, window: strip)
      for column in 0..<grid.columns {
        let block = Window(
          column: column * step, row: 0, columns: min(step, window.columns - column * step), rows: strip.rows)
        let target = row * grid.columns + column
        let pixels = present(block, of: strip, series, scene)
        reasons[target] = pixels.reason
        guard !pixels.indices.isEmpty else { continue }
        flags[target] = true
        for band in 0..<series.bandCount {
          let sum = pixels.indices.reduce(Float(0)) { $0 + raster.samples[band * strip.pixelCount + $1] }
          samples[band * grid.pixelCount + target] = sum / Float(pixels.indices.count)
        }
      }
    }
    let mask = Mask(columns: grid.columns, rows: grid.rows, flags: flags)
    return (
      Raster(
        columns: grid.columns, rows: grid.rows, bandCount: series.bandCount, samples: samples, validity: mask), reasons
    )
  }

  /// Pixels of `block` that hold a number, and the commonest state of all.
  private func present(
    _ block: Window, of strip: Window, _ series: StackSeries, _ scene: Int
  ) -> (indices: [Int], reason: Visibility) {
    var indices: [Int] = []
    var counts: [Visibility: Int] = [:]
    for row in 0..<block.rows {
      for column in block.column..<block.column + block.columns {
        let reason = series.visibility(
          of: scene, pixel: (row + strip.row) * stackColumns + column + strip.column)
        counts[reason, default: 0] += 1
        if reason != .offPicture { indices.append(row * strip.columns + column) }
      }
    }
    return (indices, Visibility.allCases.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? .seen)
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
