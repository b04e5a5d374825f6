import Foundation
import Kernels
import Places
import Quantities
import Rasters
import Statistics

/// A site's scenes on one grid, comparable and masked: the pixels that change detection and measuring work on.
///
/// Values are read block by block from the mapped cache files, so memory holds one byte a pixel and scene (why a pixel
/// is not seen) and little else.
package struct StackSeries: Sendable {
  package let grid: Grid
  package let bandCount: Int
  /// In order of time.
  package let dates: [Timestamp]
  package let sceneIDs: [String]
  let scenes: [WarpedScene]
  let transfers: [SceneTransfer]
  /// Per scene: `MaskCode` of each pixel of the scene's window.
  var codes: [[UInt8]]
  /// Tables of 1 024 cells of each scene's and band's curve: a division less a pixel.
  let tables: [[[Float]]]
  /// Per scene and band what haze and uneven light add; empty before it is known.
  var haze: [[HazeField]] = []
  /// Terms that whole scenes have in common beyond the season, one number a scene: see `CommonModes`.
  package internal(set) var modes: [[Double]] = []

  /// One date's noise per band: 1.4826 × median absolute residual against the stack's median, and no less than what its
  /// normalisation left on pixels held out of it.
  package func deviations(of scene: Int) -> [Double] {
    let (noise, errors) = (transfers[scene].deviations, transfers[scene].errors)
    return noise.indices.map { errors.indices.contains($0) ? max(noise[$0], errors[$0].deviation) : noise[$0] }
  }
  /// Per scene: variance of its noise over that of the median scene, 1 at least.
  package var relativeVariances: [Double] {
    let sums = transfers.indices.map { deviations(of: $0).reduce(0, +) }
    let typical = Quantiles.median(sums) ?? 1
    return sums.map { max(1, ($0 / typical) * ($0 / typical)) }
  }
  /// Per scene and band how well it was brought to the common level, on pixels held out; empty where not checked.
  package var normalisationErrors: [[NormalisationError]] { transfers.map(\.errors) }

  package func transfer(of scene: Int) -> SceneTransfer { transfers[scene] }
  package var count: Int { dates.count }

  /// Why `pixel` (index in the grid) was or was not seen by `scene`.
  package func visibility(of scene: Int, pixel: Int) -> Visibility {
    let window = scenes[scene].window
    let column = pixel % grid.columns - window.column
    let row = pixel / grid.columns - window.row
    guard column >= 0, row >= 0, column < window.columns, row < window.rows else { return .offPicture }
    return MaskCode.visibility(codes[scene][row * window.columns + column])
  }

  /// Share of the pixels of `pixels` that `scene` saw.
  package func clearShare(of scene: Int, pixels: [Int]) -> Double {
    guard !pixels.isEmpty else { return 0 }
    var seen = 0
    forEachSeen(by: scene, pixels) { _ in seen += 1 }
    return Double(seen) / Double(pixels.count)
  }

  /// `clearShare` of every scene.
  package func clearShares(pixels: [Int], threads: Int) -> [Double] {
    Parallel.map(count, threads: threads) { clearShare(of: $0, pixels: pixels) }
  }

  /// By how many scenes each of `pixels` was seen.
  package func seenCounts(_ pixels: [Int], threads: Int) -> [Int] {
    let pieces = (pixels.count + Self.pixelsAtOnce - 1) / Self.pixelsAtOnce
    return Parallel.map(pieces, threads: threads) { piece -> [Int] in
      let part = Array(pixels[piece * Self.pixelsAtOnce..<min((piece + 1) * Self.pixelsAtOnce, pixels.count)])
      var counts = [Int](repeating: 0, count: part.count)
      for scene in 0..<count { forEachSeen(by: scene, part) { counts[$0] += 1 } }
      return counts
    }.flatMap { $0 }
  }

  private static let pixelsAtOnce = 16_384

  /// Calls `body` with the index in `pixels` of each that `scene` saw.
  private func forEachSeen(by scene: Int, _ pixels: [Int], _ body: (Int) -> Void) {
    let window = scenes[scene].window
    let codes = codes[scene]
    let codeSpan = codes.span
    for (index, pixel) in pixels.enumerated() {
      // A 32-bit division is several times faster than one of 64 bits; a grid has fewer pixels than that.
      let gridRow = Int(UInt32(truncatingIfNeeded: pixel) / UInt32(truncatingIfNeeded: grid.columns))
      let column = pixel - gridRow * grid.columns - window.column
      let row = gridRow - window.row
      guard column >= 0, row >= 0, column < window.columns, row < window.rows else { continue }
      if codeSpan[row * window.columns + column] == MaskCode.seen { body(index) }
    }
  }

  /// A rectangle of the grid through time.
  package struct Block: Sendable {
    package let window: Window
    package let bandCount: Int
    /// Scenes.
    package let count: Int
    /// `values[(pixel * count + scene) * groups + group]`: a pixel's series lies together, four bands to a vector. Lanes
    /// beyond the last band hold nothing that counts.
    package let values: [BandVector]
    /// `seen[pixel * count + scene]`
    package let seen: [Bool]
    /// Vectors a pixel and scene.
    package var groups: Int { BandVector.groups(of: bandCount) }

    /// - Parameter fill: writes values and what was seen; both begin empty.
    init(
      _ series: StackSeries, _ window: Window, fill: (inout MutableSpan<BandVector>, inout MutableSpan<Bool>) -> Void
    ) {
      self.window = window
      bandCount = series.bandCount
      count = series.count
      let pixels = window.pixelCount * series.count
      var values = [BandVector](repeating: .zero, count: pixels * BandVector.groups(of: series.bandCount))
      var seen = [Bool](repeating: false, count: pixels)
      var valueSpan = values.mutableSpan
      var seenSpan = seen.mutableSpan
      fill(&valueSpan, &seenSpan)
      self.values = values
      self.seen = seen
    }

    package func value(pixel: Int, band: Int, scene: Int) -> Float {
      values[(pixel * count + scene) * groups + band / 4][band % 4]
    }
  }

  /// The smallest window around all scenes' pictures: beyond it nothing was seen.
  package var covered: Window {
    let windows = scenes.map(\.window).filter { !$0.isEmpty }
    let left = windows.map(\.column).min() ?? 0
    let top = windows.map(\.row).min() ?? 0
    return Window(
      column: left, row: top, columns: (windows.map { $0.column + $0.columns }.max() ?? 0) - left,
      rows: (windows.map { $0.row + $0.rows }.max() ?? 0) - top)
  }

  func hazeField(_ scene: Int, _ band: Int) -> HazeField? { haze.isEmpty ? nil : haze[scene][band] }

  /// A scene's normalised planes over `window`, for pictures and outlines; `validity` is true where it was seen.
  package func raster(of scene: Int, window: Window) -> Raster {
    var samples = [Float](repeating: 0, count: window.pixelCount * bandCount)
    var flags = [Bool](repeating: false, count: window.pixelCount)
    let common = window.intersection(scenes[scene].window)
    // In strips: a plane takes 16 bytes a pixel beside what is asked for.
    for row in stride(from: common.row, to: common.row + common.rows, by: Self.rowsAtOnce) {
      let strip = Window(column: common.column, row: row, columns: common.columns, rows: Self.rowsAtOnce)
        .intersection(common)
      var plane = ScenePlane(self, window: strip)
      plane.read(scene, hidesUnseen: false)
      plane.split(into: &samples, flags: &flags, of: window, bandCount: bandCount)
    }
    return Raster(
      columns: window.columns, rows: window.rows, bandCount: bandCount, samples: samples,
      validity: Mask(columns: window.columns, rows: window.rows, flags: flags))
  }

  private static let rowsAtOnce = 64

  static func table(_ curve: [SceneTransfer.Corner], offset: Float, scale: Float) -> [Float] {
    (0...1_024).map {
      Float(SceneTransfer.evaluate(curve, Double(offset) + Double(scale) * Double($0 * 64)))
    }
  }

  @inline(__always)
  static func look(up number: UInt16, in table: Span<Float>) -> Float {
    let cell = Int(number >> 6)
    let fraction = Float(number & 63) * (1 / 64)
    return table[cell] + fraction * (table[cell &+ 1] - table[cell])
  }
}

/// What is taken off along one row: a parabola in the column, and haze.
struct FieldRow {
  let constant: Float
  let linear: Float
  let square: Float
  private let columns: Float
  private let haze: HazeLine?

  init(_ field: [Double], haze: HazeField?, row: Int, grid: Grid) {
    let v = 2 * (Double(row) + 0.5) / Double(grid.rows) - 1
    constant = Float(field[0] + field[2] * v + field[5] * v * v)
    linear = Float(field[1] + field[4] * v)
    square = Float(field[3])
    columns = Float(grid.columns)
    self.haze = haze.map { HazeLine($0, row: row) }
  }

  /// A column's place from −1 to 1 across the grid.
  @inline(__always)
  static func place(_ column: Int, of columns: Float) -> Float { 2 * (Float(column) + 0.5) / columns - 1 }

  @inline(__always)
  func value(column: Int) -> Float {
    let u = Self.place(column, of: columns)
    return constant + (linear + square * u) * u + (haze?.value(column: column) ?? 0)
  }
}
