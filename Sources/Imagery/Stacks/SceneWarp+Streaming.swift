import Alignment
import Kernels
import Places
import Radiometry
import Rasters

extension SceneWarp {
  /// Pixels of a window of the scene, as they are read for one strip of the target.
  package struct Part: Sendable {
    package let samples: CubicTile.Samples
    /// 0 where a pixel is absent; empty where none is.
    package let validity: [UInt8]
    /// What the provider's masks say of the window, on their own pixels, in the scene's CRS.
    package let quality: [QualityPlane]

    package init(_ samples: CubicTile.Samples, validity: [UInt8], quality: [QualityPlane] = []) {
      self.samples = samples
      self.validity = validity
      self.quality = quality
    }

    package init(_ raster: NumberRaster, quality: [QualityPlane] = []) {
      self.init(.numbers(raster.samples), validity: raster.validity, quality: quality)
    }

    package init(_ raster: Raster, quality: [QualityPlane] = []) {
      self.init(.values(raster.samples), validity: raster.validity.flags.map { $0 ? 1 : 0 }, quality: quality)
    }
  }

  /// The scene on the grid, resampled once by cubic convolution strip by strip, and written as it comes: memory holds a
  /// strip for each thread, however large the scene is.
  ///
  /// The file is the same to the byte whatever the number of threads and the size of the strips: places are counted in
  /// the whole scene, and a strip holds every pixel under its kernels.
  /// - Parameters:
  ///   - transform: where the scene's content lies minus where the reference has it; undone here.
  ///   - encoding: of the numbers in the file; values beyond what it can tell are cut off.
  ///   - saturatedAt: the sensor's upper limit, in what `reading` gives; a pixel of which half or more lies on ground
  ///     with all bands there is marked.
  ///   - stripBytes: about what the pixels under one strip may take; the strip's copies take twice as much again.
  ///   - path: of the file; it appears when it is whole.
  ///   - reading: the pixels of a window of the scene, for the thread of that number; each asks from the top down.
  /// - Throws: what `reading` throws, and `writeFailed`.
  package func warp(
    bandCount: Int, transform: PictureTransform, encoding: NumberEncoding, saturatedAt: Float?, threads: Int,
    stripBytes: Int = SceneWarp.usualStripBytes, to path: String,
    reading: @Sendable (_ window: Window, _ thread: Int) throws -> Part
  ) throws -> WarpedScene {
    let warp = folding(transform)
    let file = try WarpedSceneFile(path, window: warp.target, bandCount: bandCount, encoding: encoding)
    let strips = warp.strips(bandCount: bandCount, bytes: stripBytes)
    let results = Parallel.map(threads, threads: threads) { thread -> Result<Void, any Error> in
      // Neighbouring strips to one thread: their rows overlap, and so do the blocks that the file keeps them in.
      let own = strips.count * thread / threads..<strips.count * (thread + 1) / threads
      return Result {
        for rows in strips[own] {
          let (numbers, status) = try warp.strip(
            rows, bandCount: bandCount, encoding: encoding, saturatedAt: saturatedAt
          ) { try reading($0, thread) }
          try file.write(numbers, status: status, rows: rows)
        }
      }
    }
    for result in results { try result.get() }
    return try file.finish()
  }

  /// Bytes that the pixels under one strip should take: a fraction of a processor's cache would be read again too often.
  package static let usualStripBytes = 24 << 20

  /// Rows of the target that are resampled at a time.
  private func strips(bandCount: Int, bytes: Int) -> [Range<Int>] {
    let rowBytes = (needed?.columns ?? 1) * ((bandCount + 3) / 4) * 16
    let size = min(max(bytes / max(rowBytes, 1), 16), 256)
    return stride(from: 0, to: target.rows, by: size).map { $0..<min($0 + size, target.rows) }
  }

