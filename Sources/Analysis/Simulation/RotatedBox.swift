import Foundation
import Rasters

/// A rectangle turned by `angle`, in pixels of the reference grid.
struct RotatedBox: Sendable, Hashable {
  var centre: PixelPoint
  /// Radians from the direction of columns towards the direction of rows.
  var angle: Double
  var length: Double
  var width: Double

  /// Point at `along` the length and `across` the width from the centre.
  func point(along: Double, across: Double) -> PixelPoint {
    PixelPoint(
      column: centre.column + along * cos(angle) - across * sin(angle),
      row: centre.row + along * sin(angle) + across * cos(angle))
  }

  var corners: [PixelPoint] {
    let along = length / 2
    let across = width / 2
    return [
      point(along: -along, across: -across), point(along: along, across: -across),
      point(along: along, across: across), point(along: -along, across: across),
    ]
  }

  func inflated(by margin: Double) -> RotatedBox {
    RotatedBox(centre: centre, angle: angle, length: length + 2 * margin, width: width + 2 * margin)
  }

  func contains(_ point: PixelPoint) -> Bool {
    let columns = point.column - centre.column
    let rows = point.row - centre.row
    let along = columns * cos(angle) + rows * sin(angle)
    let across = rows * cos(angle) - columns * sin(angle)
    return abs(along) <= length / 2 && abs(across) <= width / 2
  }

  /// Whether two boxes share a point, by separating axes.
  func overlaps(_ other: RotatedBox) -> Bool {
    for axis in [angle, angle + .pi / 2, other.angle, other.angle + .pi / 2] {
      let mine = reach(along: axis)
      let theirs = other.reach(along: axis)
      if mine.upperBound < theirs.lowerBound || theirs.upperBound < mine.lowerBound { return false }
    }
    return true
  }

  private func reach(along axis: Double) -> ClosedRange<Double> {
    let middle = centre.column * cos(axis) + centre.row * sin(axis)
    let half = abs(cos(axis - angle)) * length / 2 + abs(sin(axis - angle)) * width / 2
    return (middle - half)...(middle + half)
  }
}
