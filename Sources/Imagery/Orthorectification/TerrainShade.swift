import Foundation
import Rasters

/// Which ground of a grid lies in the shadow of terrain at one position of the sun, its own slope's included.
///
/// From each node a ray goes towards the sun; the node is in shadow where terrain rises above the ray. How far it rises is
/// kept as a number, so that the shadow's edge lies between nodes where the rise is zero. Where a height is not known, of
/// the ground or of what would throw the shadow, nothing is called shadow. Refraction, under 0.1° from 8° of elevation on,
/// is left out; the Earth's curvature is not.
package struct TerrainShade: Sendable {
  /// Metres of the Earth's mean radius.
  private static let earthRadius = 6_371_000.0
  /// Sun under which terrain shadow is not reckoned: refraction is no longer small, nor are the metadata's angles sure.
  package static let lowestSun = 1.0

  private let step: Int
  private let columns: Int
  /// Metres by which the ray's start lies below the edge of the shadow: over 0 in shadow; NaN where it is not known.
  private let rises: [Float]
  /// Whether rays of nodes left the heights that are known while terrain as high as is known could still rise above them.
  package let isOpen: Bool
  /// Share of the grid's nodes whose height is not known.
  package let unknownShare: Double

  package init(_ field: TerrainField, grid: Grid, sun: TerrainField.SunOverGrid) {
    step = field.step
    columns = (grid.columns + field.step - 1) / field.step + 1
    let rows = (grid.rows + field.step - 1) / field.step + 1
    var rises = [Float](repeating: .nan, count: columns * rows)
    var (open, unknown) = (false, 0)
    for row in 0..<rows {
      for column in 0..<columns {
        let (rise, isOpen) = Self.rise(field, column + field.left, row + field.top, sun)
        rises[row * columns + column] = rise
        open = open || isOpen
        unknown += rise.isNaN ? 1 : 0
      }
    }
    self.rises = rises
    isOpen = open
    unknownShare = Double(unknown) / Double(max(rises.count, 1))
  }

  private static func rise(
    _ field: TerrainField, _ column: Int, _ row: Int, _ sun: TerrainField.SunOverGrid
  ) -> (rise: Float, isOpen: Bool) {
    let start = field.heights[row * field.columns + column]
    guard !start.isNaN else { return (.nan, false) }
    let slope = tan(sun.elevation)
    let (right, up) = (sin(sun.azimuth), -cos(sun.azimuth))
    var best = -Double.infinity
    // From one node on, and twice a node: nearer ground is the node's own.
    var distance = 1.0
    while true {
      let metres = distance * field.spacing
      let fall = metres * slope + metres * metres / (2 * earthRadius)
      guard Double(field.highest - start) - fall > max(best, -fall), metres < TerrainField.farthest else {
        return (Float(best == -.infinity ? -fall : best), false)
      }
      let height = field.height(Double(column) + distance * right, Double(row) + distance * up)
      guard !height.isNaN else { return (Float(best == -.infinity ? -fall : best), best <= 0) }
      best = max(best, Double(height - start) - fall)
      distance += 0.5
    }
  }

  /// Of each pixel of `grid` whether at least `least` of its 16 parts lie in shadow; empty where none does.
  package func shaded(_ grid: Grid, least: Int) -> [Bool] {
    guard rises.contains(where: { $0 > 0 }) else { return [] }
    var result = [Bool](repeating: false, count: grid.pixelCount)
    var isAny = false
    for row in 0..<rises.count / columns - 1 {
      for column in 0..<columns - 1 {
        let corner = row * columns + column
        let cell = (rises[corner], rises[corner + 1], rises[corner + columns], rises[corner + columns + 1])
        // A sum of numbers of which one is none is none.
        guard !(cell.0 + cell.1 + cell.2 + cell.3).isNaN, max(cell.0, cell.1, cell.2, cell.3) > 0 else { continue }
        for line in row * step..<min((row + 1) * step, grid.rows) {
          for place in column * step..<min((column + 1) * step, grid.columns)
          where parts(cell, place - column * step, line - row * step) >= least {
            result[line * grid.columns + place] = true
            isAny = true
          }
        }
      }
    }
    return isAny ? result : []
  }

  /// Of 16 parts of a pixel of a cell those in shadow.
  private func parts(_ cell: (Float, Float, Float, Float), _ column: Int, _ row: Int) -> Int {
    var count = 0
    for part in 0..<16 {
      let u = (Float(column) + (Float(part % 4) + 0.5) / 4) / Float(step)
      let v = (Float(row) + (Float(part / 4) + 0.5) / 4) / Float(step)
      let above = cell.0 + (cell.1 - cell.0) * u
      let below = cell.2 + (cell.3 - cell.2) * u
      if above + (below - above) * v > 0 { count += 1 }
    }
    return count
  }
}

extension TerrainField {
  /// Bilinear between nodes; NaN beyond them, and beside a node that is not known.
  func height(_ column: Double, _ row: Double) -> Float {
    guard column >= 0, row >= 0, column <= Double(columns - 1), row <= Double(rows - 1) else { return .nan }
    let (left, top) = (min(Int(column), columns - 2), min(Int(row), rows - 2))
    let (u, v) = (Float(column - Double(left)), Float(row - Double(top)))
    let index = top * columns + left
    // A node of no weight does not count, known or not.
    func mixed(_ a: Float, _ b: Float, _ share: Float) -> Float {
      share == 0 ? a : share == 1 ? b : a + (b - a) * share
    }
    return mixed(
      mixed(heights[index], heights[index + 1], u), mixed(heights[index + columns], heights[index + columns + 1], u), v)
  }
}
