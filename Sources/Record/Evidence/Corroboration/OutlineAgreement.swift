/// How far two outlines cover the same ground.
///
/// The plane is cut into strips at every corner of either outline and at least 1,000 times; in each, what lies inside
/// is measured exactly along its middle line. The areas are exact for outlines that do not cross themselves; so is what
/// they share, except in strips in which their edges cross each other, where the error is at most the strip's height
/// squared times the difference of the edges' slopes: of the order of a millionth of the area.
package struct OutlineAgreement: Sendable, Hashable {
  package let firstArea: Double
  package let secondArea: Double
  package let sharedArea: Double

  package var unitedArea: Double { firstArea + secondArea - sharedArea }

  /// Intersection over union, 0 … 1.
  package var ratio: Double { unitedArea > 0 ? min(1, sharedArea / unitedArea) : 0 }

  /// - Parameter strips: least count of strips over the height of both.
  /// - Throws: `outOfRange` where an outline encloses nothing.
  package init(_ first: AnalystOutline, _ second: AnalystOutline, strips: Int = 1_000) throws(EvidenceError) {
    precondition(strips >= 1 && strips <= 1_000_000, "\(strips) strips")
    var sweep = OutlineSweep(first, second)
    let (a, b, shared) = sweep.areas(strips: strips)
    guard a > 0, b > 0 else {
      throw EvidenceError(
        .outOfRange, at: "outline", "The \(a > 0 ? "second" : "first") outline encloses nothing.",
        mend: "Draw it around the thing.")
    }
    firstArea = a
    secondArea = b
    sharedArea = min(shared, a, b)
  }
}
