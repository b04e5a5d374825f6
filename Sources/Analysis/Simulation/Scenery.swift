/// What is simulated.
package enum Scenery: Sendable, Hashable {
  /// A plant whose works, crane and new hall come and go.
  case plant
  /// Halls that stand, on sloping ground, seen off nadir, at any GSD: what measures are tested on. Nothing changes.
  case halls(HallSize?)

  /// The length and width, metres, of the first hall; a drawn rectangle or L where there is none.
  package struct HallSize: Sendable, Hashable {
    package let length: Double
    package let width: Double

    package init(length: Double, width: Double) {
      precondition(length > 0 && width > 0, "a hall of \(length) × \(width) m has no area")
      self.length = length
      self.width = width
    }
  }

  var isHalls: Bool { if case .halls = self { true } else { false } }
}
