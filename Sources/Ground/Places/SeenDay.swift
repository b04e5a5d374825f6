import Quantities

/// The least area of a building that would have been found, or why nothing would.
package enum LeastSeen: Sendable, Hashable {
  case area(SquareMetres)
  case refused(String)

  package var area: SquareMetres? { if case .area(let area) = self { area } else { nil } }
}

/// What one date saw of a zone or feature.
package struct SeenDay: Sendable, Hashable {
  package let scene: String
  package let date: Timestamp
  /// Share that was seen, 0–1; `nil` where the scene is of another stack.
  package let clearShare: Double?
  /// `seen`, or why most of it was not.
  package let visibility: Visibility
  /// Of a building that stands from this date on and had not stood on the one before.
  package let smallest: LeastSeen

  package init(
    scene: String, date: Timestamp, clearShare: Double?, visibility: Visibility, smallest: LeastSeen
  ) {
    self.scene = scene
    self.date = date
    self.clearShare = clearShare
    self.visibility = visibility
    self.smallest = smallest
  }
}
