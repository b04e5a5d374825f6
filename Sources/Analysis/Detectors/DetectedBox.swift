import Foundation
import Rasters

/// A box that a model put around a thing, in pixels of a picture.
package struct DetectedBox: Sendable, Hashable {
  package var centre: PixelPoint
  /// Along `angle`, in pixels.
  package let widthInPixels: Double
  /// Across it.
  package let heightInPixels: Double
  /// Radians from the column axis towards rows.
  package let angle: Double
  /// 0 … 1.
  package let score: Double
  /// Position among the card's classes.
  package let classIndex: Int

  package init(
    centre: PixelPoint, widthInPixels: Double, heightInPixels: Double, angle: Double = 0, score: Double,
    classIndex: Int = 0
  ) {
    self.centre = centre
    self.widthInPixels = widthInPixels
    self.heightInPixels = heightInPixels
    self.angle = angle
    self.score = score
    self.classIndex = classIndex
  }

  var area: Double { widthInPixels * heightInPixels }
  /// Half the diagonal: nothing of the box lies farther from its centre.
  var reach: Double { (widthInPixels * widthInPixels + heightInPixels * heightInPixels).squareRoot() / 2 }

  /// In the order of rising angle from the column axis towards rows.
  package var corners: [PixelPoint] {
    let (cosine, sine) = (cos(angle), sin(angle))
    return [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map { along, across in
      let (a, b) = (along * widthInPixels, across * heightInPixels)
      return PixelPoint(column: centre.column + a * cosine - b * sine, row: centre.row + a * sine + b * cosine)
    }
  }

  /// The better first; of equal scores by class and place, so that the order is one.
  static func precedes(_ left: Self, _ right: Self) -> Bool {
    if left.score != right.score { return left.score > right.score }
    return (left.classIndex, left.centre.row, left.centre.column, left.angle, left.area)
      < (right.classIndex, right.centre.row, right.centre.column, right.angle, right.area)
  }
}
