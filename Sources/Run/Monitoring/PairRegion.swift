import Changes
import Kernels
import Mensuration
import Rasters
import Tracking

/// Changed pixels that hang together, or one thing of which they tell.
struct PairRegion: Sendable {
  enum Outline: Sendable, Hashable {
    /// Of one thing.
    case thing(PixelOutline.Shape)
    case exact
    /// Around blocks of so many pixels a side in which a pixel changed.
    case blocks(Int)
    /// The rectangle around all of it.
    case box
  }

  /// Index in the grid.
  let firstPixel: Int
  let pixels: Int
  /// Of the strongest pixel.
  let score: Float
  /// Sum over the pixels of how much brighter they became; `nil` where that cannot be told.
  let rise: Double?
  /// In pixels of the grid; `nil` where there is none.
  let ring: [PixelPoint]?
  var holes: [[PixelPoint]] = []
  let outline: Outline
  /// Of a thing, and of what should be one and is none; `nil` where things are not looked for.
  var area: ThingArea?

  /// Pixels of a window up to which a region is outlined pixel by pixel.
  static let mostPixels = 4 << 20

  /// - Parameter pixels: indices in the grid, rising.
  init(_ pixels: [Int], scores: [Float], rise: [Float], grid: Grid) {
    firstPixel = pixels.first ?? 0
    self.pixels = pixels.count
    score = pixels.map { scores[$0] }.max() ?? 0
    self.rise = rise.isEmpty ? nil : pixels.reduce(0.0) { $0 + Double(rise[$1]) }
    let window = Composite.window(around: pixels, grid: grid, margin: 1)
    var field = [Float](repeating: 0, count: window.pixelCount)
    for pixel in Composite.local(pixels, in: window, grid: grid) { field[pixel] = 1 }
    ring = Self.ring(field, window, step: 1)
    outline = .exact
  }

  /// A thing that was found in `window` of the grid.
  /// - Parameter scores: of the window; `rise` likewise, or empty.
  init(_ thing: PairThings.Thing, in window: Window, scores: [Float], rise: [Float], grid: Grid) {
    let first = thing.pixels[0]
    firstPixel = (window.row + first / window.columns) * grid.columns + window.column + first % window.columns
    pixels = thing.pixels.count
    score = thing.pixels.map { scores[$0] }.max() ?? 0
    self.rise = rise.isEmpty ? nil : thing.pixels.reduce(0.0) { $0 + Double(rise[$1]) }
    let placed = thing.outline.moved(columns: Double(window.column), rows: Double(window.row))
    ring = placed.ring
    holes = placed.holes
    outline = .thing(placed.shape)
    area = thing.area
  }

  /// The same, and why no thing was found in it; `nil` where none was looked for.
  func unoutlined(_ reason: String?) -> PairRegion {
    var region = self
    region.area = reason.map { .refused($0) }
    return region
  }

  /// - Parameter hasRise: whether the sums of `component` tell how much brighter its pixels became.
  init(_ component: RunComponents.Component, hasRise: Bool, grid: Grid) {
    firstPixel = component.rows.lowerBound * grid.columns + component.firstColumn
    pixels = component.count
    score = component.peak
    rise = hasRise ? component.sum : nil
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    let box = Window(
      column: component.columns.lowerBound, row: component.rows.lowerBound, columns: component.columns.count,
      rows: component.rows.count)
    if component.isTooLong {
      ring = box.corners
      outline = .box
      return
    }
    var step = 1
    while box.pixelCount / (step * step) > Self.mostPixels { step += 1 }
    let window = Window(
      column: box.column - step, row: box.row - step, columns: box.columns + 2 * step, rows: box.rows + 2 * step
    ).intersection(whole)
    let (columns, rows) = ((window.columns + step - 1) / step, (window.rows + step - 1) / step)
    var field = [Float](repeating: 0, count: columns * rows)
    for run in component.runs {
      let start = (Int(run.row) - window.row) / step * columns
      for column in (Int(run.first) - window.column) / step...(Int(run.end) - 1 - window.column) / step {
        field[start + column] = 1
      }
    }
    ring = Self.ring(field, Window(column: window.column, row: window.row, columns: columns, rows: rows), step: step)
    outline = step == 1 ? .exact : .blocks(step)
  }

  /// The longest line of half height around what is set; the corner of `window` counts in pixels of the grid, its size
  /// in blocks of `step`.
  private static func ring(_ field: [Float], _ window: Window, step: Int) -> [PixelPoint]? {
    HalfLevel.rings(field, columns: window.columns, rows: window.rows)
      .max { abs(PixelOutline.signedArea($0)) < abs(PixelOutline.signedArea($1)) }?
      .map {
        PixelPoint(
          column: $0.column * Double(step) + Double(window.column), row: $0.row * Double(step) + Double(window.row))
      }
  }
}

extension Window {
  fileprivate var corners: [PixelPoint] {
    [(column, row), (column + columns, row), (column + columns, row + rows), (column, row + rows)]
      .map { PixelPoint(column: Double($0.0), row: Double($0.1)) }
  }
}
