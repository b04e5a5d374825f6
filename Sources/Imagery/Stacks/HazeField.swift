import Rasters
import Statistics

/// What haze, moisture and uneven light add to one band of one scene: smooth over some fifty pixels, gone on the dates
/// before and after.
///
/// Values at the centres of square cells, bilinear between them; beyond the outer centres the nearest one holds.
package struct HazeField: Sendable, Hashable {
  /// Side of a cell, pixels of the grid.
  package static let cellSize = 16
  /// Cells on either side whose median a cell takes: what was built or cleared fills less than half of them.
  static let reach = 1
  /// Sampled pixels of a cell that must have been measured for it to have a mean.
  static let leastMeasured = 12

  package let columns: Int
  package let rows: Int
  package let values: [Float]

  /// The fields of all scenes of one band.
  ///
  /// A cell's level wanders with haze and light, and steps where it was built on. What departs from the dates before and
  /// after alike is haze; what stays is left alone.
  /// - Parameter means: per scene and cell, row-major in `columns`: how far its pixels lie from their medians over all
  ///   dates.
  static func fields(means: [[Float?]], columns: Int) -> [HazeField] {
    guard let count = means.first?.count, count > 0 else { return [] }
    let rows = count / columns
    // Medians over neighbouring cells: what was built or cleared fills less than half of them.
    let levels = means.map { scene in
      (0..<count).map { cell -> Float? in
        guard scene[cell] != nil else { return nil }
        var near = cells(around: cell / columns, cell % columns, reach: reach, columns: columns, rows: rows)
          .compactMap { scene[$0] }
        return near.count >= 3 ? Quantiles.upperMedian(&near) : nil
      }
    }
    var departures = means.map { _ in [Float?](repeating: nil, count: count) }
    for cell in 0..<count {
      let scenes = levels.indices.filter { levels[$0][cell] != nil }
      let series = scenes.compactMap { levels[$0][cell] }
      for (index, scene) in scenes.enumerated() {
        departures[scene][cell] = PixelDepartures.fromMedians(series, index, count: series.count)
      }
    }
    return departures.map { scene in
      // Medians step; the mean of neighbours takes the steps off.
      HazeField(
        columns: columns, rows: rows,
        values: (0..<count).map { cell in
          let near = cells(around: cell / columns, cell % columns, reach: 1, columns: columns, rows: rows)
            .compactMap { scene[$0] }
          return near.isEmpty ? 0 : near.reduce(0, +) / Float(near.count)
        })
    }
  }

  private static func cells(around row: Int, _ column: Int, reach: Int, columns: Int, rows: Int) -> [Int] {
    (max(0, row - reach)...min(rows - 1, row + reach)).flatMap { r in
      (max(0, column - reach)...min(columns - 1, column + reach)).map { r * columns + $0 }
    }
  }

  package static func cellCount(_ pixels: Int) -> Int { (pixels + cellSize - 1) / cellSize }

  /// The cell at or before a pixel, and how far on it lies towards the next one.
  @inline(__always)
  static func place(_ pixel: Int, of count: Int) -> (cell: Int, share: Float) {
    let place = min(max((Float(pixel) + 0.5) / Float(cellSize) - 0.5, 0), Float(count - 1))
    let cell = min(Int(place), max(count - 2, 0))
    return (cell, place - Float(cell))
  }
}

/// A haze field along one row of pixels.
struct HazeLine {
  private let field: HazeField
  private let above: Int
  private let below: Int
  private let share: Float

  init(_ field: HazeField, row: Int) {
    self.field = field
    let place = HazeField.place(row, of: field.rows)
    above = place.cell * field.columns
    below = min(place.cell + 1, field.rows - 1) * field.columns
    share = place.share
  }

  @inline(__always)
  func value(column: Int) -> Float {
    value(HazeField.place(column, of: field.columns))
  }

  /// - Parameter place: of a column, from `HazeField.place`: one serves for all rows.
  @inline(__always)
  func value(_ place: (cell: Int, share: Float)) -> Float {
    let first = value(atCell: place.cell)
    return first + place.share * (value(atCell: place.cell + 1) - first)
  }

  /// At the centre of a column of cells; beyond the last one its own.
  @inline(__always)
  func value(atCell cell: Int) -> Float {
    let column = min(cell, field.columns - 1)
    let values = field.values.span
    return values[above + column] + share * (values[below + column] - values[above + column])
  }
}
