import Foundation
import Rasters
import Statistics

/// A box of given height on level ground, seen from above or aside, with its shadow: levels and geometry exactly known.
struct LitHall {
  static let side = 96
  var length = 22.0
  var width = 12.0
  var angle = 0.3
  var roof: Float = 0.5
  var ground: Float = 0.3
  var shade: Float = 0.09
  /// Of walls that a lean lays bare; where there is none, the ground under the thing is as dark as its shade.
  var wall: Float?
  /// From the foot to the tip of the shadow, and of the lean, pixels.
  var shadow = (columns: 0.0, rows: 0.0)
  var lean = (columns: 0.0, rows: 0.0)
  /// Places that lie in the shadow of something else.
  var isElsewhereShaded: @Sendable (_ column: Double, _ row: Double) -> Bool = { _, _ in false }
  let centre = PixelPoint(column: 46.3, row: 47.8)

  /// Corners, moved aside.
  func ring(aside: (columns: Double, rows: Double) = (0, 0)) -> [PixelPoint] {
    let (c, s) = (cos(angle), sin(angle))
    return [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { along, across in
      PixelPoint(
        column: centre.column + aside.columns + along * length / 2 * c - across * width / 2 * s,
        row: centre.row + aside.rows + along * length / 2 * s + across * width / 2 * c)
    }
  }

  private func isOver(_ column: Double, _ row: Double, aside: (columns: Double, rows: Double)) -> Bool {
    let (c, s) = (cos(angle), sin(angle))
    let (x, y) = (column - centre.column - aside.columns, row - centre.row - aside.rows)
    return abs(x * c + y * s) <= length / 2 && abs(y * c - x * s) <= width / 2
  }

  /// Whether a wall stands before a place: some height of the box lies there.
  private func isWall(_ column: Double, _ row: Double) -> Bool {
    (0...40).contains { step in
      let share = Double(step) / 40
      return isOver(column, row, aside: (lean.columns * share, lean.rows * share))
    }
  }

  /// Whether a place on the ground is kept from the sun: by any height of the box.
  private func isShaded(_ column: Double, _ row: Double) -> Bool {
    (0...40).contains { step in
      let share = Double(step) / 40
      return isOver(column, row, aside: (shadow.columns * share, shadow.rows * share))
    }
  }

  /// Four samples a side of a pixel, a Gaussian blur of 0.6 pixels, noise.
  func picture(noise: Float = 0.006, seed: UInt64 = 1) -> Raster {
    let side = Self.side
    let sharp = (0..<side * side).map { pixel -> Float in
      (0..<16).reduce(Float(0)) { sum, place in
        let column = Double(pixel % side) + (Double(place % 4) + 0.5) / 4
        let row = Double(pixel / side) + (Double(place / 4) + 0.5) / 4
        if isOver(column, row, aside: lean) { return sum + roof / 16 }
        if let wall, isWall(column, row) { return sum + wall / 16 }
        return sum + (isShaded(column, row) || isElsewhereShaded(column, row) ? shade : ground) / 16
      }
    }
    var generator = SeededGenerator(seed: seed)
    let samples = blurred(blurred(sharp, by: 1), by: side).map { $0 + noise * Float(generator.normal()) }
    return Raster(
      columns: side, rows: side, bandCount: 1, samples: samples,
      validity: Mask(columns: side, rows: side, repeating: true))
  }

  private func blurred(_ plane: [Float], by step: Int) -> [Float] {
    let kernel = (-2...2).map { Float(exp(-Double($0 * $0) / (2 * 0.36))) }
    let total = kernel.reduce(0, +)
    return plane.indices.map { pixel in
      let place = step == 1 ? pixel % Self.side : pixel / Self.side
      return (-2...2).reduce(Float(0)) { sum, offset in
        let other = min(max(place + offset, 0), Self.side - 1)
        return sum + kernel[offset + 2] / total * plane[pixel + (other - place) * step]
      }
    }
  }

  static let window = Window(column: 0, row: 0, columns: side, rows: side)
}
