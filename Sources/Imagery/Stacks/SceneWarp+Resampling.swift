import Alignment
import Kernels
import Radiometry
import Rasters

extension SceneWarp {
  /// Rows of the target that are resampled from one strip of the scene: its copy stays small and in the cache.
  static let rowsPerStrip = 64

  /// The window `target` resampled once by cubic convolution.
  ///
  /// - Parameters:
  ///   - raster: the pixels of `window` of the scene.
  ///   - transform: where the scene's content lies minus where the reference has it; undone here.
  ///   - saturatedAt: the sensor's upper limit; a pixel of which half or more lies on ground with all bands there is
  ///     marked.
  ///   - quality: what the provider's masks say, on their own pixels, in the scene's CRS.
  package func warp(
    _ raster: Raster, window: Window, transform: PictureTransform, saturatedAt: Float?, quality: [QualityPlane] = []
  ) -> WarpedScene {
    let warp = folding(transform)
    let resampled = warp.resampled(
      Resampling.Source(
        samples: raster.samples, valid: raster.validity.flags, columns: raster.columns, rows: raster.rows,
        bandCount: raster.bandCount), window: window)
    var status = resampled.status
    let saturation = saturatedAt.flatMap {
      GroundCoverage(saturated: raster.samples.span, at: $0, window: window, bandCount: raster.bandCount)
    }
    warp.mark(saturation, quality, rows: 0..<warp.target.rows, &status)
    return WarpedScene(
      window: warp.target, bandCount: raster.bandCount, samples: resampled.samples, status: status)
  }

  /// The mean of the bands on the whole grid, where the scene itself claims to lie: what alignment looks at. By a kernel
  /// that moves nothing between pixels, where cubic convolution would by hundredths of a pixel.
  package func plane(_ raster: Raster, window: Window) -> AlignmentPlane {
    let source = Resampling.Source(
      samples: Self.mean(raster), valid: raster.validity.flags, columns: raster.columns, rows: raster.rows,
      bandCount: 1)
    let (samples, status) = resampled(source, window: window, isMeasured: true)
    if target == Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows) {
      return AlignmentPlane(
        columns: grid.columns, rows: grid.rows, samples: samples, valid: status.map { $0 != WarpedScene.Status.absent })
    }
    var all = [Float](repeating: 0, count: grid.pixelCount)
    var valid = [Bool](repeating: false, count: grid.pixelCount)
    var allSpan = all.mutableSpan
    var validSpan = valid.mutableSpan
    let (sampleSpan, statusSpan) = (samples.span, status.span)
    for row in 0..<target.rows {
      let start = (row + target.row) * grid.columns + target.column
      for column in 0..<target.columns {
        let index = row &* target.columns &+ column
        allSpan[start &+ column] = sampleSpan[index]
        validSpan[start &+ column] = statusSpan[index] != WarpedScene.Status.absent
      }
    }
    return AlignmentPlane(columns: grid.columns, rows: grid.rows, samples: all, valid: valid)
  }

  private static func mean(_ raster: Raster) -> [Float] {
    if raster.bandCount == 1 { return raster.samples }
    let count = raster.columns * raster.rows
    var mean = Array(raster.samples[0..<count])
    var output = mean.mutableSpan
    let samples = raster.samples.span
    for band in 1..<max(raster.bandCount, 1) {
      for pixel in 0..<count { output[pixel] += samples[band &* count &+ pixel] }
    }
    let scale = 1 / Float(raster.bandCount)
    for pixel in 0..<count { output[pixel] *= scale }
    return mean
  }

  /// Planes of `target`, band after band, and which of its pixels were measured.
  /// - Parameter isMeasured: whether places between pixels count more than time; of one band at its own scale.
  private func resampled(
    _ source: borrowing Resampling.Source, window: Window, isMeasured: Bool = false
  ) -> (samples: [Float], status: [UInt8]) {
    var samples = [Float](repeating: 0, count: target.pixelCount * source.bandCount)
    var status = [UInt8](repeating: WarpedScene.Status.absent, count: target.pixelCount)
    for first in stride(from: 0, to: target.rows, by: Self.rowsPerStrip) {
      let rows = first..<min(first + Self.rowsPerStrip, target.rows)
      let pieces = rows.map { places.pieces(row: target.row + $0, of: target) }
      let wanted = sourceRows(pieces.joined(), window: window)
      let lines = zip(rows, pieces).flatMap { row, pieces in
        pieces.map { pixels, line in
          (pixel: row * target.columns + pixels.lowerBound, count: pixels.count, line: line.inside(window))
        }
      }
      if isMeasured, source.bandCount == 1, scale == 1 {
        let strip = LanczosColumns(source, rows: wanted)
        for (pixel, count, line) in lines {
          Resampling.lanczosLine(
            source, strip: strip, line: line, count: count, into: &samples, pixel: pixel, isThere: &status)
        }
      } else if source.bandCount == 1, scale == 1 {
        let strip = CubicColumns(source, rows: wanted)
        for (pixel, count, line) in lines {
          Resampling.cubicLine(
            source, strip: strip, line: line, count: count, into: &samples, pixel: pixel, isThere: &status)
        }
      } else {
        let strip = CubicStrip(source, rows: wanted)
        for (pixel, count, line) in lines {
          Resampling.cubicLine(
            source, strip: strip, line: line, count: count, scale: scale, into: &samples,
            planeSize: target.pixelCount, pixel: pixel, isThere: &status)
        }
      }
    }
    return (samples, status)
  }

  /// Rows of the read window under the kernels of all places of `pieces`.
  private func sourceRows(
    _ pieces: some Sequence<(pixels: Range<Int>, line: PlaceLine)>, window: Window
  ) -> Range<Int> {
    var top = Double.infinity
    var bottom = -Double.infinity
    for (pixels, line) in pieces {
      let end = line.row + Double(pixels.count) * line.rowStep
      guard line.row.isFinite, end.isFinite else { continue }
      top = min(top, line.row, end)
      bottom = max(bottom, line.row, end)
    }
    guard top <= bottom else { return 0..<0 }
    let reach = max(2 * scale, Double(LanczosKernel.size / 2)) + 2
    func clamp(_ value: Double) -> Int { Int(min(max(value - Double(window.row), 0), Double(window.rows))) }
    return clamp(top - reach)..<clamp(bottom + reach) + 1
  }
}

extension PlaceLine {
  /// The same places, counted from the corner of `window`.
  fileprivate func inside(_ window: Window) -> PlaceLine {
    PlaceLine(
      column: column - Double(window.column), row: row - Double(window.row), columnStep: columnStep, rowStep: rowStep)
  }
}
