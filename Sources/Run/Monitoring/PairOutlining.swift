import Changes
import Mensuration
import Quantities
import Rasters

/// What becomes of changed pixels in `regions.geojson`: things, and what is left.
struct PairOutlining {
  struct Found {
    let things: [PairThings.Thing]
    /// Changed pixels of which no thing tells.
    let rest: [Bool]
    /// Why a region of `rest` is no thing; `nil` where things are not looked for.
    let reason: String?
  }

  let kind: PairChange.Kind
  /// How built ground was looked for; `nil` where it was not.
  let form: BuiltChange.Form?
  let limits: SizeLimits
  /// Size of a pixel of the grid on the ground; `nil` where that is not known.
  let pixel: Metres?
  let displacement: Double

  static let notOneThing = "no one thing stands out in this region of change: its outline is that of the changed pixels"
  static let noShape = "pixels of this size show no shape of a building: the outline is that of the changed pixels"

  /// - Parameters:
  ///   - changed: of each pixel of the pictures, whether it counts as changed.
  ///   - window: of `grid` that the pictures show. What reaches to a border that is not the grid's own is not known whole,
  ///     and no thing.
  func find(_ pictures: PicturePair, after: Raster, changed: [Bool], window: Window, grid: Grid) -> Found {
    guard kind == .built, let form else { return Found(things: [], rest: changed, reason: nil) }
    guard form == .shape else { return Found(things: [], rest: changed, reason: Self.noShape) }
    let search = PairThings(
      after: after, changed: changed, valid: pictures.valid,
      leastPixels: PairDetection.leastPixels(kind, limits, pixel: pixel), limits: limits, displacement: displacement)
    let things = search.find().filter { !$0.isCut(by: window, of: grid) }
    return Found(things: things, rest: search.rest(things), reason: Self.notOneThing)
  }
}

extension PairThings.Thing {
  /// Whether it reaches to a border of `window` that is not one of the grid.
  func isCut(by window: Window, of grid: Grid) -> Bool {
    pixels.contains { pixel in
      let (column, row) = (pixel % window.columns, pixel / window.columns)
      return column == 0 && window.column > 0 || row == 0 && window.row > 0
        || column == window.columns - 1 && window.column + window.columns < grid.columns
        || row == window.rows - 1 && window.row + window.rows < grid.rows
    }
  }

  /// Whether its middle lies in `inner`, a part of `window`, in whose pixels it is counted: of the pieces that see it one
  /// has it.
  func hasMiddle(in inner: Window, of window: Window) -> Bool {
    let (columns, rows) = pixels.reduce((0, 0)) { ($0.0 + $1 % window.columns, $0.1 + $1 / window.columns) }
    let (column, row) = (columns / pixels.count + window.column, rows / pixels.count + window.row)
    return (inner.column..<inner.column + inner.columns).contains(column)
      && (inner.row..<inner.row + inner.rows).contains(row)
  }
}
