import Kernels
import Rasters

/// How much of the ground of a target pixel lies under pixels of a mask, of whatever size those are.
///
/// A pixel of the target is cut into 4 × 4 parts, and each part takes the code of the mask's pixel under its middle:
/// shares are right to a sixteenth. The mask is not interpolated, and nothing is decided by one pixel's centre.
struct GroundCoverage {
  /// Parts of a pixel in each direction.
  static let side = 4
  /// Parts, of sixteen, under a reason from which on the pixel shows it: a quarter of its ground. Under less, the cubic
  /// kernel (whose middle weighs four times a rim of that size) still shows mostly what was seen; and masks of coarser
  /// pixels than the scene's are drawn wide of their clouds.
  static let leastParts = 4
  /// Parts from which on a pixel is saturated: half of what it shows has lost its value.
  static let leastSaturated = 8

  /// Part of the mask's grid that `codes` are of.
  let window: Window
  /// 0 where nothing hides the ground.
  let codes: [UInt8]
  /// From pixels of the scene to those of the mask, in the order of a geotransform.
  private let coefficients: [Double]
  private let hasReasons: Bool

  /// A mask on the scene's own pixels.
  init(window: Window, codes: [UInt8]) {
    self.init(window: window, codes: codes, coefficients: [0, 1, 0, 0, 0, 1])
  }

  /// A mask on pixels of another size, in the CRS of the scene.
  init(window: Window, codes: [UInt8], of grid: Grid, scene: Grid) {
    precondition(grid.crs == scene.crs, "a mask in \(grid.crs.definition) of a scene in \(scene.crs.definition)")
    func place(_ column: Double, _ row: Double) -> PixelPoint {
      grid.geotransform.pixel(scene.geotransform.map(PixelPoint(column: column, row: row)))
    }
    let (origin, right, down) = (place(0, 0), place(1, 0), place(0, 1))
    self.init(
      window: window, codes: codes,
      coefficients: [
        origin.column, right.column - origin.column, down.column - origin.column, origin.row, right.row - origin.row,
        down.row - origin.row,
      ])
  }

  /// Pixels of `window` of the scene in which all bands are at `limit` or over; `nil` where none is.
  /// - Parameter samples: band, row, column.
  init?<Sample: Comparable & BitwiseCopyable>(
    saturated samples: Span<Sample>, at limit: Sample, window: Window, bandCount: Int
  ) {
    let count = window.pixelCount
    var codes: [UInt8] = []
    for pixel in 0..<count where samples[pixel] >= limit {
      var band = 1
      while band < bandCount, samples[band * count + pixel] >= limit { band += 1 }
      guard band == bandCount else { continue }
      if codes.isEmpty { codes = Array(repeating: 0, count: count) }
      codes[pixel] = 1
    }
    guard !codes.isEmpty else { return nil }
    self.init(window: window, codes: codes)
  }

  private init(window: Window, codes: [UInt8], coefficients: [Double]) {
    self.window = window
    self.codes = codes
    self.coefficients = coefficients
    hasReasons = codes.contains { $0 != 0 }
  }

  /// Replaces the status of measured pixels of one row of `target` by `status` of the reason that covers most of them,
  /// where all reasons together cover at least `least` parts.
  /// - Parameter start: index in `flags` of the row's first pixel.
  func mark(
    row: Int, of target: Window, _ places: PlaceLattice, least: Int, in flags: inout [UInt8], from start: Int,
    status: (UInt8) -> UInt8
  ) {
    guard hasReasons else { return }
    let below = places.pieces(row: row + 1, of: target)
    for (piece, next) in zip(places.pieces(row: row, of: target), below) {
      let frame = frame(piece.line, below: next.line)
      guard mayShow(frame, count: piece.pixels.count) else { continue }
      for index in piece.pixels where flags[start + index] != WarpedScene.Status.absent {
        if let code = reason(frame, at: Double(index - piece.pixels.lowerBound), least: least) {
          flags[start + index] = status(code)
        }
      }
    }
  }

  // MARK: - One piece

  /// Places in the mask around a piece of a row, counted in `window`: middle of its first pixel, and the way to the next
  /// pixel and to the next row.
  private struct Frame {
    var column: Double
    var row: Double
    var rightColumn: Double
    var rightRow: Double
    var downColumn: Double
    var downRow: Double
  }

  private func frame(_ line: PlaceLine, below next: PlaceLine) -> Frame {
    let k = coefficients
    func column(_ c: Double, _ r: Double) -> Double { k[1] * c + k[2] * r }
    func row(_ c: Double, _ r: Double) -> Double { k[4] * c + k[5] * r }
    let (down, across) = (next.row - line.row, next.column - line.column)
    return Frame(
      column: k[0] + column(line.column, line.row) - Double(window.column),
      row: k[3] + row(line.column, line.row) - Double(window.row), rightColumn: column(line.columnStep, line.rowStep),
      rightRow: row(line.columnStep, line.rowStep), downColumn: column(across, down), downRow: row(across, down))
  }

  /// Whether any reason lies in the rectangle around the piece.
  private func mayShow(_ frame: Frame, count: Int) -> Bool {
    let ends = [(-0.5, -0.5), (-0.5, 0.5), (Double(count) - 0.5, -0.5), (Double(count) - 0.5, 0.5)]
    let columns = ends.map { frame.column + $0 * frame.rightColumn + $1 * frame.downColumn }
    let rows = ends.map { frame.row + $0 * frame.rightRow + $1 * frame.downRow }
    guard columns.allSatisfy({ abs($0) < 1e9 }), rows.allSatisfy({ abs($0) < 1e9 }) else { return false }
    let left = max(Int(columns.reduce(.infinity, min)) - 1, 0)
    let right = min(Int(columns.reduce(-.infinity, max)) + 1, window.columns - 1)
    let top = max(Int(rows.reduce(.infinity, min)) - 1, 0)
    let bottom = min(Int(rows.reduce(-.infinity, max)) + 1, window.rows - 1)
    guard left <= right, top <= bottom else { return false }
    let codes = codes.span
    for row in top...bottom {
      for index in row * window.columns + left...row * window.columns + right where codes[index] != 0 { return true }
    }
    return false
  }

  /// The code that covers most of the pixel at `along` the piece, the first of equals; `nil` where all cover less than
  /// `least` parts.
  private func reason(_ frame: Frame, at along: Double, least: Int) -> UInt8? {
    var tally = SIMD16<UInt8>.zero
    var covered = 0
    let codes = codes.span
    for j in 0..<Self.side {
      let down = (Double(j) + 0.5) / Double(Self.side) - 0.5
      for i in 0..<Self.side {
        let right = along + (Double(i) + 0.5) / Double(Self.side) - 0.5
        let column = frame.column + right * frame.rightColumn + down * frame.downColumn
        let row = frame.row + right * frame.rightRow + down * frame.downRow
        guard column >= 0, row >= 0, column < Double(window.columns), row < Double(window.rows) else { continue }
        let code = codes[Int(row) &* window.columns &+ Int(column)]
        guard code != 0 else { continue }
        covered += 1
        tally[Int(code & 15)] &+= 1
      }
    }
    guard covered >= least else { return nil }
    var best = 1
    for code in 2..<16 where tally[code] > tally[best] { best = code }
    return UInt8(best)
  }
}
