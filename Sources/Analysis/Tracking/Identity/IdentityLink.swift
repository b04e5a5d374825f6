/// One thing that became several, or several that became one.
package struct IdentityLink: Sendable, Hashable {
  package enum Form: String, Sendable { case split, merge }

  /// A piece, and the share of the whole's area that it fills.
  package struct Piece: Sendable, Hashable {
    package let track: Int
    package let share: Double
    package init(track: Int, share: Double) {
      self.track = track
      self.share = share
    }
  }

  package let form: Form
  /// The date, by its place among the dates as given, that first shows it.
  package let date: Int
  /// What was whole before a split, or is after a merge.
  package let whole: Int
  /// Before a merge or after a split, the largest share first. The track that goes on is among them: of a split the
  /// largest piece, of a merge the one that came first.
  package let pieces: [Piece]
}
