import Foundation
import Rasters

/// A rectangle without one corner: the commonest hall that is not a rectangle.
enum LShape {
  /// The six corners of the L inside `box` that agrees best with the flagged pixels; `nil` where the box is nearly
  /// full.
  static func corners(box: OrientedBox, flags: [Bool], plane: ContrastPlane) -> [PixelPoint]? {
    let cells = 24
    // Occupancy of the box in its own axes.
    var filled = [Bool](repeating: false, count: cells * cells)
    let (c, s) = (cos(box.angle), sin(box.angle))
    for j in 0..<cells {
      for i in 0..<cells {
        let along = ((Double(i) + 0.5) / Double(cells) - 0.5) * box.length
        let across = ((Double(j) + 0.5) / Double(cells) - 0.5) * box.width
        let column = Int((box.centre.column + along * c - across * s).rounded(.down)) - plane.column
        let row = Int((box.centre.row + along * s + across * c).rounded(.down)) - plane.row
        if column >= 0, row >= 0, column < plane.columns, row < plane.rows {
          filled[j * cells + i] = flags[row * plane.columns + column]
        }
      }
    }
    let total = filled.reduce(0) { $0 + ($1 ? 1 : 0) }
    guard total * 100 < cells * cells * 92 else { return nil }
    var best = (gain: 0, corner: 0, i: 0, j: 0)
    for corner in 0..<4 {
      // Running sum over the notch: empty cells gained, filled cells lost.
      var sums = [Int](repeating: 0, count: (cells + 1) * (cells + 1))
      for j in 0..<cells {
        for i in 0..<cells {
          let x = corner == 1 || corner == 2 ? cells - 1 - i : i
          let y = corner >= 2 ? cells - 1 - j : j
          let cell = filled[y * cells + x] ? -1 : 1
          sums[(j + 1) * (cells + 1) + i + 1] =
            cell + sums[j * (cells + 1) + i + 1] + sums[(j + 1) * (cells + 1) + i]
            - sums[j * (cells + 1) + i]
        }
      }
      for j in 3...cells - 4 {
        for i in 3...cells - 4 where sums[j * (cells + 1) + i] > best.gain {
          best = (sums[j * (cells + 1) + i], corner, i, j)
        }
      }
    }
    guard best.gain * 25 > cells * cells else { return nil }
    return ring(box, corner: best.corner, notch: (Double(best.i) / Double(cells), Double(best.j) / Double(cells)))
  }

  private static func ring(_ box: OrientedBox, corner: Int, notch: (along: Double, across: Double)) -> [PixelPoint] {
    let l = box.length / 2
    let w = box.width / 2
    let a = notch.along * box.length
    let b = notch.across * box.width
    // Drawn for the corner (−, −), then mirrored.
    let points = [(-l + a, -w), (l, -w), (l, w), (-l, w), (-l, -w + b), (-l + a, -w + b)]
    let (c, s) = (cos(box.angle), sin(box.angle))
    return points.map { along, across in
      let x = corner == 1 || corner == 2 ? -along : along
      let y = corner >= 2 ? -across : across
      return PixelPoint(column: box.centre.column + x * c - y * s, row: box.centre.row + x * s + y * c)
    }
  }
}
