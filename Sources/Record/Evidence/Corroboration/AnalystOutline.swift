/// An outline that one analyst drew, in metres on a plane: the first and the last point are joined. Where it crosses
/// itself, what is inside twice is outside.
package struct AnalystOutline: Sendable, Hashable {
  package struct Point: Sendable, Hashable {
    package let east: Double
    package let north: Double

    package init(east: Double, north: Double) {
      self.east = east
      self.north = north
    }
  }

  package let points: [Point]

  /// - Throws: `incomplete` for under three points; `outOfRange` for over 4,000, or for one that is no number or lies
  ///   farther than 1e8 m from the origin.
  package init(_ points: [Point]) throws(EvidenceError) {
    guard points.count >= 3 else {
      throw EvidenceError(
        .incomplete, at: "outline", "It has \(points.count) points.", mend: "Draw at least three.")
    }
    guard points.count <= 4_000 else {
      throw EvidenceError(
        .outOfRange, at: "outline", "It has \(points.count) points, and 4,000 are the most.", mend: "Simplify it.")
    }
    guard let stray = points.first(where: { !(abs($0.east) <= 1e8 && abs($0.north) <= 1e8) }) else {
      self.points = points
      return
    }
    throw EvidenceError(
      .outOfRange, at: "outline", "One of its points lies at east \(stray.east), north \(stray.north).",
      mend: "Give metres on a local plane.")
  }
}
