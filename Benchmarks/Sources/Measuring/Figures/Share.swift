/// So many of so many, with its Wilson interval.
package struct Share: Sendable, Hashable {
  package let hits: Int
  package let total: Int

  package init(_ hits: Int, of total: Int) {
    precondition(hits >= 0 && hits <= total, "\(hits) of \(total)")
    self.hits = hits
    self.total = total
  }

  /// `nil` of nothing.
  package var part: Double? { total > 0 ? Double(hits) / Double(total) : nil }

  /// Two-sided 90 % interval for the true share; 0 to 1 of nothing.
  package var wilson: ClosedRange<Double> {
    guard let part else { return 0...1 }
    let deviations = 1.644_853_627
    let count = Double(total)
    let squared = deviations * deviations
    let centre = (part + squared / (2 * count)) / (1 + squared / count)
    let half =
      deviations / (1 + squared / count) * (part * (1 - part) / count + squared / (4 * count * count)).squareRoot()
    return max(centre - half, 0)...min(centre + half, 1)
  }

  /// `88.0 % (88 of 100; 90 % interval 81.6 to 92.4 %)`.
  package var text: String {
    guard let part else { return "none (0 of 0)" }
    return "\(Text.percent(part)) (\(hits) of \(total); Wilson 90 % interval "
      + "\(Text.number(wilson.lowerBound * 100, 1)) to \(Text.percent(wilson.upperBound)))"
  }
}