  /// Numbers and status of some rows of the target.
  func strip(
    _ rows: Range<Int>, bandCount: Int, encoding: NumberEncoding, saturatedAt: Float?,
    reading: (Window) throws -> Part
  ) throws -> (numbers: [UInt16], status: [UInt8]) {
    let count = rows.count * target.columns
    var numbers = [UInt16](repeating: 0, count: count * bandCount)
    var status = [UInt8](repeating: WarpedScene.Status.absent, count: count)
    let pieces = rows.map { places.pieces(row: target.row + $0, of: target) }
    guard let needed, let window = sourceWindow(pieces.joined(), within: needed) else { return (numbers, status) }
    let part = try reading(window)
    var shifted = scale == 1 ? part.shiftedRows(window, bandCount: bandCount) : nil
    let tile = LazyValue {
      CubicTile(
        part.samples, validity: part.validity, columns: window.columns, rows: window.rows, bandCount: bandCount,
        corner: (window.column, window.row), picture: (source.columns, source.rows))
    }
    for (row, pieces) in pieces.enumerated() {
      let runs = shifted == nil ? nil : ShiftedRows.runs(pieces)
      for (pixels, line) in runs ?? pieces {
        let first = row * target.columns + pixels.lowerBound
        let rest =
          runs == nil
          ? nil
          : shifted?.write(
            line, count: pixels.count, encoding: encoding, into: &numbers, planeSize: count, pixel: first,
            isThere: &status)
        for part in rest ?? [0..<pixels.count] {
          Resampling.cubicLine(
            tile.value, line: line.from(part.lowerBound), count: part.count, scale: scale, encoding: encoding,
            into: &numbers, planeSize: count, pixel: first + part.lowerBound, isThere: &status)
        }
      }
    }
    let saturation = saturatedAt.flatMap { part.saturation(at: $0, window: window, bandCount: bandCount) }
    mark(saturation, part.quality, rows: rows, &status)
    return (numbers, status)
  }

  /// Marks what is saturated, then what the provider's masks hide: by coverage.
  /// - Parameter status: of `rows` of the target alone.
  func mark(
    _ saturation: GroundCoverage?, _ quality: [QualityPlane], rows: Range<Int>, _ status: inout [UInt8]
  ) {
    let masks = quality.map { GroundCoverage(window: $0.window, codes: $0.codes, of: $0.grid, scene: source) }
    for (index, row) in rows.enumerated() {
      let start = index * target.columns
      saturation?.mark(
        row: target.row + row, of: target, places, least: GroundCoverage.leastSaturated, in: &status, from: start
      ) { _ in WarpedScene.Status.saturated }
      for mask in masks {
        mask.mark(
          row: target.row + row, of: target, places, least: GroundCoverage.leastParts, in: &status, from: start
        ) { WarpedScene.Status.provider + $0 }
      }
    }
  }

  /// The part of `whole` under the kernels of all places of `pieces`; `nil` where that is nothing.
  private func sourceWindow(
    _ pieces: some Sequence<(pixels: Range<Int>, line: PlaceLine)>, within whole: Window
  ) -> Window? {
    var (top, bottom) = (Double.infinity, -Double.infinity)
    for (pixels, line) in pieces {
      let end = line.row + Double(pixels.count) * line.rowStep
      guard line.row.isFinite, end.isFinite else { continue }
      top = min(top, line.row, end)
      bottom = max(bottom, line.row, end)
    }
    guard top <= bottom else { return nil }
    let reach = 2 * scale + 2
    func clamp(_ value: Double) -> Int { Int(min(max(value, 0), Double(source.rows))) }
    let first = clamp(top - reach)
    let window = Window(
      column: whole.column, row: first, columns: whole.columns, rows: clamp(bottom + reach + 1) - first
    ).intersection(whole)
    return window.isEmpty ? nil : window
  }
}

extension SceneWarp.Part {
  /// The part for runs of places that advance as its pixels do; `nil` where it holds no whole numbers.
  fileprivate func shiftedRows(_ window: Window, bandCount: Int) -> ShiftedRows? {
    guard case .numbers(let numbers) = samples else { return nil }
    return ShiftedRows(
      numbers, validity: validity, columns: window.columns, rows: window.rows, bandCount: bandCount,
      corner: (window.column, window.row))
  }

  /// Where all bands are at `limit`; `nil` where no pixel is.
  fileprivate func saturation(at limit: Float, window: Window, bandCount: Int) -> GroundCoverage? {
    switch samples {
    case .numbers(let numbers):
      GroundCoverage(
        saturated: numbers.span, at: UInt16(min(max(limit, 0), 65_535)), window: window, bandCount: bandCount)
    case .values(let values):
      GroundCoverage(saturated: values.span, at: limit, window: window, bandCount: bandCount)
    }
  }
}
