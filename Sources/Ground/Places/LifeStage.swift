import Quantities

/// What a thing goes through, in this order.
package enum LifeState: String, Sendable, CaseIterable {
  case absent, preparing, underConstruction, complete, altered, removed
}

/// From when on a thing was in a state, as far as the dates tell.
package struct LifeStage: Sendable, Hashable {
  package let state: LifeState
  /// Last date that shows, with 95 %, the states before it, and first that shows this or a later one; both `nil` at the
  /// start and the end of what was seen. So the interval holds the beginning with 90 %.
  package let begin: Bracket
  /// The first date that more likely than not shows this state or a later one; `nil` where the pictures begin with it.
  package let since: Timestamp?

  package init(state: LifeState, begin: Bracket, since: Timestamp?) {
    self.state = state
    self.begin = begin
    self.since = since
  }
}
