import Foundation
import Quantities

/// How much larger one outline's area is than another's, both drawn by one method.
package enum AreaDifference {
  package static let method = "area-difference/common-bias"

  /// Square metres with the 90 % interval, negative where the first is the smaller. What optics and threshold push the
  /// sides of both by cancels as far as their perimeters are alike; what may be left of a shadow is of each alone.
  package static func estimate(_ first: AreaSum.Part, minus second: AreaSum.Part) -> Estimate<SquareMetres> {
    let (mine, theirs) = (first.doubt, second.doubt)
    let share = min(mine.commonShare, theirs.commonShare)
    let common = share * (mine.shared - theirs.shared) * (mine.shared - theirs.shared)
    let apart = (1 - share) * (mine.shared * mine.shared + theirs.shared * theirs.shared)
    let deviation = (mine.own * mine.own + theirs.own * theirs.own + common + apart).squareRoot()
    let value = first.area.magnitude - second.area.magnitude
    return Estimate(
      SquareMetres(value), low: SquareMetres(value - AreaMeasure.ninetyPercent * hypot(deviation, mine.shadow)),
      high: SquareMetres(value + AreaMeasure.ninetyPercent * hypot(deviation, theirs.shadow)), method: method)
  }
}
