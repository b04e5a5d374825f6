/// Which truth sites count.
package enum ActivitySubset: String, Sendable, CaseIterable {
  /// All of them.
  case overall
  /// Those whose works ended within the region's dates.
  case completed
  /// Those whose works began within the region's dates and had not ended.
  case partial
}
