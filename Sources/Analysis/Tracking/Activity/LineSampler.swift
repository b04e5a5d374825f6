import Foundation
import Kernels
import Places
import Rasters
import Stacks

/// Reads a stack along and across a line.
package struct LineSampler {
  private let series: StackSeries
  private let track: LineTrack
  private let threads: Int

  package init(_ series: StackSeries, track: LineTrack, threads: Int) {
    self.series = series
    self.track = track
    self.threads = threads
  }

  package func profiles() -> LineProfiles {
    LineReading(
      swaths: swaths(), steps: track.steps, starts: track.stations.map(\.isStart), shares: track.stations.map(\.share)
    ).profiles()
  }

  /// One a scene, in the order of the stack.
  package func swaths() -> [LineSwath] { Parallel.map(series.count, threads: threads) { swath(of: $0) } }

  private func swath(of scene: Int) -> LineSwath {
    let window = window
    let raster = series.raster(of: scene, window: window)
    let bands = series.bandCount
    let width = 2 * LineSwath.reach + 1
    var samples = [Float](repeating: 0, count: track.stations.count * bands * width)
    var reasons: [Visibility] = []
    for (index, station) in track.stations.enumerated() {
      reasons.append(reason(of: scene, at: station.point))
      for offset in -LineSwath.reach...LineSwath.reach {
        let way = Double(offset) * LineSwath.step
        let column = station.point.column + way * station.across.columns - Double(window.column)
        let row = station.point.row + way * station.across.rows - Double(window.row)
        for band in 0..<bands {
          samples[(index * bands + band) * width + LineSwath.reach + offset] = Self.bilinear(
            raster, band: band, column: column, row: row)
        }
      }
    }
    return LineSwath(bandCount: bands, samples: samples, reasons: reasons)
  }

  /// Around the line and its swath, cut at the grid.
  private var window: Window {
    let margin = Double(LineSwath.reach) * LineSwath.step + 2
    let columns = track.stations.map(\.point.column)
    let rows = track.stations.map(\.point.row)
    let left = Int(((columns.min() ?? 0) - margin).rounded(.down))
    let top = Int(((rows.min() ?? 0) - margin).rounded(.down))
    let box = Window(
      column: left, row: top, columns: Int(((columns.max() ?? 0) + margin).rounded(.up)) - left,
      rows: Int(((rows.max() ?? 0) + margin).rounded(.up)) - top)
    return box.intersection(Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows))
  }

  /// Of the four pixels around the point, the first reason there is.
  private func reason(of scene: Int, at point: PixelPoint) -> Visibility {
    let column = Int((point.column - 0.5).rounded(.down))
    let row = Int((point.row - 0.5).rounded(.down))
    for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
      let (column, row) = (column + right, row + down)
      guard column >= 0, row >= 0, column < series.grid.columns, row < series.grid.rows else { return .offPicture }
      let reason = series.visibility(of: scene, pixel: row * series.grid.columns + column)
      if reason != .seen { return reason }
    }
    return .seen
  }

  private static func bilinear(_ raster: Raster, band: Int, column: Double, row: Double) -> Float {
    guard raster.columns > 1, raster.rows > 1 else { return 0 }
    let column = min(max(column - 0.5, 0), Double(raster.columns - 1) - 1e-6)
    let row = min(max(row - 0.5, 0), Double(raster.rows - 1) - 1e-6)
    let (left, top) = (Int(column), Int(row))
    let (right, down) = (Float(column - Double(left)), Float(row - Double(top)))
    let first = band * raster.columns * raster.rows + top * raster.columns + left
    let upper = raster.samples[first] + right * (raster.samples[first + 1] - raster.samples[first])
    let second = first + raster.columns
    let lower = raster.samples[second] + right * (raster.samples[second + 1] - raster.samples[second])
    return upper + down * (lower - upper)
  }
}
